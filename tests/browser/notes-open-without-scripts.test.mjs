// Whoever reads without scripts gets every note: as a sheet on a phone, beside the text on a wide screen.
import { test } from 'node:test';

import { eachPage, visit } from './browser.mjs';
import { none } from './faults.mjs';
import { documents, name } from './sites.mjs';

/** Of 500 notes every fiftieth is asked for. */
const step = (page) => (page.path.includes('crowded') ? 50 : 1);

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
  for (let index = 0; index < ids.length; index += step(page)) {
    const place = await approach(window, ids[index]);
    if (!place) { faults.push(`${name(page)} at ${width}: ${ids[index]} is not drawn`); continue; }
    await window.mouse.click(place.x, place.y);
    const { now, seen, addressed, note } = await after(window, ids[index]);
    if (!addressed) faults.push(`${name(page)} at ${width}: a click on ${ids[index]} does not lead to ${note}`);
    else if (!seen) faults.push(`${name(page)} at ${width}: ${note} is not seen`);
    if (width === 390 && now !== place.before) faults.push(`${name(page)} at ${width}: ${ids[index]} moves the page by ${now - place.before}`);
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
