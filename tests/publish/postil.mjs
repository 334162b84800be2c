// The program, folders that go with the tests, and the archive that `postil new` makes, as an editor's clone.
import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const here = dirname(fileURLToPath(import.meta.url));
export const repository = join(here, '../..');

/** The program: the one that was named, else that of the dev profile, which `run` has built. */
export const program = process.env.POSTIL ? resolve(process.env.POSTIL) : join(
  JSON.parse(execFileSync('cargo', ['metadata', '--locked', '--no-deps', '--format-version', '1'], { cwd: repository, encoding: 'utf8' })).target_directory,
  'debug/postil',
);

/** A folder that others may read, as a web server does, and that goes with the tests. */
export function scratch() {
  const folder = mkdtempSync(join(tmpdir(), 'postil-publish-'));
  chmodSync(folder, 0o755);
  process.on('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

/** What tests inherit, without anything of git's that is set here. */
export const environment = (more = {}) => ({
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_'))),
  PATH: `${dirname(program)}:${process.env.PATH}`,
  GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null', GIT_TERMINAL_PROMPT: '0',
  GIT_AUTHOR_NAME: 'Editor', GIT_AUTHOR_EMAIL: 'editor@example.org', GIT_COMMITTER_NAME: 'Editor', GIT_COMMITTER_EMAIL: 'editor@example.org',
  ...more,
});

/** Runs a program; gives its exit code and all that it said. */
export function run(folder, words, env = environment()) {
  return new Promise((done, failed) => {
    const child = spawn(words[0], words.slice(1), { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '', messages = '';
    child.stdout.on('data', (text) => { output += text; });
    child.stderr.on('data', (text) => { messages += text; });
    child.on('error', failed);
    child.on('close', (code) => done({ code, output, messages }));
  });
}

/** The same for what must work; gives what was printed. */
export async function must(folder, words, env) {
  const ended = await run(folder, words, env);
  if (ended.code !== 0) throw new Error(`${words.join(' ')} ended with ${ended.code}\n${ended.output}${ended.messages}`);
  return ended.output;
}

/** Writes a file of an archive anew with words exchanged, which must be there. */
export function exchange(folder, path, old, words) {
  const text = readFileSync(join(folder, path), 'utf8');
  if (!text.includes(old)) throw new Error(`${path} does not say ${old}`);
  writeFileSync(join(folder, path), text.replace(old, words));
}

export { existsSync };
