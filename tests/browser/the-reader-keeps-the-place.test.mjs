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

test('an open note covers nothing that the keyboard reaches, and Escape leads back to its own reference', async () => {
  await open({ width: 390 }, async (window) => {
    for (const page of texts) {
      await visit(window, page);
      const id = await approach(window);
      const before = await place(window);
      await window.keyboard.press('Enter');
      for (let step = 0; step < 20; step++) {
        await window.keyboard.press('Tab');
        const hidden = await window.evaluate(() => {
          const [sheet, focus] = [document.querySelector('.note:target'), document.activeElement];
          if (!sheet || focus === document.body || sheet.contains(focus)) return '';
          return focus.getBoundingClientRect().top >= sheet.getBoundingClientRect().top ? focus.outerHTML.slice(0, 90) : '';
        });
        assert.equal(hidden, '', `${name(page)}: step ${step} is under the sheet`);
      }
      if (await window.locator('.note:target').count()) {
        await window.keyboard.press('Escape');
        await settles(window, { ...before, focus: id }, name(page));
      }
    }
  });
});

for (const width of [390, 1440]) {
  test(`whoever is led to what a remembered option hides sees it at ${width} pixels`, async () => {
    await open({ width }, async (window) => {
      const seen = (id) => window.evaluate((id) => {
        const element = document.getElementById(id), { top, bottom } = element.getBoundingClientRect();
        return element.checkVisibility({ visibilityProperty: true }) && bottom > 0 && top < innerHeight;
      }, id);
      const page = generated('documents/two.html');
      await visit(window, page);
      await window.locator('.view > summary').click();
      for (const id of ['l-claims', 'l-words']) await window.locator(`#${id}`).uncheck();
      await window.locator('#v-orig').check();
      for (const id of ['n-forty', 'n-strike', 'r-strike', 'p1-en', 'p6-en', 'p6']) {
        await visit(window, page);
        await window.goto('about:blank');
        await visit(window, page, `#${id}`);
        assert.ok(await seen(id), `${name(page)}#${id}`);
      }
      assert.equal(await window.evaluate(() => localStorage.getItem('view.v') + localStorage.getItem('view.l-claims')), 'v-orig0', 'what was chosen stays chosen');
    });
  });
}

test('where nothing may be stored notes open and close all the same', async () => {
  await open({}, async (window) => {
    await window.addInitScript(() => Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } }));
    const messages = [];
    window.on('pageerror', (error) => messages.push(error.message));
    await visit(window, texts[0]);
    await approach(window);
    const before = await place(window);
    await window.keyboard.press('Enter');
    assert.ok(await noteHasFocus(window), 'the note is reached');
    await window.keyboard.press('Escape');
    await settles(window, before, name(texts[0]));
    assert.deepEqual(messages, []);
  });
});

test('the colours that a reader has chosen on a document hold on every page', async () => {
  await open({ scheme: 'light' }, async (window) => {
    const ground = () => window.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const [document, list] = [generated('documents/two.html'), generated('claims.html')];
    await visit(window, list);
    const light = await ground();
    await visit(window, document);
    await window.locator('.view > summary').click();
    await window.locator('#theme-dark').check();
    const dark = await ground();
    assert.notEqual(dark, light);
    for (const page of [list, generated('search.html'), document]) {
      await visit(window, page);
      assert.equal(await ground(), dark, name(page));
    }
    await window.locator('.view > summary').click();
    await window.locator('#theme-auto').check();
    assert.equal(await ground(), light);
  });
});
