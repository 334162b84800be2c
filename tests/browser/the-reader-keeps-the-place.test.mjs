// Whoever looks at a note goes on reading where they were: Escape, the closing sign and Back return to the very word.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { open, visit } from './browser.mjs';
import { documents, generated, name, pages } from './sites.mjs';

/** A text of each site, one of them from right to left. */
const texts = [...new Map(documents.map((page) => [page.site, page])).values(), generated('documents/two.html'), generated('documents/crowded.html')];

const place = (window) => window.evaluate(() => ({ scroll: scrollY, focus: document.activeElement.id }));

/** Puts the middle reference of a text into the middle of the window and the focus on it. */
const approach = (window) => window.evaluate(() => {
  const references = [...document.querySelectorAll('.text .r[id]')], reference = references[references.length >> 1];
  reference.scrollIntoView({ block: 'center', behavior: 'instant' });
  reference.focus({ preventScroll: true });
  return reference.id;
});

/** The place once it has become what is expected: Back takes a moment. */
async function settles(window, expected, message) {
  const wanted = JSON.stringify(expected);
  await window.waitForFunction((wanted) => JSON.stringify({ scroll: scrollY, focus: document.activeElement.id }) === wanted, wanted, { timeout: 2000 }).catch(() => {});
  assert.deepEqual(await place(window), expected, message);
}

const noteHasFocus = (window) => window.evaluate(() => Boolean(document.activeElement.closest('.note') ?? document.querySelector('.note:target')));

for (const width of [390, 1440]) {
  test(`Escape returns to the reference and to the very place at ${width} pixels`, async () => {
    await open({ width }, async (window) => {
      for (const page of texts) {
        await visit(window, page);
        await approach(window);
        const before = await place(window);
        await window.keyboard.press('Enter');
        assert.ok(await noteHasFocus(window), `${name(page)}: the note is reached`);
        await window.keyboard.press('Escape');
        await settles(window, before, name(page));
      }
    });
  });
}

test('on a phone the closing sign and Back return to the very place', async () => {
  await open({ width: 390 }, async (window) => {
    for (const page of texts) {
      await visit(window, page);
      await approach(window);
      const before = await place(window);
      await window.keyboard.press('Enter');
      await window.locator('.note:target .cl').click();
      await settles(window, before, `${name(page)}: the closing sign`);
      await window.keyboard.press('Enter');
      assert.ok(await window.locator('.note:target').count(), `${name(page)}: the note is open again`);
      await window.goBack();
      assert.equal(await window.locator('.note:target').count(), 0, `${name(page)}: Back closes the note`);
      assert.equal((await place(window)).scroll, before.scroll, `${name(page)}: Back keeps the place`);
      assert.ok(!new URL(window.url()).hash, `${name(page)}: Back leads to where the reader was`);
    }
  });
});

test('without scripts the closing sign leaves a phone where it was', async () => {
  await open({ width: 390, scripts: false }, async (window) => {
    for (const page of texts) {
      await visit(window, page);
      await approach(window);
      const { scroll } = await place(window);
      await window.keyboard.press('Enter');
      await window.locator('.note:target .cl').click();
      assert.equal(await window.locator('.note:target').count(), 0, `${name(page)}: the note is closed`);
      const id = await window.evaluate(() => location.hash.slice(1));
      const box = await window.locator('#' + id).boundingBox();
      assert.ok(box && box.y >= 0 && box.y < 844, `${name(page)}: the reference is in the window, at ${scroll}`);
    }
  });
});

test('on a phone a link inside a page lands where it leads, past all that is laid out on the way', async () => {
  await open({ width: 390, motion: 'no-preference' }, async (window) => {
    const lists = pages.filter(({ site, path }) => site === 'content' && ['lookup.html', 'computed.html'].includes(path));
    for (const page of [...lists, ...texts]) {
      await visit(window, page);
      const ids = await window.evaluate(() => [...document.querySelectorAll('main a[href^="#"]:not(.r, .nn, .cl, .pn)')]
        .map((link) => link.hash.slice(1)).filter((id) => id && !document.getElementById(id)?.matches('.note')));
      // One in the middle, and the last.
      for (const id of new Set([ids[ids.length >> 1], ids.at(-1)].filter(Boolean))) {
        await visit(window, page);
        await window.locator(`main a[href="#${id}"]`).first().click();
        // A movement that has begun has gone on.
        await window.waitForFunction(() => new Promise((told) => {
          const was = scrollY;
          setTimeout(() => told(scrollY === was), 400);
        }));
        const seen = await window.evaluate((id) => {
          const { top } = document.getElementById(id).getBoundingClientRect();
          const isEnd = scrollY + innerHeight >= document.documentElement.scrollHeight - 2;
          return top >= -1 && top < (isEnd ? innerHeight : innerHeight / 2) ? 'there' : `${Math.round(top)} of ${innerHeight}`;
        }, id);
        assert.equal(seen, 'there', `${name(page)}: #${id}`);
      }
    }
  });
});
