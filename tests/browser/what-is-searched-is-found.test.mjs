// The search page: words in any script and form lead to their passage; the count is told; without a script the lists stand there.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import { open, visit } from './browser.mjs';
import { documents, pages } from './sites.mjs';

const file = (path) => readFileSync(new URL('../../' + path, import.meta.url), 'utf8');
const searchPage = (site) => pages.find((page) => page.site === site && page.path === 'search.html');

/** Asks by address; gives what is told, the results with their kind, and the words in bold. */
async function asked(window, site, query) {
  await visit(window, searchPage(site), '?' + query);
  await window.waitForFunction(() => document.querySelector('.hits').textContent);
  return window.evaluate(() => ({
    told: document.querySelector('.hits').textContent,
    forms: document.querySelector('.forms')?.textContent ?? '',
    tips: !document.querySelector('.tips').hidden,
    kinds: [...document.querySelectorAll('.results h2')].map((head) => head.textContent),
    links: [...document.querySelectorAll('.results li a')].map((link) => decodeURIComponent(link.getAttribute('href'))),
    hits: [...document.querySelectorAll('.results b')].map((hit) => hit.textContent),
  }));
}

test('the script takes words apart and folds them as the program does', () => {
  const script = file('themes/default/assets/search.js');
  const part = script.slice(script.indexOf('const digit'), script.indexOf('// A file hands'));
  const words = new Function(part + 'return words')();
  const lines = file('src/search/folding.txt').split('\n').filter((line) => line && !line.startsWith('#'));
  for (const [text, folded] of lines.map((line) => line.split(' = '))) {
    assert.equal(words(text).map((word) => word.folded).filter(Boolean).join(' '), folded, text);
  }
  assert.ok(lines.length > 15);
});

test('words are found in any script, form and case', async () => {
  await open({}, async (window) => {
    const english = await asked(window, 'content', 'q=KILLINGS');
    assert.match(english.told, /^\d+ results$/);
    assert.ok(english.kinds.length >= 5 && english.forms.includes('killed'), 'other forms of the word are found, and named');
    const indonesian = await asked(window, 'content', 'q=pembunuhan');
    assert.ok(indonesian.links.some((link) => /pantai-suriah\.html\?h=pembunuhan#p\d/.test(link)), 'an Indonesian passage');
    for (const query of ['الأسد', 'الاسد', 'الأَسَد']) {
      const arabic = await asked(window, 'content', 'q=' + query);
      assert.ok(arabic.links.includes('entities/assad.html') && arabic.hits.includes('الأسد'), query);
    }
    for (const query of ['1,383', '1.383', '١٬٣٨٣', '1383']) {
      assert.ok((await asked(window, 'content', 'q=' + query)).hits.some((hit) => /^1[.,]383$/.test(hit)), query);
    }
    assert.ok((await asked(window, 'content', 'q=massac')).hits.includes('massacre'), 'the last word may be a beginning');
    for (const [form, hit] of [['massacring', /massacre/i], ['membunuh', /bunuh/i]]) {
      const absent = await asked(window, 'content', 'q=' + form);
      assert.ok(absent.hits.length && absent.hits.every((found) => hit.test(found)), form + ' stands nowhere: ' + absent.hits);
    }
    assert.equal((await asked(window, 'content', 'q=massac killed')).hits.includes('massacre'), false, 'only the last');
    assert.match((await asked(window, 'content', 'q=killed+coast')).told, /^\d+ results, \d+ with all words$/);
    const arabicPage = await asked(window, 'generated', 'q=البحارة');
    assert.ok(arabicPage.links.includes('entities/union.html'));
  });
});

test('what is not found is told, with what may help', async () => {
  await open({}, async (window) => {
    const nothing = await asked(window, 'content', 'q=zzzz');
    assert.deepEqual([nothing.told, nothing.tips, nothing.links], ['0 results', true, []]);
    await visit(window, searchPage('content'));
    assert.ok(await window.locator('.tips').isHidden(), 'nothing is asked');
  });
});

test('kinds and languages can be left out, by keyboard, and Back asks again what was asked before', async () => {
  await open({}, async (window) => {
    const all = await asked(window, 'content', 'q=killed');
    const claims = await asked(window, 'content', 'q=killed&kind=claims');
    assert.equal(claims.kinds.length, 1);
    assert.ok(all.kinds.includes(claims.kinds[0]));
    await window.locator('[name=kind][value=claims]').focus();
    await window.keyboard.press('Space');
    await window.waitForFunction(() => document.querySelectorAll('.results h2').length !== 1);
    assert.equal(new URL(window.url()).searchParams.has('kind'), false, 'none chosen is all');
    assert.deepEqual((await asked(window, 'content', 'q=killed&language=ar')).links, []);
    await asked(window, 'content', 'q=killed');
    await window.locator('#q').fill('coast');
    await window.keyboard.press('Enter');
    await window.waitForFunction(() => [...document.querySelectorAll('.results b')].some((hit) => /^coast$/i.test(hit.textContent)));
    assert.equal(new URL(window.url()).searchParams.get('q'), 'coast');
    await window.goBack();
    await window.waitForFunction(() => document.querySelector('#q').value === 'killed' && document.querySelector('.results b')?.textContent.startsWith('kill'));
  });
});

test('a result leads to its passage, and the passage is lit', async () => {
  await open({}, async (window) => {
    await asked(window, 'content', 'q=pembunuhan&kind=documents&language=id');
    const link = window.locator('.results li a[href*="#p"]').first();
    const [id] = (await link.getAttribute('href')).match(/(?<=#)p[\w-]+/);
    await link.click();
    await window.waitForURL(/documents\//);
    const top = await window.locator('#' + id).evaluate((passage) => passage.getBoundingClientRect().top);
    assert.ok(top >= 0 && top < 1000, `${id} is ${top} pixels down`);
  });
});

test('the hit is painted, also where a reference stands behind it, and the reader is there at once', async () => {
  await open({ motion: 'no-preference' }, async (window) => {
    const { links } = await asked(window, 'content', 'q=pogrom&kind=documents');
    const passages = links.filter((link) => link.includes('#p'));
    assert.ok(passages.length > 1);
    let referred = 0;
    for (const link of passages) {
      const [path, id] = link.split('#');
      await visit(window, { site: 'content', path }, '#' + id);
      await window.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
      const [top, words, references] = await window.evaluate((id) => {
        const ranges = [...(CSS.highlights.get('sought') ?? [])];
        const words = ranges.map(({ startContainer, startOffset, endOffset }) => startContainer.data.slice(startOffset, endOffset));
        const references = ranges.filter(({ startContainer, endOffset }) => endOffset === startContainer.length && startContainer.parentNode.nextElementSibling?.matches('.r'));
        return [document.getElementById(id).getBoundingClientRect().top, words, references.length];
      }, id);
      assert.ok(top >= 0 && top < 400, `${link} is ${top} pixels down`);
      assert.ok(words.length > 0 && words.every((word) => /^pogroms?$/i.test(word)), `${link}: ${words}`);
      referred += references;
    }
    assert.ok(referred > 0, 'behind one of them stands a reference');
  });
});

test('without a script, or without its files, the page says so and leads to the lists', async () => {
  await open({ scripts: false }, async (window) => {
    await visit(window, searchPage('content'));
    assert.ok(await window.locator('.unscripted').isVisible() && await window.locator('form.search').isHidden());
    assert.ok(await window.locator('.lists a').count() >= 5);
  });
  await open({}, async (window) => {
    await window.route('**/search/*.js', (route) => route.abort());
    const broken = await asked(window, 'content', 'q=killed');
    assert.match(broken.told, /could not be loaded/);
  });
});

test('every document is found by its title, also the first of all, alone and in a sentence', async () => {
  await open({}, async (window) => {
    for (const page of documents.filter(({ site }) => site === 'content')) {
      await visit(window, page);
      const title = await window.evaluate(() => document.querySelector('h1').textContent);
      const { told, kinds, links } = await asked(window, 'content', 'q=' + encodeURIComponent(title));
      assert.ok(kinds[0].startsWith('Documents'), `${title}: ${kinds}`);
      assert.equal(links[0], page.path, title);
      const sum = kinds.map((kind) => Number(kind.match(/(\d+)$/)[1])).reduce((all, one) => all + one);
      assert.ok(told.startsWith(String(sum)), `${told}: ${kinds}`);
      const rare = await asked(window, 'content', 'q=' + encodeURIComponent(`${title} one two three four five six seven zebrafinch `));
      assert.match(rare.told, /\D0 with all words$/, 'a word that stands nowhere stands in none of them');
    }
  });
});
