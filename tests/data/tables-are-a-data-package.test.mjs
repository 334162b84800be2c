// Whoever loads the tables into a program need not guess: types, keys and references between tables are as the description says.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';

import { broken, here, ran, sites } from './sites.mjs';

function validate(site) {
  const words = ['validate', '--json', 'datapackage.json'];
  const { output, said } = ran(join(here, '.venv/bin/frictionless'), words, join(site.folder, 'data'));
  try {
    return JSON.parse(output);
  } catch {
    assert.fail(said);
  }
}

for (const site of sites) {
  test(`frictionless has nothing to say of the tables of ${site.name}`, () => {
    const report = validate(site);
    const faults = report.tasks.flatMap((task) => task.errors.map((error) => `${task.name}: ${error.message}`));
    assert.deepEqual(faults, []);
    assert.ok(report.valid && report.tasks.length >= 13, `${report.tasks.length} tables`);
  });
}

test('it notices a cell of another type, a reference that leads nowhere, and bytes that are not those described', () => {
  const types = (path, change) => new Set(validate(broken(sites[0], path, change)).tasks.flatMap((task) => task.errors.map((error) => error.type)));
  assert.ok(types('data/figures.csv', (csv) => csv.replace(/,(true|false),/, ',perhaps,')).has('type-error'));
  assert.ok(types('data/bases.csv', (csv) => csv.replace(/\r\n[^,]*,/, '\r\nnowhere/none,')).has('foreign-key'));
  assert.ok(types('data/terms.csv', (csv) => csv + '\r\n').has('byte-count'));
});
