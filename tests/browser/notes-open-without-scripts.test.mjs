// Whoever reads without scripts gets every note: as a sheet on a phone, beside the text on a wide screen.
import { test } from 'node:test';

import { eachPage, visit } from './browser.mjs';
import { none } from './faults.mjs';
import { documents, everyPage, name } from './sites.mjs';

/** Which references are clicked: by hand all; else each at one of the widths, and of 500 every fiftieth. */
const clicked = (page, ids, width) => {
  if (page.path.includes('crowded')) return ids.filter((_, index) => index % 50 === 0);
  return everyPage ? ids : ids.filter((_, index) => index % 2 === Number(width === 390));
};

/** Moves so that the reference stands in the middle, and tells its place; `null` where it is not drawn. */
const approach = (window, id) => window.evaluate((id) => {
  const reference = document.getElementById(id);
  reference.scrollIntoView({ block: 'center', behavior: 'instant' });
  const boxes = [...reference.getClientRects()];
  return boxes.length ? { x: boxes[0].x + boxes[0].width / 2, y: boxes[0].y + boxes[0].height / 2, before: scrollY } : null;
}, id);

/** What a reader sees after the click: how far the page moved, whether the note stands in the window. */
const after = (window, id) => window.evaluate((id) => {
  const reference = document.getElementById(id), note = document.getElementById(decodeURIComponent(reference.hash.slice(1)));
  const box = note.getBoundingClientRect();
  const seen = box.height > 0 && box.top >= -1 && Math.min(box.bottom, box.top + 40) <= innerHeight + 1 && box.left >= -1 && box.right <= innerWidth + 1;
  return { now: scrollY, seen, addressed: location.hash === reference.hash, note: note.id };
}, id);

async function click(window, page, width) {
  await visit(window, page);
  const ids = await window.evaluate(() => [...document.querySelectorAll('.text .r[id]')].map((reference) => reference.id));
  const faults = [];
  for (const id of clicked(page, ids, width)) {
    const place = await approach(window, id);
    if (!place) { faults.push(`${name(page)} at ${width}: ${id} is not drawn`); continue; }
    await window.mouse.click(place.x, place.y);
    const { now, seen, addressed, note } = await after(window, id);
    if (!addressed) faults.push(`${name(page)} at ${width}: a click on ${id} does not lead to ${note}`);
    else if (!seen) faults.push(`${name(page)} at ${width}: ${note} is not seen`);
    if (width === 390 && now !== place.before) faults.push(`${name(page)} at ${width}: ${id} moves the page by ${now - place.before}`);
    // The sheet would lie over the next reference.
    if (width === 390) await window.evaluate(() => (location.hash = 'none'));
  }
  return faults;
}

for (const width of [390, 1440]) {
  test(`every reference shows its note without scripts at ${width} pixels${width === 390 ? ', and the page stays where it is' : ''}`, async () => {
    none(await eachPage(documents, { width, scripts: false }, (window, page) => click(window, page, width)));
  });
}
