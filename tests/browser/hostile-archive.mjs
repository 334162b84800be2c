// Archives whose every text is hostile: each payload stands in each field that takes a text.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { groups, payloads } from './payloads.mjs';

const words = join(dirname(fileURLToPath(import.meta.url)), '../../themes/default/i18n/en.yaml');

/** Payloads that stand in one field together; in the next field another of them comes first. */
const TOGETHER = 8;

const texts = groups(TOGETHER).map((group) => group.map(({ text }) => text));

/** The texts of a group as one value of YAML, beginning with another of them each time. */
const field = (group, first) => JSON.stringify([...group.slice(first % group.length), ...group.slice(0, first % group.length)].join(' '));

/** A text whose mark-up is none. */
const escaped = (text) => text.replace(/[\\<[\]!&`*_~]/g, '\\$&');

/** Prose in which mark-up is code, then escaped; where the record is shown in spite of an error, also raw, which is refused. */
const prose = (group, indent, raw = []) => {
  const code = group.map((text) => '``` ' + text.replaceAll('`', "'") + ' ```').join('\n');
  return `|-\n${[code, group.map(escaped).join('\n'), ...raw].join('\n\n').split('\n').map((line) => (' '.repeat(indent) + line).trimEnd()).join('\n')}`;
};

/** Without the signs that mean something in a title or a name of a work: braces, and commas between the parts of a name. */
const whole = (text) => text.replace(/[{},]/g, '');

function write(folder, files) {
  for (const [path, text] of Object.entries(files)) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}

/** An archive of many records; a document holds the notes of some groups. */
export function writeRecords(folder) {
  const some = (from, to) => texts.slice(from, to).map((group, index) => [group, from + index]);
  const files = { 'content/archive.yaml': `title: Hostile\nlanguage: en\neditors:\n${texts.map((group, n) => `  - {id: ed${n}, name: ${field(group, 0)}, url: ${JSON.stringify(group[0])}}\n`).join('')}` };
  const kinds = ['person', 'organisation', 'place', 'event', 'work', 'group'];
  files['content/entities/all.yaml'] = texts.map((group, n) => `- id: e${n}
  type: ${kinds[n % kinds.length]}
  name: {en: ${field(group, 0)}, id: ${field(group, 1)}}
  also: [${field(group, 2)}, ${JSON.stringify(`name${n}`)}]
  sort: ${field(group, 3)}
  same_as: ["https://example.org/'onmouseover='__x(${n})'"]
  match: true
  by: ed${n}
  note: ${prose(group, 4, group)}
`).join('');
  files['content/terms.yaml'] = texts.map((group, n) => `- id: t${n}
  term: ${field(group, 4)}
  language: ${n % 2 ? 'en' : 'ar'}
  scheme: loaded
  related: t${(n + 1) % texts.length}
  says: ${prose(group, 4, group)}
`).join('');
  files['content/questions.yaml'] = texts.map((group, n) => `- id: q${n}
  asks: ${field(group, 5)}
  kind: figure
  unit: ${field(group, 6)}
  event: e3
  scopes: [{id: all, label: ${field(group, 7)}}, {id: some, label: ${field(group, 0)}, within: all}]
  positions: [{id: yes, says: ${field(group, 1)}}, {id: no, says: ${field(group, 2)}}]
  exclusive: true
  note: ${prose(group, 4, group)}
`).join('');
  files['content/bibliography.yaml'] = texts.map((group, n) => `w${n}:
  type: book
  title: ${field(group.map(whole), 3)}
  author: ${field(group.map(whole), 4)}
  publisher: {name: ${field(group.map(whole), 5)}, location: ${field(group.map(whole), 6)}}
  note: ${field(group, 7)}
  genre: ${field(group, 0)}
  serial-number: ${field(group, 1)}
  url: ${JSON.stringify(`https://example.org/${group[2]}`)}
  parent: {type: anthology, title: ${field(group.map(whole), 6)}, editor: ${field(group.map(whole), 2)}}
`).join('');
  const size = 8;
  for (let from = 0; from < texts.length; from += size) {
    const id = `d${from / size}`, here = some(from, from + size), group = texts[from];
    const folder = `content/documents/${id}/`;
    files[folder + 'text.txt'] = here.map(([group, n]) => `Witness ${n} said ${group.join(' ')} and word${n} went.\nThe end of ${n}, name${n}.`).join('\n\n') + '\n';
    files[folder + 'text.en.md'] = here.map(([group, n]) => `Witness ${n} said ${group.join(' ')} and went.`).join('\n\n') + '\n';
    files[folder + 'document.yaml'] = `title: ${field(group, 0)}
title_supplied: true
title_translated: {id: ${field(group, 1)}}
language: ${from % 16 ? 'id' : 'en'}
kind: ${['editorial', 'article', 'post', 'law'][from / size % 4]}
publisher: e${from}
creator: e${from + 1 < texts.length ? from + 1 : 0}
provenance: ${prose(group, 2, group)}
issued: 2025-03-0${1 + from / size % 9}
issued_note: ${prose(texts[from + 1] ?? group, 2)}
url: "https://example.org/'onmouseover='__x(1)'"
capture: {accessed: 2025-03-09, tool: ${field(group, 2)}, file: ${field(group, 3)}, sha256: ${field(group, 4)}}
rights: {holder: ${field(group, 5)}, statement: "https://example.org/'x'"}
content_notes: [{about: ${field(group, 6)}, paragraphs: [p1]}]
translations: [{language: en, method: machine, by: ed0}]
note: ${prose(group, 2)}
`;
    files[folder + 'notes.yaml'] = here.map(([group, n]) => `- id: c${n}
  quote: ${JSON.stringify(`Witness ${n} said ${group.join(' ')}`)}
  claim:
    says: ${field(group, 3)}
    question: q${n}
    answer: yes
    asserter: e${n}
    modality: attributed
    basis:
      - kind: witness
        by: e${n}
        cite: w${n}
        note: ${prose(group, 10)}
    figures: [{value: ${n + 1}, of: all, unit: ${field(group, 4)}}]
    when: 2025-03-0${1 + n % 9}
  relates:
    - to: k${n}
      as: disputes
      note: ${prose(group, 8)}
  note: ${prose(group, 4)} [@w${n}, ${escaped(group[0].replace(/[\[\];]/g, ' '))}]
  by: ed${n}
- id: k${n}
  quote: "The end of ${n}"
  note: ${prose(group, 4)}
  history: [{on: 2025-03-01, by: ed0, was: ${field(group, 5)}, change: wording}]
- id: w${n}
  quote: word${n}
  wording: {term: t${n}, gloss: ${field(group, 5)}}
- id: t${n}
  quote: word${n} went
  translation: {gloss: ${field(group, 6)}, original: ${field(group, 7)}, alternatives: [${field(group, 0)}, ${field(group, 1)}], literal: ${field(group, 2)}, certainty: low, method: machine, by: ed0}
- id: m${n}
  quote: name${n}
  mention: e${n}
`).join('');
  }
  files['content/documents/raw/document.yaml'] = 'title: Raw\nlanguage: en\nkind: report\n';
  files['content/documents/raw/text.md'] = texts.flat().join('\n\n') + '\n';
  write(folder, files);
}

/** An archive of few records, whose own title, pages and interface hold all payloads. */
export function writeFrame(folder) {
  const every = payloads.map(({ text }) => text), back = [...every].reverse();
  const files = {
    'content/archive.yaml': `title: ${field(every, 0)}
subtitle: {en: ${field(back, 0)}}
description: {en: ${field(every, 100)}}
language: en
theme: hostile
editors: [{id: ed, name: ${field(back, 50)}}]
license: "https://example.org/'onmouseover='__x(1)'"
`,
    'content/documents/d/text.md': 'The board met.\n',
    'content/documents/d/document.yaml': 'title: D\nlanguage: en\nkind: post\nissued: 2025-03-07\nsiglum: "\\"><b>"\n',
    'content/documents/d/notes.yaml': '- id: met\n  quote: The board met\n  claim: {says: It met., question: met, asserter: board, modality: asserted, figures: [{value: 1}], when: 2025-03}\n  by: ed\n  created: 2025-03-08\n',
    'content/questions.yaml': '- {id: met, asks: Did it?, kind: figure, unit: meeting}\n',
    'content/entities/all.yaml': '- {id: board, type: organisation, name: Board}\n',
    'content/terms.yaml': '- {id: met, term: met, language: en, scheme: technical}\n',
  };
  texts.slice(0, 6).forEach((group, n) => (files[`content/pages/page-${n}.md`] = `# ${group.join(' ')}\n\nText.\n`));
  for (let n = 0; n < texts.length; n += 8) files[`content/pages/text-${n}.md`] = `# Text ${n}\n\nText.\n\n${texts.slice(n, n + 8).flat().join('\n\n')}\n`;
  // The words of the interface, each with some payloads behind it.
  let turn = 0;
  files['themes/hostile/i18n/en.yaml'] = readFileSync(words, 'utf8').split('\n').map((line) => {
    const [, key, written] = /^(\s*(?:[a-z_]+: |- ))(.+)$/.exec(line) ?? [];
    if (!written || key.startsWith('number_')) return line;
    const text = /^["']/.test(written) ? written.replace(/^(["'])(.*)\1.*$/, '$2') : written;
    return `${key}'${`${text} ${texts[turn++ % texts.length].join(' ')}`.replaceAll("'", "''")}'`;
  }).join('\n');
  write(folder, files);
}

/** Pages that escape nothing: what the test must see. */
export function writeControl(folder) {
  const page = (group) => `<!doctype html><title>Control</title><h1>${group.join(' ')}</h1><p title="${group[0]}"><a href="${group[0]}">a</a></p>`;
  write(folder, Object.fromEntries(texts.flat().map((text, n) => [`${n}.html`, page([text])])));
}
