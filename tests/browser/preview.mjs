// A preview of a copy of an archive, ended with the tests. `POSTIL=target/release/postil` takes another program.
import { execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const repository = join(dirname(fileURLToPath(import.meta.url)), '../..');
const ends = [];
process.on('exit', () => ends.forEach((end) => end()));

/** The program: the one that was named, else that of the dev profile, built if it must be. */
function program() {
  if (process.env.POSTIL) return process.env.POSTIL;
  execFileSync('cargo', ['build', '--quiet', '--locked'], { cwd: repository, stdio: ['ignore', 'ignore', 'inherit'] });
  return join(repository, 'target/debug/postil');
}

/** Starts a preview of a copy of an archive, else of the demonstration; gives its address and what tests do with its files. */
export async function preview({ words = [], archive = repository } = {}) {
  const root = mkdtempSync(join(tmpdir(), 'postil-preview-'));
  cpSync(join(archive, 'content'), join(root, 'content'), { recursive: true });
  const child = spawn(program(), ['serve', '--port', '0', '-C', root, ...words], { stdio: ['ignore', 'pipe', 'ignore'] });
  const end = () => { child.kill('SIGKILL'); rmSync(root, { recursive: true, force: true, maxRetries: 5 }); };
  ends.push(end);
  const origin = await new Promise((found, failed) => {
    createInterface(child.stdout).once('line', found);
    child.once('exit', (code) => failed(new Error(`the preview ended with ${code}`)));
  });
  return {
    root,
    address: (path) => new URL(path, origin).href,
    text: (path) => readFileSync(join(root, 'content', path), 'utf8'),
    save: (path, text) => writeFileSync(join(root, 'content', path), text),
    exchange: (path, text) => {
      const beside = join(root, 'content', dirname(path), '.unfinished');
      writeFileSync(beside, text);
      renameSync(beside, join(root, 'content', path));
    },
    remove: (path) => rmSync(join(root, 'content', path), { recursive: true }),
    end: () => { ends.splice(ends.indexOf(end), 1); child.removeAllListeners('exit'); end(); },
  };
}

/** The page with what the preview lays over it, once the script of the preview knows how the archive stands. */
export async function visitPreview(window, preview, path) {
  await window.goto(preview.address(path), { waitUntil: 'load' });
  await window.waitForFunction(() => window.postilPreview?.build !== undefined);
}

/** Waits until a page shows words, or does so no more. */
export const shows = (window, words, within = 'body') => window.waitForFunction(([words, within]) => document.querySelector(within)?.textContent.includes(words), [words, within], { timeout: 60_000 });
