// A library and a repository take the archive over: the bag is complete and unharmed, the research object says what lies in it.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { appendFileSync, cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { archives, here, ran, repository, scratch } from './sites.mjs';

const python = join(here, '.venv-packages/bin/python');

function packed(form, archive) {
  const folder = join(scratch, `${form}-${archive.replaceAll('/', '-')}`);
  const words = ['run', '--quiet', '--locked', '--', 'export', form, folder, '-C', archive];
  execFileSync('cargo', words, { cwd: repository, stdio: ['ignore', 'ignore', 'inherit'] });
  return folder;
}

function harmed(folder, harm) {
  const copy = `${folder}-harmed`;
  rmSync(copy, { recursive: true, force: true });
  cpSync(folder, copy, { recursive: true });
  harm(copy);
  return copy;
}

const bag = (folder) => ran(python, ['-m', 'bagit', '--validate', '--quiet', folder]);
const object = (folder) => ran(python, [join(here, 'crate.py'), folder]);

const METADATA = 'ro-crate-metadata.json';
const packages = archives.map(([name, archive]) => ({ name, bag: packed('bagit', archive), object: packed('ro-crate', archive) }));

for (const { name, ...folders } of packages) {
  test(`the bag of ${name} is valid`, () => {
    const found = bag(folders.bag);
    assert.equal(found.code, 0, found.said);
  });

  test(`the research object of ${name} is valid`, () => {
    const found = object(folders.object);
    assert.equal(found.code, 0, found.said);
  });
}

test('a file of a bag that is changed, gone or added is noticed', () => {
  for (const harm of [
    (copy) => appendFileSync(join(copy, 'data/content/archive.yaml'), '\n'),
    (copy) => rmSync(join(copy, 'data/site/index.html')),
    (copy) => writeFileSync(join(copy, 'data/more.txt'), ''),
  ]) {
    assert.notEqual(bag(harmed(packages[0].bag, harm)).code, 0);
  }
});

test('a research object that lacks a file and a day is noticed', () => {
  const copy = harmed(packages[0].object, (copy) => {
    rmSync(join(copy, 'content/archive.yaml'));
    const metadata = readFileSync(join(copy, METADATA), 'utf8');
    writeFileSync(join(copy, METADATA), metadata.replace(/"datePublished": "[^"]*"/, '"datePublished": "soon"'));
  });
  const found = object(copy);
  assert.equal(found.code, 1);
  assert.match(found.said, /archive\.yaml/);
  assert.match(found.said, /datePublished/);
});
