// A push is checked and built before it is taken over, and published as a whole; a bad one changes nothing.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { appendFileSync, mkdirSync, readFileSync, readdirSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { Agent, get } from 'node:http';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';

import { chromium } from 'playwright-core';

import { CHROMIUM } from '../chromium.mjs';
import { existsSync, exchange, must, run } from './postil.mjs';
import { picture, server } from './server.mjs';

const NOTES = 'content/documents/lower-town/notes.yaml', PAGE = 'documents/lower-town.html';
const there = await server();
after(() => there.end());
const first = await there.begin('first');
const text = async (path) => { const answer = await fetch(there.address(path)); assert.equal(answer.status, 200, path); return answer.text(); };
const later = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
/** Waits until the branch stands at a commit. */
const until = async (commit) => { for (let turn = 0; await there.head() !== commit; turn += 1) { assert.ok(turn < 400, 'the branch never came to the commit'); await later(50); } };
/** After each push, refused or not, no workplace is left; beside the site stands only what it was drawn from. */
const tidy = () => {
  assert.deepEqual(readdirSync(there.temporary), []);
  const beside = readdirSync(dirname(there.site)).filter((name) => name !== 'public');
  assert.ok(beside.every((name) => name === '.public.postil'), `${beside}`);
  assert.deepEqual(beside.flatMap((name) => readdirSync(join(dirname(there.site), name)).sort()), beside.length > 0 ? ['.gitignore', 'pages'] : []);
};

test('hooks, a page and settings of a web server are written', () => {
  assert.deepEqual(there.told.trim().split('\n'), ['hooks/pre-receive', 'hooks/post-receive', 'postil/README.md', 'postil/nginx.conf']);
});

test('a good push is built, published and read', async () => {
  await first.commit('The archive');
  const pushed = await first.push();
  assert.equal(pushed.code, 0, pushed.messages);
  assert.match(pushed.messages, /remote: no problems in 2 documents/);
  assert.match(pushed.messages, new RegExp(`remote: postil: published ${(await there.head()).slice(0, 10)}`));
  assert.match(pushed.messages, /remote: postil: Built 2 documents, 8 notes → \d+ pages/);
  const browser = await chromium.launch(CHROMIUM);
  try {
    const window = await browser.newPage();
    const refused = [];
    window.on('response', (answer) => { if (answer.status() >= 400) refused.push(answer.url()); });
    await window.goto(there.address(''));
    await window.click(`a[href$="${PAGE}"]`);
    assert.match(await window.textContent('body'), /41 houses were lost\./);
    assert.deepEqual(refused, []);
  } finally {
    await browser.close();
  }
  // What nginx has no name for by itself goes out under its own, and packed.
  const files = readdirSync(there.site, { recursive: true });
  for (const [ending, type] of [['.jsonld', 'application/ld+json'], ['.csv', 'text/csv'], ['.bib', 'application/x-bibtex'], ['.css', 'text/css']]) {
    const { headers } = await fetch(there.address(files.find((path) => path.endsWith(ending))));
    assert.deepEqual([headers.get('content-type').split(';')[0], headers.get('content-encoding')], [type, 'gzip'], ending);
  }
  const nothing = await fetch(there.address('nothing.html'));
  assert.equal(nothing.status, 404);
  assert.match(await nothing.text(), /<\/html>/, 'the page of the site says so');
  tidy();
});

test('a push with an error is refused where the editor reads it, and the site stays as it is', async () => {
  const [head, site] = [await there.head(), picture(there.site)];
  exchange(first.folder, NOTES, 'quote: By morning forty-one', 'quote: By morning forty-two');
  await first.commit('A wrong quotation');
  const pushed = await first.push();
  assert.notEqual(pushed.code, 0);
  assert.match(pushed.messages, /remote: error\[quote-not-found\]/);
  assert.match(pushed.messages, /remote: +--> content\/documents\/lower-town\/notes\.yaml:4:/);
  assert.match(pushed.messages, /remote: postil: refused: correct what stands above, commit and push again/);
  assert.deepEqual([await there.head(), picture(there.site)], [head, site]);
  tidy();
  // Many faults, and the way back: the same push, mended, is taken.
  writeFileSync(join(first.folder, 'content/questions.yaml'), 'nonsense: [\n');
  await first.commit('Worse');
  assert.match((await first.push()).messages, /refused/);
  assert.equal(await there.head(), head);
  await first.git('reset', '--quiet', '--hard', head);
});

test('notes out of their order and a push without an archive are refused', async () => {
  const head = await there.head();
  const notes = readFileSync(join(first.folder, NOTES), 'utf8');
  const records = notes.split(/^(?=- id: )/m);
  writeFileSync(join(first.folder, NOTES), [records[0], ...records.slice(1).reverse()].join(''));
  await first.commit('Another order');
  assert.match((await first.push()).messages, /notes are not in the order of their words: postil fmt/);
  await first.git('rm', '-r', '--quiet', 'content');
  await first.commit('Nothing');
  assert.match((await first.push()).messages, /there is no archive in it: content\/archive\.yaml is missing/);
  assert.equal(await there.head(), head);
  await first.git('reset', '--quiet', '--hard', head);
  tidy();
});

test('other branches are taken over and not published, and the branch of the site is not deleted', async () => {
  const site = picture(there.site);
  await first.git('checkout', '--quiet', '-b', 'draft');
  writeFileSync(join(first.folder, 'content/questions.yaml'), 'nonsense: 1\n');
  await first.commit('Not yet ready');
  const draft = await first.push('origin', 'draft');
  assert.equal(draft.code, 0);
  assert.match(draft.messages, /the site stays as it is, for it is made of the branch main/);
  await first.git('checkout', '--quiet', 'main');
  // Git refuses this by itself where HEAD names the branch; the hook does so everywhere.
  await must(there.bare, ['git', 'config', 'receive.denyDeleteCurrent', 'ignore'], there.env);
  const pushed = await first.push('origin', ':main');
  assert.match(pushed.messages, /refused: main is what the site is made of/);
  assert.notEqual(await there.head(), '');
  assert.equal((await first.push('origin', ':draft')).code, 0);
  assert.equal(picture(there.site), site);
});

test('of two pushes at once one is taken, and the other after it; the last is what stands', async () => {
  const [one, two] = [await there.clone('one'), await there.clone('two')];
  exchange(one.folder, NOTES, '41 houses were lost.', '41 houses were lost, says the first.');
  appendFileSync(join(two.folder, 'content/pages/about.md'), '\nWords of the second.\n');
  await Promise.all([one.commit(), two.commit()]);
  const ended = await Promise.all([one.push(), two.push()]);
  assert.deepEqual(ended.map(({ code }) => code === 0).sort(), [false, true], ended.map(({ messages }) => messages).join('\n'));
  const loser = ended[0].code === 0 ? two : one;
  await loser.git('pull', '--quiet', '--rebase', 'origin', 'main');
  const after = await loser.push();
  assert.equal(after.code, 0, after.messages);
  assert.match(await text(PAGE), /says the first/);
  assert.match(await text('about.html'), /Words of the second/);
  // Two that wait for their turn to publish: whichever comes first, the newer commit stands at the end.
  const holder = spawn('flock', [join(there.bare, 'postil.lock'), 'cat'], { stdio: ['pipe', 'ignore', 'inherit'] });
  exchange(loser.folder, NOTES, 'says the first', 'says the third');
  const third = await loser.commit();
  const pushes = [loser.push()];
  await until(third);
  exchange(loser.folder, NOTES, 'says the third', 'says the fourth');
  const fourth = await loser.commit();
  pushes.push(loser.push());
  await until(fourth);
  assert.match(await text(PAGE), /says the first/, 'they wait');
  holder.stdin.end();
  (await Promise.all(pushes)).forEach(({ code, messages }) => assert.equal(code, 0, messages));
  assert.match(await text(PAGE), /says the fourth/);
  tidy();
});

test('whoever reads while it is published finds whole pages of one site after the other', async () => {
  const editor = await there.clone('writer');
  const PATHS = ['', PAGE, 'about.html', 'claims.html', 'manifest-sha256.txt'];
  let reading = true;
  const faults = [];
  const read = async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    let asked = 0, latest = 0;
    while (reading) {
      for (const path of PATHS) {
        const { status, body } = await new Promise((done, failed) => {
          get(there.address(path), { agent }, (answer) => {
            let body = '';
            answer.setEncoding('utf8').on('data', (part) => { body += part; }).on('end', () => done({ status: answer.statusCode, body })).on('error', failed);
          }).on('error', failed);
        }).catch((error) => ({ status: error.code, body: '' }));
        asked += 1;
        if (status !== 200) faults.push(`${path}: ${status}`);
        else if (!(path.endsWith('.txt') ? /^[0-9a-f]{64}  [^\n]+\n$/m.test(body) && body.endsWith('\n') : body.trimEnd().endsWith('</html>'))) faults.push(`${path}: half a page`);
        const version = Number(/in version (\d+)/.exec(body)?.[1] ?? 0);
        if (path === PAGE) {
          if (version < latest) faults.push(`version ${version} after ${latest}`);
          latest = version;
        }
      }
    }
    agent.destroy();
    return { asked, latest };
  };
  const readers = Array.from({ length: 3 }, read);
  const VERSIONS = 4;
  let words = 'says the fourth';
  try {
    for (let version = 1; version <= VERSIONS; version += 1) {
      exchange(editor.folder, NOTES, words, `in version ${version}`);
      words = `in version ${version}`;
      await editor.commit(words);
      const pushed = await editor.push();
      assert.equal(pushed.code, 0, pushed.messages);
    }
    await later(200);
  } finally {
    reading = false;
  }
  const told = await Promise.all(readers);
  assert.deepEqual(faults, []);
  assert.ok(told.every(({ asked, latest }) => asked > 100 && latest === VERSIONS), JSON.stringify(told));
  console.log(`# ${told.reduce((sum, { asked }) => sum + asked, 0)} requests during ${VERSIONS} pushes, no page missing or cut`);
});

test('nothing of a push is run, and nothing outside of it is read', async () => {
  const editor = await there.clone('stranger');
  const touch = `touch ${join(there.root, 'was-run')}`;
  const put = (path, words, mode = 0o644) => { mkdirSync(dirname(join(editor.folder, path)), { recursive: true }); writeFileSync(join(editor.folder, path), words, { mode }); };
  // Names, attributes, hooks, settings, messages, branches and words that come along with a push.
  for (const name of [`$(${touch.replaceAll('/', '$SLASH')})`, '`touch was-run`', '-rf', '--output=was-run', 'a\nb; touch was-run', 'x | touch was-run']) put(name, 'text\n');
  put('.gitattributes', '* filter=evil export-subst\n*.yaml merge=evil diff=evil\n');
  put('.githooks/pre-receive', `#!/bin/sh\n${touch}\n`, 0o755);
  put('hooks/post-receive', `#!/bin/sh\n${touch}\n`, 0o755);
  put('.gitmodules', `[submodule "a"]\n\tpath = a\n\turl = "ext::sh -c ${touch}"\n\tupdate = !${touch}\n`);
  put('.envrc', touch);
  put('postil', `#!/bin/sh\n${touch}\n`, 0o755);
  symlinkSync('/etc', join(editor.folder, 'outside'));
  await must(there.bare, ['git', 'config', 'receive.advertisePushOptions', 'true'], there.env);
  await editor.commit(`$(${touch})`);
  const pushed = await editor.push('-o', `$(${touch})`, '-o', `;${touch}`, 'origin', 'main', 'main:refs/heads/a;touch${IFS}was-run', 'main:refs/tags/`touch`');
  assert.equal(pushed.code, 0, pushed.messages);
  assert.equal(existsSync(join(there.root, 'was-run')), false);
  // A link inside the archive is told, and what it leads to is not published.
  mkdirSync(join(editor.folder, 'content/static'), { recursive: true });
  symlinkSync('/etc/passwd', join(editor.folder, 'content/static/passwd'));
  await editor.commit('A link');
  assert.match((await editor.push()).messages, /content\/static\/passwd[^]*refused: these are links or other repositories/);
  assert.equal((await fetch(there.address('passwd'))).status, 404);
  const names = (await must(there.root, ['find', '.', '-name', '*was-run*', '-not', '-path', './stranger/*', '-not', '-path', './archive.git/refs/*'], there.env)).trim();
  assert.equal(names, '');
  tidy();
});

test('what a push says of its files changes none of them, and what is no file of it is refused', async () => {
  const editor = await there.clone('careful');
  writeFileSync(join(editor.folder, '.gitattributes'), '*.md text eol=crlf\n*.yaml ident text eol=crlf\n');
  await editor.commit('Attributes');
  const pushed = await editor.push();
  assert.equal(pushed.code, 0, pushed.messages);
  const head = await there.head();
  // A document that is a repository of its own is not in the commit: without a word it would be missing from the site.
  const inner = join(editor.folder, 'content/documents/third');
  mkdirSync(inner);
  writeFileSync(join(inner, 'document.yaml'), 'title: Third\nlanguage: en\nkind: post\n');
  for (const words of [['init', '-q'], ['add', '-A'], ['-c', 'user.name=a', '-c', 'user.email=a@example.org', 'commit', '-qm', 'inner']]) await must(inner, ['git', ...words], there.env);
  await editor.commit('Another repository');
  assert.match((await editor.push()).messages, /content\/documents\/third[^]*refused: these are links or other repositories/);
  await editor.git('reset', '--quiet', '--hard', head);
  // The same under names that git tells in other words: of documents, of links, of the archive's folder.
  await editor.git('update-index', '--add', '--cacheinfo', `160000,${head},content/documents/löw`);
  await editor.git('commit', '--quiet', '--message', 'A document that is another repository');
  assert.match((await editor.push()).messages, /content\/documents\/löw[^]*refused: these are links or other repositories/);
  await editor.git('reset', '--quiet', '--hard', head);
  mkdirSync(join(editor.folder, 'content/static'), { recursive: true });
  symlinkSync('/etc/passwd', join(editor.folder, 'content/static/é.txt'));
  await editor.commit('A link');
  assert.match((await editor.push()).messages, /content\/static\/é\.txt[^]*refused: these are links or other repositories/);
  await must(there.bare, ['git', 'config', 'postil.archive', 'archív'], there.env);
  mkdirSync(join(editor.folder, 'archív'));
  renameSync(join(editor.folder, 'content'), join(editor.folder, 'archív/content'));
  await editor.commit('A folder');
  assert.match((await editor.push()).messages, /archív\/content\/static\/é\.txt[^]*refused: these are links or other repositories/);
  await editor.git('reset', '--quiet', '--hard', head);
  // The folder that is published is one of the push, and not what a link in its place leads to.
  await must(there.bare, ['git', 'config', 'postil.archive', 'sub'], there.env);
  mkdirSync(join(there.root, 'private/content'), { recursive: true });
  writeFileSync(join(there.root, 'private/content/archive.yaml'), 'title: Private\n');
  symlinkSync(join(there.root, 'private'), join(editor.folder, 'sub'));
  await editor.commit('A link in the place of the archive');
  assert.match((await editor.push()).messages, /refused: there is no archive in it[^]*expected in sub/);
  await must(there.bare, ['git', 'config', '--unset', 'postil.archive'], there.env);
  assert.equal(await there.head(), head);
  tidy();
});

test('a setting is true in any of the words that git has for it, and in no other', async () => {
  const editor = await there.clone('strict');
  exchange(editor.folder, 'content/archive.yaml', 'A sample; both are invented.', 'A sample, as in letter # 3');
  await editor.commit('A warning');
  for (const [word, told] of [['yes', /warning\[[^]*refused: correct what stands above/], ['maybe', /postil\.strict is neither true nor false[^]*this is not about your text/]]) {
    await must(there.bare, ['git', 'config', 'postil.strict', word], there.env);
    const pushed = await editor.push();
    assert.notEqual(pushed.code, 0);
    assert.match(pushed.messages, told);
  }
  await must(there.bare, ['git', 'config', '--unset', 'postil.strict'], there.env);
  tidy();
});

test('what the branch holds can be published again, with the history of git', async () => {
  await must(there.bare, ['git', 'config', 'postil.history', 'on'], there.env);
  writeFileSync(join(there.site, PAGE), 'spoilt');
  const again = await run(there.bare, ['sh', '-c', 'hooks/post-receive < /dev/null'], there.env);
  assert.equal(again.code, 0, again.messages);
  assert.match(again.messages, /postil: published/);
  assert.doesNotMatch(again.messages, /neither true nor false/);
  assert.ok((await text(PAGE)).includes('in version 4'));
  // A program that is not there is the server's fault, and says so.
  await must(there.bare, ['git', 'config', 'postil.program', '/nowhere/postil'], there.env);
  const editor = await there.clone('last');
  await editor.commit('Nothing new');
  const pushed = await editor.push();
  assert.notEqual(pushed.code, 0);
  assert.match(pushed.messages, /cannot be started[^]*this is not about your text/);
  await must(there.bare, ['git', 'config', '--unset', 'postil.program'], there.env);
  tidy();
});
