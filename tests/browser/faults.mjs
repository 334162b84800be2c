// A test that fails tells every fault, the first of them in full.
import assert from 'node:assert/strict';

/** Fails with all faults, each a sentence that begins with its page. */
export function none(faults) {
  const shown = faults.slice(0, 25).join('\n');
  assert.equal(faults.length, 0, `${faults.length} faults:\n${shown}`);
}
