// On paper nothing is missing: folds are open, every note stands after the text, pages are numbered from left to right.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';

import { eachPage, open, visit } from './browser.mjs';
import { none } from './faults.mjs';
import { documents, everyPage, generated, halves, name, pages } from './sites.mjs';

/** A printed page as a program reads it from the file: sheet by sheet, and once more in the order of drawing. */
async function printed(window) {
  const file = await window.pdf({ format: 'A4', preferCSSPageSize: true });
  const read = (...words) => execFileSync('pdftotext', [...words, '-', '-'], { input: file, maxBuffer: 1 << 28 }).toString();
  return { sheets: read().split('\f').slice(0, -1), all: letters(read() + read('-raw')) };
}

/** Letters and digits alone: printing breaks lines and words, and writes Arabic letters in other forms. */
const letters = (text) => text.normalize('NFKC').replaceAll(/[^\p{Letter}\p{Number}]/gu, '').toLowerCase();

/** Whether words were printed. Lines in two directions come back from a file in pieces, ligatures reversed: there most words. */
function isThere(words, all) {
  if (all.includes(letters(words))) return true;
  const single = words.split(/[\s\p{Punctuation}]+/u).map(letters).filter(Boolean);
  return /\p{Script=Arabic}/u.test(words) && single.filter((word) => all.includes(word)).length * 2 > single.length;
}

test('every type of page prints with its title', async () => {
  const ones = (everyPage ? pages : halves()[0]).filter((page) => !page.path.includes('crowded'));
  none(await eachPage(ones, { width: 794 }, async (window, page) => {
    await visit(window, page);
    const title = await window.evaluate(() => document.querySelector('h1').innerText);
    const { sheets, all } = await printed(window);
    return [
      ...(sheets.length > 0 ? [] : [`${name(page)}: no page`]),
      ...(isThere(title, all) ? [] : [`${name(page)}: the title is missing`]),
    ];
  }));
});

test('every note of a text is printed after it', async () => {
  none(await eachPage(documents.filter((page) => !page.path.includes('crowded')), { width: 794 }, async (window, page) => {
    await visit(window, page);
    const notes = await window.evaluate(() => [...document.querySelectorAll('.note')].map((note) => ({
      id: note.id, parts: [...note.querySelectorAll('.h, .remark p, .more > p:not(.go)')].map((part) => part.textContent),
    })));
    const { all } = await printed(window);
    return notes.flatMap(({ id, parts }) =>
      parts.filter((part) => !isThere(part, all)).map((part) => `${name(page)}: ${id} lacks “${part.slice(0, 60)}”`));
  }));
});

test('on paper every note is drawn inside the page', async () => {
  none(await eachPage(documents, { width: 658 }, async (window, page) => {
    await window.emulateMedia({ media: 'print' });
    await visit(window, page);
    const faults = await window.evaluate(() => {
      const width = document.documentElement.clientWidth;
      return [...document.querySelectorAll('.note, .note .more, .text p, .text .pn, td, th, dd, pre, h1, h2')].flatMap((element) => {
        const box = element.getBoundingClientRect();
        if (element.closest('.vh, .view') || element.matches('.tr .pn')) return [];
        if (box.height === 0) return [`${element.id || element.className || element.localName} is not drawn`];
        return box.left < -1 || box.right > width + 1 ? [`${element.id || element.className || element.localName} is cut off`] : [];
      });
    });
    return faults.map((fault) => `${name(page)}: ${fault}`);
  }));
});

test('the bars of a timeline are drawn on paper', async () => {
  await open({ width: 658 }, async (window) => {
    await window.emulateMedia({ media: 'print' });
    for (const page of pages.filter((page) => page.path === 'timeline.html')) {
      await visit(window, page);
      const bars = await window.evaluate(() => [...document.querySelectorAll('.dates svg.bar')].map((bar) => bar.getBoundingClientRect().height));
      assert.ok(bars.length > 0 && bars.every((height) => height > 5), name(page));
    }
  });
});

test('page numbers count from the left in both directions', async () => {
  await open({ width: 794 }, async (window) => {
    for (const page of [generated('documents/two.html'), generated('documents/sixty.html'), documents[0]]) {
      await visit(window, page);
      const { sheets } = await printed(window);
      assert.ok(sheets.length > 1, `${name(page)} has several sheets`);
      sheets.forEach((text, index) => assert.match(text.replaceAll(/\s+/g, ' '), new RegExp(`(^|\\D)${index + 1} ?/ ?${sheets.length}(\\D|$)`), `${name(page)}, sheet ${index + 1}`));
    }
  });
});

test('one language alone takes the width of the paper', async () => {
  await open({ width: 658 }, async (window) => {
    await window.emulateMedia({ media: 'print' });
    await visit(window, generated('documents/two.html'));
    await window.evaluate(() => (document.getElementById('v-orig').checked = true));
    const [text, words] = await window.evaluate(() => ['.text', '.og p'].map((part) => document.querySelector(part).getBoundingClientRect().width));
    assert.ok(words > text * 0.8, `${words} of ${text} pixels`);
  });
});
