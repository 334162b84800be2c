// Marks are told apart without colours: on screens that force their own, and in print.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { open, visit } from './browser.mjs';
import { documents, name } from './sites.mjs';

/** Claim, comment, word, name, name found by the program. */
const MARKS = ['.text .c:not(.w, .n, .r)', '.text .k:not(.c, .w, .n, .r)', '.text .w:not(.c, .k, .n, .r)', '.text .n:not(.auto, .c, .w, .k, .r)', '.text .n.auto:not(.c, .w, .k, .r)'];

/** What is left of a mark where colours are not its own. */
const shape = (window, selector) => window.evaluate((selector) => {
  const element = document.querySelector(selector);
  if (!element) return null;
  const style = getComputedStyle(element);
  const { textDecorationLine, textDecorationStyle, textDecorationThickness, textUnderlineOffset } = style;
  const line = textDecorationLine === 'none' ? 'none' : [textDecorationStyle, textDecorationThickness, textUnderlineOffset].join(' ');
  const border = style.borderBlockEndStyle === 'none' ? 'none' : `${style.borderBlockEndStyle} ${style.borderBlockEndWidth}`;
  return `line ${line}, border ${border}`;
}, selector);

for (const [kind, prepare] of [['with forced colours', { forced: true }], ['in print', { print: true }]]) {
  test(`every two marks have two shapes ${kind}`, async () => {
    await open(prepare, async (window) => {
      if (prepare.print) await window.emulateMedia({ media: 'print' });
      for (const page of documents) {
        await visit(window, page);
        const shapes = new Map();
        for (const mark of MARKS) {
          const found = await shape(window, mark);
          if (!found) continue;
          assert.notEqual(found, 'line none, border none', `${name(page)}: ${mark} is seen`);
          assert.ok(!shapes.has(found), `${name(page)}: ${mark} and ${shapes.get(found)} both have ${found}`);
          shapes.set(found, mark);
        }
      }
    });
  });
}
