// A reader who hears the page, enlarges it or uses a keyboard gets all of it.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';

import { eachPage, lay, visit } from './browser.mjs';
import { none } from './faults.mjs';
import { documents, everyPage, halves, name, pages } from './sites.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** The rules whose answer depends on the colours, and on the width of the window; all others are asked once. */
const OF_COLOURS = ['color-contrast', 'link-in-text-block'];
const OF_WIDTH = ['target-size', 'scrollable-region-focusable', 'region'];

/** The windows in turn, each with the rules that may answer otherwise than in the one before; the first with all. */
const ALL = [[390, 'light', null], [390, 'dark', OF_COLOURS], [1440, 'dark', [...OF_WIDTH, ...OF_COLOURS]], [1440, 'light', OF_COLOURS]];

/** Of two neighbours the one is seen light on a phone and dark on a desk, the other the other way round. */
const onPhone = (number) => [390, number % 2 ? 'dark' : 'light', null];
const onDesk = (number, rules) => [1440, number % 2 ? 'light' : 'dark', rules];

const violations = (window, only) => window.evaluate(([tags, only]) => {
  const runOnly = only ? { type: 'rule', values: only } : { type: 'tag', values: tags };
  const rules = only ? {} : { 'target-size': { enabled: true } };
  return axe.run(document, { runOnly, rules, resultTypes: ['violations'], elementRef: false }).then(({ violations }) =>
    violations.map(({ id, nodes }) => `${id} × ${nodes.length}: ${nodes[0].html.slice(0, 160)} (${nodes[0].failureSummary.split('\n').at(-1).trim().slice(0, 160)})`));
}, [TAGS, only]);

/** The same page in one window after the other. */
async function look(window, page, windows) {
  const faults = [];
  await window.setViewportSize({ width: windows[0][0], height: 900 });
  await window.emulateMedia({ colorScheme: windows[0][1] });
  await visit(window, page);
  // What is not laid out yet has a place that is guessed; it is looked at as somebody sees it who has come there.
  await lay(window, '* { content-visibility: visible !important }');
  await window.evaluate(axe);
  for (const [width, scheme, rules] of windows) {
    await window.setViewportSize({ width, height: 900 });
    await window.emulateMedia({ colorScheme: scheme });
    for (const violation of await violations(window, rules)) faults.push(`${name(page)} at ${width}, ${scheme}: ${violation}`);
  }
  return faults;
}

test('the signs of documents in the table of claims are large enough to touch', async () => {
  const tables = pages.filter((page) => page.path === 'claims.html');
  none(await eachPage(tables, { width: 320 }, (window, page) => look(window, page, [[320, 'light', ['target-size']]])));
});

test('axe finds no violation of WCAG 2.2 AA or of good practice on any type of page', async () => {
  // Pages of a type are drawn by one template: of each one on a phone and one on a desk, from two archives; and every text.
  const [phone, desk] = halves();
  const texts = documents.filter((page) => !page.path.includes('crowded'));
  const seen = everyPage ? pages.map((page) => [page, ALL]) : [
    ...texts.map((page, number) => [page, [onPhone(number), onDesk(number, [...OF_WIDTH, ...OF_COLOURS])]]),
    ...phone.map((page, number) => [page, [onPhone(number)]]),
    ...desk.map((page, number) => [page, [onDesk(number, null)]]),
  ];
  none(await eachPage(seen, { width: 390 }, (window, [page, windows]) => look(window, page, windows)));
});
