// Whoever edits sees what they have saved at once, where they were: scrolled, a note open, parts folded, options chosen.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { open } from './window.mjs';
import { preview, shows, visitPreview } from './preview.mjs';

let shown;
before(async () => { shown = await preview(); });
after(() => shown.end());

const PAGE = 'documents/hecatomb.html';
const NOTES = 'documents/hecatomb/notes.yaml';

/** Where a reader is: how far, what lies at the top, which note is open, what is folded, chosen and has the focus. */
const place = (window) => window.evaluate(() => {
  const seen = [...document.querySelectorAll('main [id]')].find((element) => element.getBoundingClientRect().bottom > 0);
  return {
    top: [seen.id, Math.round(seen.getBoundingClientRect().top)],
    target: document.querySelector(':target')?.id,
    open: [...document.querySelectorAll('details')].map((details) => details.open),
    options: [...document.querySelectorAll('input')].map((input) => input.checked),
    focus: document.activeElement.id,
    whole: window.marked,
  };
});

/** Changes what the last claim says. */
function change(words) {
  const notes = shown.text(NOTES), at = notes.lastIndexOf('says: ') + 6;
  shown.save(NOTES, `${notes.slice(0, at)}${words} ${notes.slice(at)}`);
}

for (const width of [390, 1440]) {
  test(`what is saved is seen, and the reader stays at the place, at ${width} pixels`, async () => {
    await open({ width }, async (window) => {
      await visitPreview(window, shown, PAGE);
      await window.evaluate(() => {
        window.marked = 'this page was not loaded again';
        const references = [...document.querySelectorAll('.text .r[id]')], reference = references[references.length >> 1];
        reference.scrollIntoView({ block: 'center', behavior: 'instant' });
        reference.focus({ preventScroll: true });
        document.querySelectorAll('.more')[3].open = true;
        document.querySelector('.view input[type=checkbox]').click();
      });
      if (width === 390) await window.keyboard.press('Enter');
      const was = await place(window);
      assert.equal(width === 390, was.target !== undefined);
      for (const save of ['one', 'two', 'three']) {
        const words = `Seen at ${width}, ${save} —`;
        change(words);
        await shows(window, words, '.app');
        assert.deepEqual(await place(window), was, words);
      }
    });
  });
}

test('a paragraph that is put in above leaves what is read where it was', async () => {
  await open({}, async (window) => {
    await visitPreview(window, shown, 'method.html');
    await window.evaluate(() => { window.marked = true; });
    const text = shown.text('pages/method.md');
    await window.evaluate(() => scrollTo({ top: 900, behavior: 'instant' }));
    const was = await window.evaluate(() => {
      const seen = [...document.querySelectorAll('main h2')].find((element) => element.getBoundingClientRect().top > 0);
      seen.dataset.seen = '';
      return seen.getBoundingClientRect().top;
    });
    shown.exchange('pages/method.md', text.replace(/\n\n/, '\n\nA paragraph that was not there.\n\nAnother one.\n\n'));
    await shows(window, 'A paragraph that was not there.');
    const now = await window.evaluate(() => [window.marked, document.querySelector('[data-seen]')?.getBoundingClientRect().top]);
    assert.deepEqual(now[0], true);
    if (now[1] !== undefined) assert.ok(Math.abs(now[1] - was) <= 1, `${now[1]} is not ${was}`);
    shown.save('pages/method.md', text);
    await window.waitForFunction(() => !document.body.textContent.includes('A paragraph that was not there.'));
  });
});

test('what is wrong is laid over the page until it is mended', async () => {
  await open({}, async (window) => {
    await visitPreview(window, shown, PAGE);
    const problems = window.locator('postil-preview .problems');
    assert.equal(await problems.isVisible(), false);
    const notes = shown.text(NOTES);
    shown.save(NOTES, notes.replace('says:', 'sais:'));
    await problems.getByText('unknown-field').waitFor();
    assert.match(await problems.textContent(), /notes\.yaml:\d+:\d+/);
    assert.match(await window.locator('.draft').first().textContent(), /Draft/);
    shown.save(NOTES, notes);
    await problems.waitFor({ state: 'hidden' });
    await window.waitForFunction(() => !document.querySelector('.draft'));
  });
});

test('a page that goes is followed, and comes back', async () => {
  await open({}, async (window) => {
    shown.save('pages/passing.md', '# Passing\n\nHere for a while.\n');
    // Until the page is there, its address shows that there is none, and follows like any other.
    await window.goto(shown.address('passing.html'));
    await shows(window, 'Here for a while.');
    shown.remove('pages/passing.md');
    await window.waitForFunction(() => !document.body.textContent.includes('Here for a while.'));
    shown.save('pages/passing.md', '# Passing\n\nHere again.\n');
    await shows(window, 'Here again.');
    shown.remove('pages/passing.md');
  });
});

test('nine tabs follow at once', async () => {
  await open({}, async (window) => {
    const tabs = [window];
    while (tabs.length < 9) tabs.push(await window.context().newPage());
    for (const tab of tabs) await visitPreview(tab, shown, PAGE);
    change('Seen in nine tabs');
    await Promise.all(tabs.map((tab) => shows(tab, 'Seen in nine tabs', '.app')));
  });
});

test('a style that is saved is seen without loading the page again', async () => {
  await open({}, async (window) => {
    const other = await preview();
    try {
      const { mkdirSync, writeFileSync } = await import('node:fs');
      mkdirSync(`${other.root}/themes/default/assets`, { recursive: true });
      await visitPreview(window, other, PAGE);
      await window.evaluate(() => { window.marked = true; });
      writeFileSync(`${other.root}/themes/default/assets/tokens.css`, 'body { outline: 3px solid rgb(1, 2, 3) }');
      await window.waitForFunction(() => getComputedStyle(document.body).outlineColor === 'rgb(1, 2, 3)');
      assert.equal(await window.evaluate(() => window.marked), true);
    } finally {
      other.end();
    }
  });
});

test('the search page finds in the preview what it finds in the site, and what was saved since', async () => {
  await open({}, async (window) => {
    const told = (pattern) => window.waitForFunction((told) => RegExp(told).test(document.querySelector('.hits').textContent), pattern);
    await visitPreview(window, shown, 'search.html?q=killings');
    await told('^\\d+ results$');
    await visitPreview(window, shown, 'search.html?q=dovecote');
    await told('^0 results$');
    change('Dovecote');
    await told('^1 result$');
  });
});
