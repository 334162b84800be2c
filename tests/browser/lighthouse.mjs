// Lighthouse on one page of each type of content/; by hand, for its figures depend on the machine:
//   cd tests/browser && npm install --no-save lighthouse@12.8.2 && node lighthouse.mjs [type …]
import { chromium } from 'playwright-core';
import lighthouse from 'lighthouse';

import { CHROMIUM } from '../chromium.mjs';
import { address, someOfEachType } from './sites.mjs';

const wanted = process.argv.slice(2);
const port = 9333;
const browser = await chromium.launch({ ...CHROMIUM, args: [...CHROMIUM.args, `--remote-debugging-port=${port}`] });
const pages = someOfEachType(1).filter((page) => page.site === 'content' && (wanted.length === 0 || wanted.includes(page.type)));
for (const page of pages) {
  const { lhr } = await lighthouse(address(page), { port, output: 'json', logLevel: 'error' });
  const scores = Object.values(lhr.categories).map(({ title, score }) => `${title} ${Math.round(score * 100)}`);
  const lost = Object.values(lhr.categories).flatMap(({ auditRefs }) => auditRefs)
    .filter(({ id, weight }) => weight > 0 && lhr.audits[id].score !== null && lhr.audits[id].score < 1).map(({ id }) => id);
  console.log(page.path, '·', scores.join(' · '), '·', lhr.audits['largest-contentful-paint'].displayValue, lost.length ? `(${lost.join(', ')})` : '');
}
await browser.close();
process.exit();
