// A mark stands in a text and is no part of it: words are read, copied and found in the order and the letters that their author wrote.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { eachPage, lay, open, visit } from './browser.mjs';
import { none } from './faults.mjs';
import { documents, generated, name } from './sites.mjs';

/** Every word of a text with its place: the paragraph, where it begins, on which line. */
const words = (window) => window.evaluate(() => [...document.querySelectorAll('.text p')].flatMap((paragraph, number) => {
  const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT, (node) =>
    node.parentElement.closest('.r, .pn, .refs, .vh') ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
  const found = [];
  while (walker.nextNode()) {
    for (const { index, 0: word } of walker.currentNode.data.matchAll(/[\p{Letter}\p{Mark}\p{Number}]+/gu)) {
      const range = document.createRange();
      range.setStart(walker.currentNode, index);
      range.setEnd(walker.currentNode, index + word.length);
      const { left, top, bottom } = range.getBoundingClientRect();
      found.push({ number, word, left, line: (top + bottom) / 2 });
    }
  }
  return found;
}));

/** Of two words that follow each other which stands further to the left; nothing where they stand on two lines. */
const orders = (all) => all.slice(1).map((word, index) => {
  const before = all[index];
  const together = before.number === word.number && Math.abs(before.line - word.line) < 4;
  return together ? Math.sign(word.left - before.left) : undefined;
});

test('marks turn the order of no words, in either direction', async () => {
  let compared = 0;
  none(await eachPage(documents, {}, async (window, page) => {
    await visit(window, page);
    const marked = await words(window);
    await lay(window, '.text .r { display: none !important }');
    const plain = await words(window);
    assert.equal(marked.length, plain.length);
    const [is, should] = [orders(marked), orders(plain)];
    compared += is.filter((order, index) => order && should[index]).length;
    return is.flatMap((order, index) => (order && should[index] && order !== should[index] ? [`${name(page)}: “${marked[index].word} ${marked[index + 1].word}”`] : []));
  }));
  assert.ok(compared > 1000, `${compared} pairs of words`);
});

test('what is copied from a text is what its author wrote', async () => {
  await open({}, async (window) => {
    for (const page of [...documents.filter(({ site }) => site !== 'generated'), generated('documents/two.html'), generated('documents/back.html'), generated('documents/sixty.html')]) {
      await visit(window, page);
      await window.context().grantPermissions(['clipboard-read', 'clipboard-write']);
      const faults = await window.evaluate(async () => {
        const plain = (text) => text.replaceAll(/\s+/g, ' ').trim();
        const paragraphs = [...document.querySelectorAll('.text p:not(.lab)')].filter((paragraph) => paragraph.checkVisibility());
        const found = [];
        for (const paragraph of paragraphs) {
          getSelection().selectAllChildren(paragraph);
          document.execCommand('copy');
          const [item] = await navigator.clipboard.read();
          const [words, html] = await Promise.all(['text/plain', 'text/html'].map(async (kind) => (await item.getType(kind)).text()));
          const copied = plain(words);
          const own = paragraph.cloneNode(true);
          for (const other of own.querySelectorAll('.r, .pn, .refs, .break, .vh')) other.remove();
          const right = copied === plain(own.textContent) && !html.includes('class="r');
          if (!right) found.push(`${copied.slice(0, 80)} ≠ ${plain(own.textContent).slice(0, 80)}`);
        }
        return found;
      });
      assert.deepEqual(faults, [], name(page));
    }
  });
});

test('who copies translations below each other copies not which languages they are in', async () => {
  await open({}, async (window) => {
    await visit(window, generated('documents/back.html'));
    await window.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    const [copied, labels] = await window.evaluate(async () => {
      const labels = [...document.querySelectorAll('.text .lab')].map((label) => label.textContent);
      getSelection().selectAllChildren(document.querySelector('.text'));
      document.execCommand('copy');
      return [await navigator.clipboard.readText(), labels];
    });
    assert.ok(labels.length > 2, `${labels.length} labels`);
    assert.ok(copied.includes('Nobody was asked.') && copied.includes('Tidak ada yang ditanya.'), copied);
    assert.deepEqual(copied.split('\n').filter((line) => labels.includes(line.trim())), []);
  });
});
