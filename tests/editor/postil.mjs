// The program under test, and small archives to try it on.
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
export const repository = join(here, '../..');
const { target_directory: target } = JSON.parse(
  execFileSync('cargo', ['metadata', '--locked', '--no-deps', '--format-version', '1'], { cwd: repository, encoding: 'utf8' }),
);
const program = join(target, 'debug', process.platform === 'win32' ? 'postil.exe' : 'postil');
const scratch = mkdtempSync(join(tmpdir(), 'postil-editor-'));
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }));

/** Runs the program in a folder; gives its exit code and what it says. */
export function postil(folder, ...words) {
  const ended = spawnSync(program, words, { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 28 });
  if (ended.error) throw ended.error;
  return { code: ended.status, output: ended.stdout, said: ended.stdout + ended.stderr };
}

/** An archive of some files, by their paths below its folder. */
export function archive(files) {
  const folder = mkdtempSync(join(scratch, 'archive-'));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

/** A copy of an archive that somebody else looks after. */
export function copy(from) {
  const folder = mkdtempSync(join(scratch, 'copy-'));
  cpSync(join(from, 'content'), join(folder, 'content'), { recursive: true });
  return folder;
}

/** Every YAML file of an archive, by its path below the archive's folder. */
export function yamlFiles(folder) {
  const paths = readdirSync(join(folder, 'content'), { recursive: true }).map((path) => `content/${path.replaceAll('\\', '/')}`);
  return paths.filter((path) => path.endsWith('.yaml')).sort().map((path) => [path, readFileSync(join(folder, path), 'utf8')]);
}

/** The kinds of files that have a schema, as `postil schema` lists them. */
export const kinds = postil(repository, 'schema').output.trim().split('\n').map((line) => line.split(/\s+/)[0]);

/** The kind of the file at a path below the archive's folder. */
export function kindOf(path) {
  if (/^content\/documents\/[^/]+\/notes(\.[^/]+)?\.yaml$/.test(path)) return 'notes';
  if (/^content\/documents\/[^/]+\/document\.yaml$/.test(path)) return 'document';
  if (/^content\/entities\/[^/]+\.yaml$/.test(path)) return 'entities';
  return kinds.find((kind) => path === `content/${kind}.yaml`);
}

/** The cases of `tests/cases`: the files of each, and its marks by file. */
export function cases() {
  const root = join(repository, 'tests/cases');
  const paths = readdirSync(root, { recursive: true }).filter((path) => path.endsWith('.txt')).sort();
  return paths.map((path) => {
    const files = {};
    const marks = {};
    let file;
    for (const line of readFileSync(join(root, path), 'utf8').split('\n').slice(0, -1)) {
      const head = line.match(/^-- (.*) --$/);
      const mark = line.match(/^ *\^+ +([a-z0-9-]+)$/);
      if (head) {
        file = `content/${head[1]}`;
        files[file] = '';
        marks[file] = [];
      } else if (mark && file) marks[file].push(mark[1]);
      else if (file) files[file] += `${line}\n`;
    }
    return { name: path, files, marks };
  });
}
