// What tests do with pages of the archives that they read.
import { address } from './sites.mjs';
import { open } from './window.mjs';

export { open };

/** How many pages are looked at side by side. */
const SIDE_BY_SIDE = 4;

/** Does `work(window, page)` for each page in windows of one kind; gives all faults that it tells, each a sentence. */
export async function eachPage(pages, kind, work) {
  const waiting = [...pages], faults = [];
  const worker = () => open(kind, async (window) => {
    for (let page = waiting.shift(); page; page = waiting.shift()) faults.push(...((await work(window, page)) ?? []));
  });
  await Promise.all(Array.from({ length: Math.min(SIDE_BY_SIDE, pages.length) }, worker));
  return faults.sort();
}

/** Opens a page in a window. */
export const visit = (window, page, fragment = '') => window.goto(address(page) + fragment, { waitUntil: 'load' });

/** How many pixels lie outside, to be scrolled to or never to be seen: of the page, of the notes beside its text. */
export const outside = (window) => window.evaluate(() => {
  const root = document.documentElement;
  const notes = [...document.querySelectorAll('.note')].map((note) => note.getBoundingClientRect()).filter((box) => box.width > 0);
  const beyond = notes.map((box) => Math.max(-box.left, box.right - root.clientWidth));
  return Math.round(Math.max(root.scrollWidth - root.clientWidth, 0, ...beyond));
});

/** Styles that a reader lays over a page, past its own policy. */
export const lay = (window, css) => window.evaluate((css) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}, css);

/** The spacing of text that WCAG 1.4.12 says a page must bear. */
export const TEXT_SPACING = `* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; } p { margin-block-end: 2em !important; }`;
