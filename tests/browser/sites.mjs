// The archives that the tests read, each built once and served as a reader gets it: compressed, under a path of its own.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, extname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

import { writeArchive } from './generated.mjs';

const repository = join(dirname(fileURLToPath(import.meta.url)), '../..');
/** Where the sites lie, gone when the tests end. */
export const output = mkdtempSync(join(tmpdir(), 'postil-browser-'));
process.on('exit', () => rmSync(output, { recursive: true, force: true }));

/** What a page is: `document`, `claim`, … from its folder; a page of its own has its name. Lists of claims are no claims. */
function typeOf(path) {
  const parts = path.split('/');
  if (path.startsWith('claims/by/')) return parts.slice(0, 3).join('/');
  if (parts.length === 1) return parts[0].replace('.html', '');
  return parts.at(-1) === 'notes.html' ? 'documents/notes' : parts[0] + '/';
}

/** The files of a site, by their paths in it. */
function filesIn(name) {
  const folder = join(output, name);
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.map((entry) => relative(folder, join(entry.path ?? entry.parentPath, entry.name)).split(sep).join('/'));
}

/** The pages of a site. */
export const pagesIn = (name) => filesIn(name).filter((path) => path.endsWith('.html')).sort().map((path) => ({ site: name, path, type: typeOf(path) }));

/** Builds an archive into a site that is served under its name, with more words of the command line. */
export function build(name, archive, more = []) {
  const folder = join(output, name);
  const words = ['build', '-C', archive, '-o', folder, '--base-url', `https://example.org/${name}/`, ...more];
  execFileSync('cargo', ['run', '--quiet', '--locked', '--', ...words], { cwd: repository, stdio: ['ignore', 'ignore', more.includes('--draft') ? 'ignore' : 'inherit'] });
  return { name, folder, files: filesIn(name), pages: pagesIn(name) };
}

function buildAll() {
  const generated = join(output, 'archive-made-for-the-browser');
  writeArchive(generated);
  const archives = [['content', join(repository, 'content')], ['shared', join(repository, '../shared/archive')], ['generated', generated]];
  return archives.filter(([, archive]) => existsSync(archive)).map(([name, archive]) => build(name, archive));
}

/** Every site: the demonstration, the real archive where it lies beside the repository, the one made here. */
export const sites = buildAll();

/** Every page of every site. */
export const pages = sites.flatMap((site) => site.pages);

/** Whether nothing is sampled: `EVERY_PAGE=1 tests/browser/run`, by hand, for it takes much of an hour. */
export const everyPage = process.env.EVERY_PAGE === '1';

const bytesOf = (page) => statSync(join(output, page.site, page.path)).size;
const texts = pages.filter((page) => page.type === 'documents/');
const longest = texts.filter((page) => page.site === 'shared').sort((left, right) => bytesOf(right) - bytesOf(left))[0];

/** The texts of documents, the pages that hold notes: all, but of the real archive, whose texts are like those of its digests, the longest. */
export const documents = texts.filter((page) => everyPage || page.site !== 'shared' || page === longest);

/** Of how many pages one is looked at: of the claims, which are alike, and of the real archive, whose pages are like those of its digests. */
const oneOf = ({ site, path }) => (path.startsWith('claims/') ? (site === 'content' ? 6 : 12) : site === 'shared' ? 5 : 1);

/** What is looked at page by page. */
export const looked = pages.filter((page, index) => everyPage || index % oneOf(page) === 0);

/** One page of the generated archive. */
export const generated = (path) => pages.find((page) => page.site === 'generated' && page.path === path);

/** Of every type of page, in the demonstration and the archive made here, up to `count`: the first, the last, those between at even steps. */
export function someOfEachType(count, among = pages) {
  if (everyPage) return among;
  const groups = new Map();
  for (const page of among.filter((page) => page.site !== 'shared')) {
    const key = page.site + ' ' + page.type;
    groups.set(key, [...(groups.get(key) ?? []), page]);
  }
  return [...groups.values()].flatMap((group) => {
    const wanted = Math.min(count, group.length);
    return Array.from({ length: wanted }, (_, index) => group[Math.round(index * (group.length - 1) / Math.max(1, wanted - 1))]);
  });
}

/** Two halves of the pages that show every type: what the one has of the demonstration, the other has of the archive made here. */
export function halves() {
  const ones = someOfEachType(1), types = [...new Set(ones.map(({ type }) => type))];
  const isAlone = ({ site, type }) => !ones.some((other) => type === other.type && site !== other.site);
  return [0, 1].map((half) => ones.filter((page) => isAlone(page) || (types.indexOf(page.type) + half) % 2 === (page.site === 'content' ? 0 : 1)));
}

const TYPES = { '.html': 'text/html; charset=utf-8', '.css': 'text/css', '.js': 'text/javascript' };
const compressed = new Map();

const server = createServer((request, response) => {
  const path = decodeURIComponent(new URL(request.url, 'http://localhost').pathname);
  const site = path.split('/')[1];
  const wanted = join(output, path.endsWith('/') ? path + 'index.html' : path);
  const found = existsSync(wanted);
  const file = found ? wanted : join(output, site, '404.html');
  if (!existsSync(file)) return response.writeHead(404).end();
  if (!compressed.has(file)) compressed.set(file, gzipSync(readFileSync(file), { level: 9 }));
  const type = TYPES[extname(file)] ?? 'application/octet-stream';
  response.writeHead(found ? 200 : 404, { 'content-type': type, 'content-encoding': 'gzip', 'cache-control': 'no-cache' });
  response.end(compressed.get(file));
});
await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
server.unref();

/** Where all sites are served. */
export const origin = `http://127.0.0.1:${server.address().port}`;

/** The address of a page. */
export const address = (page) => `${origin}/${page.site}/${page.path}`;

/** How a page is called in messages. */
export const name = (page) => `${page.site}/${page.path}`;
