// A schema never marks what is right, and marks what is of the wrong kind.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { Ajv } from 'ajv';
import { parse } from 'yaml';

import { archive, cases, copy, kindOf, kinds, postil, repository, yamlFiles } from './postil.mjs';

// Help for editors is no keyword of JSON Schema.
const validator = () => new Ajv({ strict: false, allErrors: true });
const plain = Object.fromEntries(
  kinds.map((kind) => [kind, validator().compile(JSON.parse(postil(repository, 'schema', kind).output))]),
);

const faults = (validate, text) => {
  validate(parse(text, { logLevel: 'silent' }));
  return (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message}`);
};

const archives = [repository, join(repository, '../shared/archive')].filter((folder) => existsSync(join(folder, 'content')));

for (const folder of archives) {
  test(`every file of ${folder} is valid, with and without its names`, () => {
    const own = copy(folder);
    assert.equal(postil(own, 'schema', '--write').code, 0);
    const named = Object.fromEntries(kinds.map((kind) => [kind, validator().compile(JSON.parse(written(own, kind)))]));
    for (const [path, text] of yamlFiles(own)) {
      assert.deepEqual(faults(plain[kindOf(path)], text), [], path);
      assert.deepEqual(faults(named[kindOf(path)], text), [], path);
    }
    assert.equal(postil(own, 'check').code, 0, 'and the archive is as right as before');
  });
}

/** A schema as it was written into an archive. */
function written(folder, kind) {
  const text = readFileSync(join(folder, `.postil/schema/${kind}.json`));
  assert.ok(text.length <= 100_000, `${kind}: ${text.length} bytes`);
  return text.toString();
}

// Editors' programs read the word `null` without quotation marks as no value at all; who quotes it must quote it twice.
const ONLY_FOR_POSTIL = ['yaml/no-and-a-date-are-texts.txt'];

test('what check takes, a schema takes', () => {
  let files = 0;
  const wrong = [];
  for (const { name, files: all, marks } of cases()) {
    for (const [path, text] of Object.entries(all)) {
      const kind = kindOf(path);
      if (!kind || marks[path].length > 0 || ONLY_FOR_POSTIL.includes(name)) continue;
      const told = faults(plain[kind], text);
      if (told.length > 0) wrong.push([name, path, told]);
      files += 1;
    }
  }
  assert.deepEqual(wrong, []);
  assert.ok(files > 300, `${files} files`);
});

// Lists that are closed, but known to the program or the archive alone.
const ELSEWHERE = ['a-citation-style-is-known', 'a-siglum-stands-for-one-document'];

test('what is of the wrong kind, a schema refuses', () => {
  const kinded = ['unknown-field', 'missing-field', 'wrong-type', 'unknown-value', 'empty-value'];
  let files = 0;
  const missed = [];
  for (const { name, files: all, marks } of cases()) {
    for (const [path, text] of Object.entries(all)) {
      const kind = kindOf(path);
      if (!kind || !marks[path].some((code) => kinded.includes(code)) || ELSEWHERE.some((other) => name.includes(other))) continue;
      if (!marks[path].every((code) => kinded.includes(code))) continue;
      files += 1;
      if (faults(plain[kind], text).length === 0) missed.push([name, path, marks[path]]);
    }
  }
  assert.deepEqual(missed, []);
  assert.ok(files > 60, `${files} files`);
});

test('a thousand names stay below a hundred kilobytes, and three thousand too', () => {
  for (const count of [1_000, 3_000]) {
    const record = (_, at) => `- {id: organisation-number-${at}, type: organisation, name: The Organisation of the Number ${at}}\n`;
    const folder = archive({
      'content/archive.yaml': 'title: A\n',
      'content/entities/all.yaml': Array.from({ length: count }, record).join(''),
    });
    assert.equal(postil(folder, 'schema', '--write').code, 0);
    assert.ok(written(folder, 'notes').includes('organisation-number-0'));
  }
});
