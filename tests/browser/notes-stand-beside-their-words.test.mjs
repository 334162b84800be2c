// A note that has drifted far from its words is a footnote again.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { open, visit } from './browser.mjs';
import { documents, name } from './sites.mjs';

/** How far below its reference each note begins, in pixels. */
const drifts = (window) => window.evaluate(() => [...document.querySelectorAll('.note')].map((note) => {
  const reference = document.getElementById(decodeURIComponent(note.querySelector('.nn').hash.slice(1)));
  return Math.abs(note.getBoundingClientRect().top - reference.getBoundingClientRect().top);
}).sort((a, b) => a - b));

/** Lines of claims that do not show whole who says so, how and on what ground. */
const cut = (window) => window.evaluate(() => [...document.querySelectorAll('.note.claim > .m')]
  .filter((line) => line.scrollHeight > line.clientHeight + 2 || line.scrollWidth > line.clientWidth + 2).map((line) => line.textContent));

test('the line of a claim is cut only where its names are long', async () => {
  await open({ width: 1440 }, async (window) => {
    for (const page of documents.filter((page) => page.site !== 'generated')) {
      await visit(window, page);
      const lines = await cut(window), long = lines.filter((line) => line.length > 90);
      assert.deepEqual(lines, long, name(page));
    }
  });
});

/** Notes of which something is cut off, and nothing opens it. */
const lost = (window) => window.evaluate(() => [...document.querySelectorAll('.note:not(:has(> .more)) > :is(.h, .m)')]
  .filter((line) => getComputedStyle(line).overflow !== 'visible' && (line.scrollHeight > line.clientHeight + 2 || line.scrollWidth > line.clientWidth + 1)).map((line) => line.textContent));

test('what is cut off can be opened, however narrow the margin', async () => {
  for (const width of [1000, 1280, 1440]) {
    await open({ width }, async (window) => {
      for (const page of documents.filter((page) => page.site !== 'generated')) {
        await visit(window, page);
        assert.deepEqual(await lost(window), [], `${name(page)} at ${width}`);
      }
    });
  }
});

/** Widths with the middle and the greatest distance that are borne: two margins, then one for all notes. */
const BORNE = [[1440, 200, 800], [1024, 700, 1000]];

for (const [width, middle, greatest] of BORNE) {
  test(`notes begin near their words at ${width} pixels`, async () => {
    await open({ width }, async (window) => {
      for (const page of documents.filter((page) => page.site !== 'generated')) {
        await visit(window, page);
        const all = await drifts(window);
        const told = `${name(page)}: ${Math.round(all[all.length >> 1])} pixels in the middle, ${Math.round(all.at(-1))} at most`;
        if (process.env.TELL) console.log(`${width}: ${told}`);
        assert.ok(all[all.length >> 1] <= middle && all.at(-1) <= greatest, told);
      }
    });
  });
}
