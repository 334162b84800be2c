// Text that is wider than the screen is text that is not read: on phones, on large screens, with widened spacing.
import { test } from 'node:test';

import { eachPage, lay, outside, TEXT_SPACING, visit } from './browser.mjs';
import { none } from './faults.mjs';
import { documents, everyPage, halves, name, pages } from './sites.mjs';

const WIDTHS = [320, 390, 768, 1024, 1440, 1920];
/** Widths as they are, and with words wider apart: of texts, where notes stand below and where they stand beside; of other pages the half each. */
const OF_TEXTS = [WIDTHS, [320, 1024, 1440]];
const OF_HALVES = [[[320, 768, 1440], [390, 1024]], [[390, 1024, 1920], [320, 1440]]];

/** Notes beside the text that lie over each other. */
const overlaps = (window) => window.evaluate(() => {
  const notes = [...document.querySelectorAll('.note')].filter((note) => getComputedStyle(note).visibility === 'visible');
  const boxes = notes.map((note) => ({ id: note.id, box: note.getBoundingClientRect() })).sort((a, b) => a.box.top - b.box.top);
  return boxes.flatMap(({ id, box }, index) => {
    const over = boxes.slice(index + 1, index + 30).filter(({ box: other }) =>
      other.top < box.bottom - 1 && other.left < box.right - 1 && box.left < other.right - 1);
    return over.map((other) => `${id} and ${other.id}`);
  });
});

async function look(window, page, widths, spacing) {
  const faults = [];
  for (const width of widths) {
    await window.setViewportSize({ width, height: 900 });
    const pixels = await outside(window);
    if (pixels > 0) faults.push(`${name(page)} at ${width}${spacing}: ${pixels} pixels outside`);
    faults.push(...(await overlaps(window)).map((pair) => `${name(page)} at ${width}${spacing}: ${pair} overlap`));
  }
  return faults;
}

test('no page scrolls sideways and no notes overlap, however wide the screen and the spacing', async () => {
  // Pages of a type are drawn by one template: of each, in each archive, one; and every text.
  const seen = everyPage ? pages.map((page) => [page, [WIDTHS, WIDTHS]]) : [
    ...documents.map((page) => [page, OF_TEXTS]),
    ...halves().flatMap((half, number) => half.filter((page) => !documents.includes(page)).map((page) => [page, OF_HALVES[number]])),
  ];
  none(await eachPage(seen, { width: 320 }, async (window, [page, [widths, spaced]]) => {
    await visit(window, page);
    const faults = await look(window, page, widths, '');
    await lay(window, TEXT_SPACING);
    faults.push(...(await look(window, page, spaced, ' with WCAG 1.4.12 spacing')));
    return faults;
  }));
});
