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
  const size = execFileSync('pdfinfo', ['-'], { input: file }).toString().match(/Page size: +([\d.]+) x ([\d.]+)/).slice(1).map(Number);
  return { sheets: read().split('\f').slice(0, -1), all: letters(read() + read('-raw')), size };
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
    const [title, foot] = await window.evaluate(() => ['h1', '.foot > p:last-child'].map((part) => document.querySelector(part).innerText));
    const { sheets, all } = await printed(window);
    return [
      ...(sheets.length > 0 ? [] : [`${name(page)}: no page`]),
      ...(isThere(title, all) ? [] : [`${name(page)}: the title is missing`]),
      ...(isThere(foot, all) ? [] : [`${name(page)}: the foot is missing`]),
      ...(sheets.length > 1 && sheets.at(-1).includes('postil') && letters(sheets.at(-1)).length < 150 ? [`${name(page)}: the last sheet has nothing but the foot`] : []),
    ];
  }));
});

test('a long licence lies over no part of a page, however narrow the paper', async () => {
  await open({ width: 423 }, async (window) => {
    await window.emulateMedia({ media: 'print' });
    for (const page of [generated('index.html'), generated('documents/two.html')]) {
      await visit(window, page);
      const [main, foot] = await window.evaluate(() => {
        document.querySelector('.foot > p').append(' — any use with the names of all who wrote it'.repeat(20));
        return ['main', '.foot'].map((part) => document.querySelector(part).getBoundingClientRect());
      });
      assert.ok(foot.height > 60 && (foot.top >= main.bottom || foot.bottom <= main.top), `${name(page)}: ${foot.top} to ${foot.bottom}, ${main.top} to ${main.bottom}`);
    }
  });
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
        if (element.closest('.vh, .view, .cite details') || element.matches('.tr .pn')) return [];
        if (box.height === 0) return [`${element.id || element.className || element.localName} is not drawn`];
        return box.left < -1 || box.right > width + 1 ? [`${element.id || element.className || element.localName} is cut off`] : [];
      });
    });
    return faults.map((fault) => `${name(page)}: ${fault}`);
  }));
});

test('home takes one sheet, and the table of claims lies across', async () => {
  await open({ width: 794 }, async (window) => {
    for (const [path, sheets, across] of [['index.html', 1, false], ['claims.html', 0, true]]) {
      await visit(window, pages.find((page) => page.site === 'content' && page.path === path));
      const file = await printed(window);
      assert.ok(!sheets || file.sheets.length === sheets, `${path}: ${file.sheets.length} sheets`);
      assert.equal(file.size[0] > file.size[1], across, `${path}: ${file.size}`);
    }
  });
});

test('nothing stands on paper closed', async () => {
  await open({ width: 658 }, async (window) => {
    await window.emulateMedia({ media: 'print' });
    for (const page of halves().flat().filter((page) => !page.path.includes('crowded'))) {
      await visit(window, page);
      const closed = await window.evaluate(() => [...document.querySelectorAll('details:not(.more)')]
        .filter((part) => part.checkVisibility() && ![...part.children].some((child) => !child.matches('summary') && child.getBoundingClientRect().height > 0))
        .map((part) => part.textContent.slice(0, 60)));
      assert.deepEqual(closed, [], name(page));
    }
    await visit(window, pages.find((page) => page.site === 'content' && page.path === 'claims.html'));
    assert.ok(await window.locator('.filters .st').first().isVisible(), 'how many claims have which status is told');
  });
});

test('a timeline begins on its first sheet, and what is said of an event takes more than half of the width', async () => {
  await open({ width: 658 }, async (window) => {
    const page = pages.find((page) => page.site === 'content' && page.path === 'timeline.html');
    await visit(window, page);
    const { sheets } = await printed(window);
    assert.ok(letters(sheets[0]).length > 400, `${letters(sheets[0]).length} letters`);
    await window.emulateMedia({ media: 'print' });
    const [said, all] = await window.evaluate(() => ['.said', '.dates'].map((part) => document.querySelector(part).getBoundingClientRect().width));
    assert.ok(said > all / 2, `${said} of ${all} pixels`);
  });
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
