// An editor marks words in a page and writes a note on them: by mouse and by keyboard, in the text and in a translation.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';

import { open } from './window.mjs';
import { preview, shows, visitPreview } from './preview.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let shown;
before(async () => { shown = await preview(); });
after(() => shown.end());

/** Marks words of a paragraph by drawing the mouse over them. */
async function draw(window, paragraph, words) {
  const [from, to] = await window.evaluate(([id, words]) => {
    const paragraph = document.getElementById(id);
    paragraph.scrollIntoView({ block: 'center', behavior: 'instant' });
    const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT), range = document.createRange();
    while (walker.nextNode()) {
      const at = walker.currentNode.data.indexOf(words);
      if (at < 0) continue;
      range.setStart(walker.currentNode, at);
      range.setEnd(walker.currentNode, at + words.length);
      const boxes = range.getClientRects(), first = boxes[0], last = boxes[boxes.length - 1];
      const rtl = getComputedStyle(paragraph).direction === 'rtl';
      const start = [rtl ? first.right - 0.5 : first.left + 0.5, first.top + first.height / 2];
      return [start, [rtl ? last.left + 0.5 : last.right - 0.5, last.top + last.height / 2]];
    }
    throw new Error(`${words} do not stand in one piece in ${id}`);
  }, [paragraph, words]);
  await window.mouse.move(...from);
  await window.mouse.down();
  await window.mouse.move((from[0] + to[0]) / 2, (from[1] + to[1]) / 2);
  await window.mouse.move(...to);
  await window.mouse.up();
  await window.locator('postil-preview .bar').waitFor();
}

const form = (window) => window.getByRole('dialog');
const bar = (window) => window.getByRole('toolbar');
const written = (window) => window.locator('postil-preview .done');

test('a claim is written by mouse, changed, and taken back', async () => {
  await open({}, async (window) => {
    await visitPreview(window, shown, 'documents/hecatomb.html');
    const notes = () => shown.text('documents/hecatomb/notes.yaml');
    const before = notes();
    await draw(window, 'p8', 'against');
    await bar(window).getByRole('button', { name: 'Claim' }).click();
    assert.equal(await form(window).locator('blockquote').textContent(), 'against');
    await form(window).getByLabel('says').fill('It is said to be against Russia.');
    await form(window).getByLabel('modality').selectOption('implied');
    await form(window).getByRole('button', { name: 'Save' }).click();
    await written(window).getByText(/notes\.yaml:\d+/).waitFor();
    await shows(window, 'It is said to be against Russia.', '.app');
    const place = await written(window).locator('code').textContent();
    const [, line] = place.match(/^content\/documents\/hecatomb\/notes\.yaml:(\d+)$/);
    assert.match(notes().split('\n')[line - 1], /^- id: against/);
    await window.waitForFunction(() => document.activeElement.id.startsWith('r-against'));

    const note = window.locator('.note', { hasText: 'It is said to be against Russia.' });
    await note.first().hover();
    await window.locator('postil-preview .pen').click();
    await form(window).getByLabel('says').fill('It is said to be turned against Russia.');
    await form(window).getByRole('button', { name: 'Save' }).click();
    await shows(window, 'It is said to be turned against Russia.', '.app');
    assert.match(notes(), /says: It is said to be turned against Russia\./);
    await written(window).getByRole('button', { name: 'Undo' }).click();
    await shows(window, 'It is said to be against Russia.', '.app');

    await note.first().hover();
    await window.locator('postil-preview .pen').click();
    await form(window).getByRole('button', { name: 'Remove' }).click();
    await window.waitForFunction(() => !document.querySelector('.app').textContent.includes('It is said to be against Russia.'));
    assert.equal(notes(), before);
  });
});

test('words are marked from a name on, whose link is not followed', async () => {
  await open({}, async (window) => {
    await visitPreview(window, shown, 'documents/hecatomb.html');
    const [name, box] = await window.evaluate(() => {
      const link = [...document.querySelectorAll('#text a.n')].find((link) => link.getClientRects().length === 1 && link.nextSibling?.data?.length > 20);
      link.scrollIntoView({ block: 'center', behavior: 'instant' });
      const { left, right, top, height } = link.getBoundingClientRect();
      return [link.textContent, { left, right, middle: top + height / 2 }];
    });
    const marked = () => window.evaluate(() => getSelection().toString());
    for (const end of [box.right - 1, box.right + 40]) {
      await window.mouse.move(box.left + 1, box.middle);
      await window.mouse.down();
      await window.mouse.move(box.left + 12, box.middle, { steps: 4 });
      await window.mouse.move(end, box.middle, { steps: 4 });
      await window.mouse.up();
      await bar(window).waitFor();
      const words = await marked();
      assert.ok(words.startsWith(name) && (words === name) === (end < box.right), words);
      await window.keyboard.press('Escape');
      await window.evaluate(() => getSelection().removeAllRanges());
      await bar(window).waitFor({ state: 'hidden' });
    }
    assert.match(window.url(), /hecatomb\.html$/);
  });
});

test('a comment is written by keyboard alone', async () => {
  await open({}, async (window) => {
    await visitPreview(window, shown, 'documents/hecatomb.html');
    await window.locator('#p8').scrollIntoViewIfNeeded();
    await window.locator('#p8 .pn').focus();
    await window.keyboard.press('Tab');
    await window.keyboard.press('Alt+Shift+A');
    const words = () => window.evaluate(() => getSelection().toString().trim());
    assert.equal(await words(), 'HTS');
    await window.keyboard.press('ArrowDown');
    await window.keyboard.press('ArrowUp');
    await window.keyboard.press('ArrowRight');
    for (let more = 0; more < 2; more++) await window.keyboard.press('Shift+ArrowRight');
    const chosen = await words();
    assert.ok(chosen.split(/\s+/).length >= 1 && chosen.length > 3, chosen);
    await window.keyboard.press('Enter');
    await window.keyboard.press('ArrowLeft');
    await window.keyboard.press('ArrowLeft');
    assert.equal(await window.evaluate(() => document.activeElement.shadowRoot.activeElement.textContent), 'Comment');
    await window.keyboard.press('Enter');
    await form(window).waitFor();
    await window.keyboard.type('Written without a mouse.');
    await window.keyboard.press('Control+Enter');
    await shows(window, 'Written without a mouse.', '.app');
    assert.match(shown.text('documents/hecatomb/notes.yaml'), /note: Written without a mouse\./);
    await window.keyboard.press('Alt+Shift+Z');
    await window.waitForFunction(() => !document.querySelector('.app').textContent.includes('Written without a mouse.'));
  });
});

for (const [width, scheme] of [[390, 'dark'], [1440, 'light']]) {
  test(`whoever hears the page or enlarges it can use bar, form and problems, at ${width} pixels, ${scheme}`, async () => {
    await open({ width, scheme }, async (window) => {
      const notes = shown.text('documents/hecatomb/notes.yaml');
      await visitPreview(window, shown, 'documents/hecatomb.html');
      // The policy of the page lets no other script in; the tool is laid over it as a browser's own.
      await window.evaluate(axe);
      const faults = () => window.evaluate(() => axe.run('postil-preview', { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })
        .then(({ violations }) => violations.map(({ id, nodes }) => `${id}: ${nodes[0].html.slice(0, 200)} ${nodes[0].failureSummary.split('\n').at(-1)}`)));
      shown.save('documents/hecatomb/notes.yaml', notes.replace('says:', 'sais:'));
      await window.locator('postil-preview .problems').waitFor();
      assert.deepEqual(await faults(), []);
      shown.save('documents/hecatomb/notes.yaml', notes);
      await window.locator('postil-preview .problems').waitFor({ state: 'hidden' });
      // The problems go a moment before the page is drawn anew, which moves what the mouse is about to be drawn over.
      await visitPreview(window, shown, 'documents/hecatomb.html');
      await window.evaluate(axe);
      await draw(window, 'p8', 'against');
      assert.deepEqual(await faults(), []);
      await bar(window).getByRole('button', { name: 'Claim' }).click();
      await form(window).getByRole('button', { name: 'Add basis' }).click();
      await form(window).getByRole('button', { name: 'Add figures' }).click();
      await form(window).getByText('More fields').first().click();
      assert.deepEqual(await faults(), []);
      const box = await form(window).boundingBox();
      assert.ok(box.x >= 0 && box.x + box.width <= width + 1, JSON.stringify(box));

      await window.keyboard.press('Escape');
      await window.locator('#p9').click({ clickCount: 3, position: { x: 3, y: 3 } });
      await bar(window).getByRole('button', { name: 'Claim' }).click();
      const overflows = await form(window).locator('blockquote').evaluate((quote) => quote.scrollHeight > quote.clientHeight);
      assert.ok(overflows, 'the words that are marked are too few to scroll');
      assert.deepEqual(await faults(), []);
    });
  });
}

test('a form is left with Escape, and what is not saved is asked for once', async () => {
  await open({}, async (window) => {
    await visitPreview(window, shown, 'documents/hecatomb.html');
    await draw(window, 'p8', 'against');
    await bar(window).getByRole('button', { name: 'Comment' }).click();
    await form(window).waitFor();
    await window.keyboard.press('Escape');
    await form(window).waitFor({ state: 'detached' });
    await draw(window, 'p8', 'against');
    await bar(window).getByRole('button', { name: 'Comment' }).click();
    await form(window).waitFor();
    await window.keyboard.type('lost');
    await window.keyboard.press('Escape');
    await form(window).getByRole('alert').getByText('Not saved yet').waitFor();
    await window.keyboard.press('Escape');
    await form(window).waitFor({ state: 'detached' });
  });
});

test('words of a translation are annotated there, on a phone', async () => {
  await open({ width: 390 }, async (window) => {
    await visitPreview(window, shown, 'documents/pantai-suriah.html');
    await draw(window, 'p1-en', 'not the text itself');
    await bar(window).getByRole('button', { name: 'Comment' }).click();
    await form(window).getByLabel('note').fill('So it is.');
    await form(window).getByRole('button', { name: 'Save' }).click();
    await shows(window, 'So it is.', '.app');
    assert.match(shown.text('documents/pantai-suriah/notes.yaml'), /- id: not-the-text-itself[^\n]*\n  quote: not the text itself\n  on: en\n  note: So it is\.\n/);
  });
});

test('words that stand often are told apart, and what is wrong stays in the form', async () => {
  await open({ scheme: 'dark' }, async (window) => {
    await visitPreview(window, shown, 'documents/hecatomb.html');
    await draw(window, 'p8', ' and').catch(() => draw(window, 'p8', 'and'));
    await bar(window).getByRole('button', { name: 'Name' }).click();
    const name = form(window).getByRole('textbox', { name: 'mention 1' }).or(form(window).getByRole('combobox', { name: 'mention 1' }));
    await name.fill('nobody-at-all');
    await form(window).getByRole('button', { name: 'Save' }).click();
    await form(window).getByRole('alert').getByText('unknown-entity').waitFor();
    await name.fill('hts');
    await form(window).getByRole('button', { name: 'Save' }).click();
    await written(window).getByText('Saved').waitFor();
    assert.match(shown.text('documents/hecatomb/notes.yaml'), /  quote: and\n  (in: p8|prefix: |suffix: )/);
  });
});

test('a note is written once however often Save is pressed, and a form is not left for another note', async () => {
  await open({}, async (window) => {
    await visitPreview(window, shown, 'documents/hecatomb.html');
    const notes = () => shown.text('documents/hecatomb/notes.yaml');
    const before = notes();
    await draw(window, 'p8', 'against');
    await bar(window).getByRole('button', { name: 'Comment' }).click();
    await form(window).getByLabel('note', { exact: true }).fill('Pressed twice.');
    await window.keyboard.press('Alt+Shift+KeyE');
    await window.keyboard.press('Alt+Shift+KeyZ');
    assert.equal(await form(window).getByLabel('note', { exact: true }).inputValue(), 'Pressed twice.');
    await form(window).getByRole('button', { name: 'Save' }).dblclick();
    await shows(window, 'Pressed twice.', '.app');
    await window.waitForFunction(() => document.activeElement.id.startsWith('r-against'));
    assert.equal(notes().split('Pressed twice.').length, 2, 'one note');
    await written(window).getByRole('button', { name: 'Undo' }).dblclick();
    await window.waitForFunction(() => !document.querySelector('.app').textContent.includes('Pressed twice.'));
    assert.equal(notes(), before);
  });
});

test('what stands on several lines is kept, and a half-written note outlives what is saved meanwhile', async () => {
  await open({}, async (window) => {
    const path = 'documents/hecatomb/notes.yaml', before = shown.text(path);
    shown.save(path, before + '- id: of-lines\n  quote: against\n  in: p8\n  claim:\n    says: |-\n      Said on one line\n      and on another.\n    modality: asserted\n');
    await visitPreview(window, shown, 'documents/hecatomb.html');
    await shows(window, 'and on another.', '.app');
    const now = shown.text(path);
    await window.locator('#n-of-lines').hover();
    await window.locator('postil-preview .pen').click();
    assert.equal(await form(window).getByLabel('says').inputValue(), 'Said on one line\nand on another.');
    await form(window).getByRole('button', { name: 'Save' }).click();
    await form(window).waitFor({ state: 'detached' });
    assert.equal(shown.text(path), now, 'nothing was changed, and nothing is');

    await window.locator('#n-of-lines').hover();
    await window.locator('postil-preview .pen').click();
    await form(window).getByLabel('says').fill('Half a note');
    await window.evaluate(() => { window.isSamePage = true; });
    shown.save('static/.nojekyll', '');
    shown.save(path, now.replace('Said on one line', 'Said on the first line'));
    await shows(window, 'Said on the first line', '.app');
    assert.equal(await form(window).getByLabel('says').inputValue(), 'Half a note');
    assert.ok(await window.evaluate(() => window.isSamePage), 'the page was not loaded anew');

    // A script that is saved must be loaded with the page: when the form is closed.
    mkdirSync(`${shown.root}/themes/default/assets`, { recursive: true });
    const script = readFileSync(new URL('../../themes/default/assets/site.js', import.meta.url), 'utf8');
    writeFileSync(`${shown.root}/themes/default/assets/site.js`, `${script}window.isOwn = true;\n`);
    await window.waitForResponse((answer) => answer.url().includes('hecatomb'), { timeout: 3000 }).catch(() => {});
    assert.equal(await form(window).getByLabel('says').inputValue(), 'Half a note');
    await window.keyboard.press('Escape');
    await window.keyboard.press('Escape');
    await window.waitForFunction(() => window.isOwn);
    rmSync(`${shown.root}/themes`, { recursive: true });
    shown.save(path, before);
  });
});
