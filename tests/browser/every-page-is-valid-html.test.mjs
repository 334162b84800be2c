// Assistive programs and other readers of a page see what its mark-up says, not what a browser guesses.
import { execFile } from 'node:child_process';
import { test } from 'node:test';
import vnu from 'vnu-jar';

import { none } from './faults.mjs';
import { sites } from './sites.mjs';

/** All messages of the Nu Html Checker on folders. */
const check = (folders) => new Promise((done, failed) => {
  const words = ['-Xss4m', '-jar', vnu, '--skip-non-html', '--exit-zero-always', '--format', 'json', '--stdout', ...folders];
  execFile('java', words, { maxBuffer: 1 << 28 }, (error, output) => (error ? failed(error) : done(JSON.parse(output).messages)));
});

/** CSS that the checker does not know yet; browsers that do not know it either leave it out, and nothing is lost. */
const NOT_KNOWN_YET = /^CSS: /;

test('every page is valid HTML', async () => {
  const messages = await check(sites.map((site) => site.folder));
  const faults = messages.filter((message) => message.type === 'error' && !NOT_KNOWN_YET.test(message.message));
  none(faults.map((fault) => `${fault.url.replace(/.*postil-browser-[^/]*\//, '')}:${fault.lastLine}: ${fault.message} ${fault.extract ?? ''}`));
});
