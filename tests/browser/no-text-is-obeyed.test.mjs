// Whatever a stranger writes into a field, a reader's browser shows it and does nothing of it.
// The policy of the pages, which would forbid scripts anyway, is switched off: what is tested is that every text is escaped.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import { eachPage, visit } from './browser.mjs';
import { none } from './faults.mjs';
import { writeControl, writeFrame, writeRecords } from './hostile-archive.mjs';
import { payloads } from './payloads.mjs';
import { build, name, origin, output, pagesIn } from './sites.mjs';

const UNGUARDED = { width: 1000, height: 800, policy: 'off' };

/** Opens a page, stirs it, and tells the numbers that ran, the dialogs, and what was asked for. */
async function stir(window, page, search = '') {
  const ran = [], asked = [];
  const onRequest = (request) => asked.push(request.url());
  const onDialog = (dialog) => (ran.push(Number(dialog.message())), dialog.dismiss());
  window.on('request', onRequest).on('dialog', onDialog);
  if (!window.isHooked) {
    window.isHooked = true;
    await window.exposeFunction('__ran', (number) => window.heard?.(number));
    await window.addInitScript(() => (globalThis.__x = (number) => (globalThis.__ran ?? parent.__ran)(Number(number))));
  }
  window.heard = (number) => ran.push(number);
  await visit(window, page, search);
  const strange = await window.evaluate(() => {
    const told = [];
    // Handlers and addresses that wait for a reader's hand.
    for (const element of document.querySelectorAll('*')) {
      for (const { name } of element.attributes) if (name.startsWith('on')) told.push(`<${element.localName} ${name}>`);
      if (['script', 'iframe', 'object', 'embed', 'base', 'frame'].includes(element.localName) && !/^(\S*assets\/\w+\.js|search\/\w+\.js)$/.test(element.getAttribute('src')) && element.type !== 'application/ld+json') told.push(`<${element.localName}>`);
      const protocol = element.protocol ?? (element.action && new URL(element.action, location).protocol);
      if (protocol && !['http:', 'https:', 'mailto:', 'tel:', 'geo:'].includes(protocol)) told.push(`leads to ${protocol}`);
      if (element.localName === 'script' && element.type === 'application/ld+json') JSON.parse(element.textContent);
    }
    for (const fold of document.querySelectorAll('details')) fold.open = true;
    for (const element of document.querySelectorAll('a, button, input, [tabindex], [autofocus]')) element.dispatchEvent(new MouseEvent('mouseover', { bubbles: true }));
    document.querySelector('[autofocus]')?.focus();
    return told;
  });
  await window.evaluate(() => new Promise((done) => setTimeout(done, 20)));
  window.off('request', onRequest).off('dialog', onDialog);
  return { ran, asked, strange };
}

test('no text of an archive or a theme runs, asks for anything or leads to a script', async () => {
  assert.ok(payloads.length >= 400, `${payloads.length} payloads`);
  const sites = [['hostile-records', writeRecords], ['hostile-frame', writeFrame]].map(([site, write]) => {
    const archive = join(output, `archive-${site}`);
    write(archive);
    // Prose that holds raw HTML is refused; a draft leaves it out and shows everything else.
    return build(site, archive, ['--draft']);
  });
  const pages = sites.flatMap((site) => site.pages);
  const files = new Set(sites.flatMap((site) => site.files.map((path) => `${origin}/${site.name}/${path}`)));
  const isOurs = (url) => url.startsWith('data:image/svg+xml') || files.has(url.split(/[?#]/)[0]);
  const search = (page) => (page.path === 'search.html' ? '?q=witness+x' : '');
  none(await eachPage(pages, UNGUARDED, async (window, page) => {
    const { ran, asked, strange } = await stir(window, page, search(page));
    return [
      ...ran.map((number) => `${name(page)}: runs ${number}: ${payloads[number - 1]?.text}`),
      ...asked.filter((url) => !isOurs(url)).map((url) => `${name(page)}: asks ${url}`),
      ...strange.map((what) => `${name(page)}: ${what}`),
    ];
  }));
});

test('the same look at pages that escape nothing sees what runs', async () => {
  const site = 'hostile-control';
  mkdirSync(join(output, site));
  writeControl(join(output, site));
  const ran = new Set();
  // One of five shows as well that this look sees what runs; of six it would be fewer than are asked for.
  const pages = pagesIn(site).filter((page, index) => index % 5 === 0);
  await eachPage(pages, UNGUARDED, async (window, page) => (await stir(window, page).catch(() => ({ ran: [] }))).ran.forEach((number) => ran.add(number)));
  assert.ok(ran.size >= 50, `${ran.size} of ${pages.length} run`);
});
