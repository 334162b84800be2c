// A reader who wants the plain text, one language or other colours gets them, and loses no note.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { open, visit } from './browser.mjs';
import { documents, generated, name } from './sites.mjs';

/** Layers of a document, with what is drawn while they are on. */
const LAYERS = {
  'l-claims': '.r:not(.x, .k), .note.claim',
  'l-words': '.r.x:not(.m), .note:is(.wording, .translation)',
  'l-comments': '.r.k, .note.comment',
  'l-names': '.r.m, .note.mention',
};

/** How many elements a reader can see. */
const seen = (window, selector) => window.evaluate((selector) => [...document.querySelectorAll(selector)]
  .filter((element) => element.checkVisibility({ visibilityProperty: true }) && element.getBoundingClientRect().height > 0).length, selector);

const options = async (window) => window.locator('.view > summary').click();

for (const width of [390, 1440]) {
  test(`each layer is hidden and shown without scripts at ${width} pixels`, async () => {
    await open({ width, scripts: false }, async (window) => {
      for (const page of [...documents.filter((page) => page.site !== 'generated'), generated('documents/two.html')]) {
        await visit(window, page);
        await options(window);
        for (const [id, selector] of Object.entries(LAYERS)) {
          const layer = window.locator('#' + id);
          if (!(await layer.count())) continue;
          const before = await seen(window, selector);
          await layer.uncheck();
          assert.equal(await seen(window, selector), 0, `${name(page)}: ${id} hides ${selector}`);
          assert.equal(await window.locator('.text').innerText().then((text) => text.length > 100), true, 'the text stays');
          await layer.check();
          assert.equal(await seen(window, selector), before, `${name(page)}: ${id} shows all again`);
        }
      }
    });
  });

  test(`the original or its translation stands alone without scripts at ${width} pixels`, async () => {
    await open({ width, scripts: false }, async (window) => {
      for (const page of documents) {
        await visit(window, page);
        if (!(await window.locator('#v-tr').count())) continue;
        await options(window);
        const [original, translation] = [await seen(window, '.og p'), await seen(window, '.tr p')];
        assert.ok(original && translation, `${name(page)}: both are there`);
        await window.locator('#v-tr').check();
        assert.deepEqual([await seen(window, '.og p'), await seen(window, '.tr p')], [0, translation], `${name(page)}: the translation alone`);
        await window.locator('#v-orig').check();
        assert.deepEqual([await seen(window, '.og p'), await seen(window, '.tr p')], [original, 0], `${name(page)}: the original alone`);
        await window.locator('#v-both').check();
        assert.deepEqual([await seen(window, '.og p'), await seen(window, '.tr p')], [original, translation], `${name(page)}: both again`);
      }
    });
  });
}

/** Pairs of notes that lie over each other. */
const overlaps = (window) => window.evaluate(() => {
  const notes = [...document.querySelectorAll('.note')].filter((note) => note.checkVisibility({ visibilityProperty: true }));
  const boxes = notes.map((note) => note.getBoundingClientRect()).sort((one, other) => one.top - other.top);
  return boxes.flatMap((box, index) => boxes.slice(index + 1, index + 30).filter((other) =>
    other.top < box.bottom - 1 && other.left < box.right - 1 && box.left < other.right - 1)).length;
});

for (const width of [1024, 1440]) {
  test(`notes stand apart whatever layer is hidden at ${width} pixels`, async () => {
    await open({ width, scripts: false }, async (window) => {
      for (const page of documents.filter((page) => page.site !== 'generated')) {
        await visit(window, page);
        await options(window);
        for (const id of Object.keys(LAYERS)) {
          const layer = window.locator('#' + id);
          if (!(await layer.count())) continue;
          await layer.uncheck();
          assert.equal(await overlaps(window), 0, `${name(page)} without ${id}`);
          await layer.check();
        }
      }
    });
  });
}

/** Notes to which no reference leads that can be seen. */
const unseen = (window) => window.evaluate(() => [...document.querySelectorAll('.note')].filter((note) => ![...document.querySelectorAll('.text .r')]
  .some((reference) => decodeURIComponent(reference.hash) === '#' + note.id && reference.checkVisibility({ visibilityProperty: true }))).map((note) => note.id));

/** Notes whose number leads to nothing that is seen and lit. */
const lost = (window) => window.evaluate(() => {
  const ground = (element) => getComputedStyle(element).backgroundColor;
  return [...document.querySelectorAll('.note')].filter((note) => {
    location.hash = note.querySelector('.nn').hash;
    const reference = document.querySelector(':target');
    const lit = [reference, reference.closest('.seg').querySelector('.refs')].filter(Boolean);
    return !lit.some((element) => element.checkVisibility({ visibilityProperty: true }) && ground(element) !== 'rgba(0, 0, 0, 0)');
  }).map((note) => note.id);
});

for (const width of [390, 1440]) {
  test(`no note is lost beside the translation alone at ${width} pixels`, async () => {
    await open({ width, scripts: false }, async (window) => {
      for (const page of documents) {
        await visit(window, page);
        if (!(await window.locator('#v-tr').count())) continue;
        assert.equal(await seen(window, '.refs'), 0, `${name(page)}: beside the original nothing is said twice`);
        await options(window);
        await window.locator('#v-tr').check();
        assert.deepEqual(await unseen(window), [], `${name(page)}: every note has a reference`);
        assert.deepEqual(await lost(window), [], `${name(page)}: every note leads back to something`);
        const number = window.locator('.text .pn:visible').first();
        if (width === 390) assert.ok((await number.boundingBox()).width >= 24, `${name(page)}: a number stands apart from the words`);
      }
    });
  });
}

test('the colours of a page are those that its reader asks for, whatever the device says', async () => {
  for (const [scheme, other] of [['light', 'dark'], ['dark', 'light']]) {
    await open({ scheme, scripts: false }, async (window) => {
      const ground = () => window.evaluate(() => getComputedStyle(document.body).backgroundColor);
      await visit(window, generated('documents/two.html'));
      const own = await ground();
      await options(window);
      await window.locator(`#theme-${other}`).check();
      assert.notEqual(await ground(), own, `${other} colours on a ${scheme} device`);
      await window.locator(`#theme-${scheme}`).check();
      assert.equal(await ground(), own, `${scheme} colours on a ${scheme} device`);
    });
  }
});
