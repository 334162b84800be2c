// A reader on a slow line waits for nothing, nobody else learns what is read, and it fits on the smallest phone.
// This is the look that every page gets.
import { test } from 'node:test';

import { eachPage, outside, visit } from './browser.mjs';
import { none } from './faults.mjs';
import { generated, looked, name, origin } from './sites.mjs';

const KILOBYTE = 1024;
const MOST_KILOBYTES = 30;
const MOST_KILOBYTES_OF_SIXTY_NOTES = 20;
const MOST_REQUESTS = 4;

/** Pages that are made too large on purpose: 500 notes, and the lists of their claims. */
const isTooLargeOnPurpose = (page) => page.site === 'generated' && (page.path.includes('crowded') || !page.path.includes('/') || page.type === 'questions/' || page.type === 'entities/' || page.type === 'terms/');

/** Whether the theme asks for it; pictures that an editor puts on a page come on top. */
const isOurs = (url) => !/\.(png|jpe?g|gif|svg|webp)$/.test(url);

/** Bytes on the wire, headers and body. */
async function bytes(request) {
  const { responseHeadersSize, responseBodySize } = await request.sizes();
  return responseHeadersSize + responseBodySize;
}

/** Loads a page and tells what was asked for, what it weighed, what was said, how far it shifted. */
async function load(window, page) {
  const requests = [], messages = [];
  const onRequest = (request) => request.url().startsWith('data:') || requests.push(request);
  const onMessage = (message) => messages.push(message.text());
  window.on('request', onRequest).on('console', onMessage).on('pageerror', onMessage);
  await window.setViewportSize({ width: 390, height: 844 });
  await visit(window, page);
  const shift = await window.evaluate(() => new Promise((told) => {
    let sum = 0;
    new PerformanceObserver((list) => list.getEntries().forEach((entry) => (sum += entry.value))).observe({ type: 'layout-shift', buffered: true });
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => told(sum))));
  }));
  window.off('request', onRequest).off('console', onMessage).off('pageerror', onMessage);
  const sizes = await Promise.all(requests.map(bytes));
  return { requests: requests.map((request) => request.url()), kilobytes: sizes.reduce((sum, size) => sum + size, 0) / KILOBYTE, messages, shift };
}

test('every page loads in four requests and 30 KB, from one place, without a word or a shift, and fits 320 pixels', async () => {
  none(await eachPage(looked, { width: 390 }, async (window, page) => {
    const { requests, kilobytes, messages, shift: first } = await load(window, page);
    // A program that is interrupted while a page arrives may draw it in two steps; what moves by itself moves each time.
    const shift = first > 0 ? Math.min(first, (await load(window, page)).shift, (await load(window, page)).shift) : 0;
    await window.setViewportSize({ width: 320, height: 700 });
    const sideways = await outside(window);
    // The answer to an address that leads nowhere is told by the browser itself; nothing else may be.
    const heard = messages.map((message) => `${name(page)}: says “${message}”`);
    const strangers = requests.filter((url) => !url.startsWith(origin)).map((url) => `${name(page)}: asks ${url}`);
    return [
      ...heard, ...strangers,
      ...(requests.filter(isOurs).length > MOST_REQUESTS ? [`${name(page)}: ${requests.length} requests`] : []),
      ...(kilobytes > MOST_KILOBYTES && !isTooLargeOnPurpose(page) ? [`${name(page)}: ${kilobytes.toFixed(1)} KB`] : []),
      ...(shift > 0 ? [`${name(page)}: shifts by ${shift.toFixed(4)}`] : []),
      ...(sideways > 0 ? [`${name(page)} at 320: ${sideways} pixels outside`] : []),
    ];
  }));
});

test('a document with 60 notes weighs at most 20 KB', async () => {
  none(await eachPage([generated('documents/sixty.html')], { width: 390 }, async (window, page) => {
    const { kilobytes } = await load(window, page);
    return kilobytes > MOST_KILOBYTES_OF_SIXTY_NOTES ? [`${name(page)}: ${kilobytes.toFixed(1)} KB`] : [];
  }));
});
