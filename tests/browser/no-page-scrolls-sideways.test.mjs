// Text that is wider than the screen is text that is not read: on phones, on large screens, with widened spacing.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { eachPage, lay, open, outside, TEXT_SPACING, visit } from './browser.mjs';
import { none } from './faults.mjs';
import { LONG } from './generated.mjs';
import { documents, everyPage, generated, halves, name, pages } from './sites.mjs';

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

/** Links of the bar that take several lines. */
const broken = (window) => window.evaluate(() => {
  const links = [...document.querySelectorAll('.bar :is(.menu, li) a')].filter((link) => link.checkVisibility());
  return links.map((link) => link.textContent).filter((_, index) => {
    const range = document.createRange();
    range.selectNodeContents(links[index]);
    return new Set([...range.getClientRects()].map((box) => Math.round(box.top))).size > 1;
  });
});

async function look(window, page, widths, spacing) {
  const faults = [];
  for (const width of widths) {
    await window.setViewportSize({ width, height: 900 });
    const pixels = await outside(window);
    if (pixels > 0) faults.push(`${name(page)} at ${width}${spacing}: ${pixels} pixels outside`);
    faults.push(...(await broken(window)).map((word) => `${name(page)} at ${width}${spacing}: “${word}” takes several lines`));
    faults.push(...(await overlaps(window)).map((pair) => `${name(page)} at ${width}${spacing}: ${pair} overlap`));
  }
  return faults;
}

test('no page scrolls sideways, no notes overlap and no word of the bar takes several lines, however wide the screen and the spacing', async () => {
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

test('on a phone the way to the menu has one line, however long the name of the archive and of its pages', async () => {
  await open({ width: 320 }, async (window) => {
    for (const page of [generated('index.html'), pages.find((page) => page.site === 'content')]) {
      for (const long of ['A harbour and everybody who worked in it, in letters and reports', LONG]) {
        await visit(window, page);
        await window.evaluate((long) => ['.home bdi', '.foot li a'].forEach((part) => (document.querySelector(part).textContent = long)), long);
        assert.deepEqual(await broken(window), [], `${name(page)}: ${long}`);
        assert.equal(await outside(window), 0, `${name(page)}: ${long}`);
      }
    }
  });
});
