// An editor's program that reads the first line of a file completes, explains and marks; nothing has to be set.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { archive, postil } from './postil.mjs';
import { Server } from './server.mjs';

const NOTES = 'content/documents/halver/notes.yaml';
const folder = archive({
  'content/archive.yaml': 'title: Five papers on a strike\neditors:\n  - {id: nora, name: Nora Quist}\n',
  'content/entities/halver.yaml': '- {id: harbour-board, type: organisation, name: Harbour Board of Halver}\n- {id: sohr, type: organisation, name: An Observatory}\n',
  'content/questions.yaml': '# What is asked.\n- {id: stopped, asks: How many stopped work?, kind: figure, scopes: {id: dockers, label: dockers}}\n',
  'content/terms.yaml': '- {id: mutiny, term: mutiny, scheme: loaded}\n',
  'content/bibliography.yaml': 'quist: {type: book, title: The Quays, date: 1912}\n',
  'content/documents/halver/document.yaml': 'title: Five papers\nlanguage: en\nkind: report\n',
  'content/documents/halver/text.md': 'On Monday 1,040 dockers put down their hooks. The harbour board called it a mutiny.\n',
  [NOTES]: '- id: board\n  quote: harbour board\n  mention: harbour-board\n',
});
let server;
let head;

before(async () => {
  assert.equal(postil(folder, 'schema', '--write').code, 0);
  head = readFileSync(join(folder, NOTES), 'utf8').split('\n')[0];
  server = await new Server(folder).start();
});
after(() => server.stop());

const record = '- id: a\n  quote: mutiny\n';
const labels = (items) => items.map((item) => item.label);
const offered = async (path, text) => labels(await server.completion(path, `${head}\n${text}`));

test('each file names its schema, once, from where it stands', () => {
  assert.equal(head, '# yaml-language-server: $schema=../../../.postil/schema/notes.json');
  const again = postil(folder, 'schema', '--write');
  assert.deepEqual([again.code, again.output], [0, '']);
  const questions = readFileSync(join(folder, 'content/questions.yaml'), 'utf8');
  assert.match(questions, /^# yaml-language-server: \$schema=\.\.\/\.postil\/schema\/questions\.json\n# What is asked\.\n- \{/);
  assert.equal(postil(folder, 'fmt').code, 0);
  assert.ok(readFileSync(join(folder, NOTES), 'utf8').startsWith(`${head}\n`), 'and fmt leaves it there');
});

test('fields are offered where they may stand', async () => {
  const note = await offered(NOTES, `${record}  ¦\n`);
  for (const field of ['claim', 'mention', 'prefix', 'relates', 'wording']) assert.ok(note.includes(field), `${field} in ${note}`);
  assert.ok(!note.includes('says') && !note.includes('quote'), `${note}`);
  const claim = await offered(NOTES, `${record}  claim:\n    ¦\n`);
  for (const field of ['says', 'modality', 'basis', 'figures']) assert.ok(claim.includes(field), `${field} in ${claim}`);
  const basis = await offered(NOTES, `${record}  claim:\n    says: A.\n    modality: asserted\n    basis:\n      - kind: count\n        ¦\n`);
  assert.ok(basis.includes('lineage') && !basis.includes('says'), `${basis}`);
});

test('a field comes with its help', async () => {
  const items = await server.completion(NOTES, `${head}\n${record}  ¦\n`);
  assert.equal(items.find((item) => item.label === 'every').word, 'Every place where they stand as whole words.');
});

test('the words of a closed list are offered, each with what it means', async () => {
  const items = await server.completion(NOTES, `${head}\n${record}  claim:\n    says: A.\n    modality: ¦\n`);
  const labels = items.map((item) => item.label);
  assert.deepEqual(
    ['asserted', 'attributed', 'quoted', 'alleged', 'estimated', 'implied', 'possible', 'predicted', 'denied'].filter((word) => !labels.includes(word)),
    [],
  );
  assert.equal(items.find((item) => item.label === 'alleged').word, 'Said to be so.');
  const every = await offered(NOTES, `${record}  every: ¦\n`);
  assert.ok(every.includes('true') && every.includes('false'), `${every}`);
});

test('the names of the archive are offered, alone and in lists', async () => {
  const items = await server.completion(NOTES, `${head}\n${record}  mention: ¦\n`);
  assert.equal(items.find((item) => item.label === 'harbour-board')?.word, 'Harbour Board of Halver', JSON.stringify(items));
  const places = [
    [`${record}  mention: ¦\n`, 'sohr'],
    [`${record}  mention:\n    - ¦\n`, 'sohr'],
    [`${record}  mention: [harbour-board, ¦]\n`, 'sohr'],
    [`${record}  claim:\n    asserter: ¦\n`, 'unnamed'],
    [`${record}  claim:\n    question: ¦\n`, 'stopped'],
    [`${record}  claim:\n    figures:\n      - of: ¦\n`, 'dockers'],
    [`${record}  claim:\n    basis: {kind: count, cite: ¦}\n`, 'quist'],
    [`${record}  wording: {term: ¦}\n`, 'mutiny'],
    [`${record}  relates:\n    to: ¦\n`, 'halver/board'],
    [`${record}  by: ¦\n`, 'nora'],
  ];
  for (const [text, wanted] of places) {
    const names = await offered(NOTES, text);
    assert.ok(names.includes(wanted), `${wanted} at ${text}: ${names}`);
  }
});

test('what stands under the pointer is explained', async () => {
  const field = await server.hover(NOTES, `${head}\n- id: a\n  quo¦te: mutiny\n`);
  assert.match(field, /letter for letter as the page shows them/);
  const word = await server.hover(NOTES, `${head}\n${record}  claim:\n    says: A.\n    modality: all¦eged\n`);
  assert.match(word, /How it is said[\s\S]*`alleged`: Said to be so/);
  const name = await server.hover(NOTES, `${head}\n${record}  mention: so¦hr\n`);
  assert.match(name, /`sohr`: An Observatory/);
});

test('mistakes of kind are marked where they stand, and nothing else is', async () => {
  const wrong = [
    [`${record}  quot: mutiny\n`, 4, /quot/],
    ['- id: a\n', 2, /quote/],
    [`${record}  every: often\n`, 4, /boolean/],
    [`${record}  claim: {says: A., modality: claimed}\n`, 4, /asserted/],
    [`${record}  in: third\n`, 4, /p1, p2/],
    [`${record}  created: 7 March\n`, 4, /2025-03-07/],
  ];
  for (const [text, line, said] of wrong) {
    const told = await server.mistakes(NOTES, `${head}\n${text}`);
    assert.ok(told.some((mistake) => mistake.line === line && said.test(mistake.message)), `${text}: ${JSON.stringify(told)}`);
  }
  const right = `${record}  mention: [sohr, somebody-new]\n  created: 2025-03-07\n  note: >-\n    Two\n    lines.\n`;
  assert.deepEqual(await server.mistakes(NOTES, `${head}\n${right}`), []);
  // A stale schema must not call a new name wrong, and a number may be a text.
  assert.deepEqual(await server.mistakes(NOTES, `${head}\n- id: 1911\n  quote: 1040\n  by: somebody-new\n`), []);
});
