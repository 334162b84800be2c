// One browser for all tests, and windows of it.
import { after } from 'node:test';
import { chromium } from 'playwright-core';

import { CHROMIUM } from '../chromium.mjs';

const browser = await chromium.launch(CHROMIUM);
after(() => browser.close());

/** A window: `width`, `height`, `scheme`, `scripts`, `forced` (colours), `policy` (of the pages: `kept` or `off`), `motion` (reduced, so that nothing must be waited for, or `no-preference`). */
export async function open({ width = 1440, height = width < 600 ? 844 : 1000, scheme = 'light', scripts = true, forced = false, policy = 'kept', motion = 'reduce' } = {}, use) {
  const context = await browser.newContext({
    viewport: { width, height }, colorScheme: scheme, javaScriptEnabled: scripts, reducedMotion: motion, forcedColors: forced ? 'active' : 'none', bypassCSP: policy === 'off',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  try {
    return await use(page);
  } finally {
    await context.close();
  }
}

