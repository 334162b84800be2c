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
