// The archives whose data is tested, each built once; a file of a site may be broken in a copy, to see that its validator notices.
import { execFileSync, spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const here = dirname(fileURLToPath(import.meta.url));
export const repository = join(here, '../..');
export const scratch = mkdtempSync(join(tmpdir(), 'postil-data-'));
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }));

function build(name, archive) {
  const folder = join(scratch, name);
  const words = ['build', '-C', archive, '-o', folder, '--base-url', `https://example.org/${name}/`];
  execFileSync('cargo', ['run', '--quiet', '--locked', '--', ...words], { cwd: repository, stdio: ['ignore', 'ignore', 'inherit'] });
  return { name, folder, base: `https://example.org/${name}/` };
}

const known = [['content', repository], ['shared', join(repository, '../shared/archive')]];

/** The archives that are here: the demonstration, and the real one where it lies beside the repository. */
export const archives = known.filter(([, archive]) => existsSync(join(archive, 'content')));

/** Every site: the demonstration, and the real archive where it lies beside the repository. */
export const sites = archives.map(([name, archive]) => build(name, archive));

const published = new Map();

/** The same archives as sites that publish data in one format which is not published by default. */
export function publishing(format) {
  const one = ([name, archive]) => {
    const copy = join(scratch, `${name}-${format}-archive`);
    cpSync(join(archive, 'content'), join(copy, 'content'), { recursive: true });
    appendFileSync(join(copy, 'content/archive.yaml'), `\ndata: ${format}\n`);
    return { ...build(`${name}-${format}`, copy), name };
  };
  if (!published.has(format)) published.set(format, archives.map(one));
  return published.get(format);
}

/** The text of a file of a site. */
export const text = (site, path) => readFileSync(join(site.folder, path), 'utf8');

/** A copy of a site in which one file is changed. */
export function broken(site, path, change) {
  const folder = mkdtempSync(join(scratch, 'broken-'));
  cpSync(site.folder, folder, { recursive: true });
  writeFileSync(join(folder, path), change(text(site, path)));
  return { ...site, folder };
}

/** Runs a program; gives its exit code and all that it says. */
export function ran(program, words, folder = here) {
  const ended = spawnSync(program, words, { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 28 });
  if (ended.error) throw ended.error;
  return { code: ended.status, output: ended.stdout, said: ended.stdout + ended.stderr };
}
