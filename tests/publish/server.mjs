// A small server as the guide makes one: a bare repository with hooks, a folder, nginx; and editors who push.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createServer } from 'node:net';
import { existsSync, lstatSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { environment, must, program, run, scratch } from './postil.mjs';

const freePort = () => new Promise((found) => {
  const probe = createServer().listen(0, '127.0.0.1', () => { const { port } = probe.address(); probe.close(() => found(port)); });
});

/** Makes a server; `end` stops it. */
export async function server() {
  const root = scratch();
  const bare = join(root, 'archive.git'), site = join(root, 'site/public'), temporary = join(root, 'tmp');
  [join(root, 'site'), temporary].forEach((folder) => mkdirSync(folder));
  const env = environment({ TMPDIR: temporary });
  await must(root, ['git', 'init', '--quiet', '--bare', '--initial-branch', 'main', bare], env);
  const told = await must(root, [program, 'ci', 'init', 'git-hook', '-C', bare, '--site', 'site/public'], env);
  const port = await freePort();
  const nginx = await web(root, join(bare, 'postil/nginx.conf'), port);
  return {
    root, bare, site, temporary, env, told,
    address: (path) => `http://127.0.0.1:${port}/${path}`,
    head: async () => (await run(bare, ['git', 'rev-parse', '--verify', '--quiet', 'refs/heads/main'], env)).output.trim(),
    clone: async (name) => { await must(root, ['git', 'clone', '--quiet', bare, name], env); return editor(join(root, name), env); },
    begin: async (name) => {
      await must(root, [program, 'new', name], env);
      const folder = join(root, name);
      await must(folder, ['git', 'init', '--quiet', '--initial-branch', 'main'], env);
      await must(folder, ['git', 'remote', 'add', 'origin', bare], env);
      return editor(folder, env);
    },
    end: nginx,
  };
}

function editor(folder, env) {
  const git = (...words) => must(folder, ['git', ...words], env);
  return {
    folder, git,
    commit: async (message = 'A change') => { await git('add', '--all'); await git('commit', '--quiet', '--allow-empty', '--message', message); return (await git('rev-parse', 'HEAD')).trim(); },
    push: (...words) => run(folder, ['git', 'push', ...(words.length > 0 ? words : ['origin', 'main'])], env),
  };
}

/** Starts nginx with the settings that postil has written, at another port. */
async function web(root, written, port) {
  const folder = join(root, 'nginx');
  mkdirSync(folder);
  const site = readFileSync(written, 'utf8').replace('listen 80;', `listen 127.0.0.1:${port};`).replace('listen [::]:80;', '');
  writeFileSync(join(folder, 'site.conf'), site);
  // Whoever starts as root reads pages as somebody else, as on a real server.
  const user = process.getuid() === 0 ? 'user www-data;' : '';
  const places = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${folder}/${name};`).join(' ');
  writeFileSync(join(folder, 'nginx.conf'), `${user} daemon off; worker_processes 2; pid ${folder}/pid; error_log ${folder}/error.log;
    events {} http { include /etc/nginx/mime.types; access_log off; ${places} include ${folder}/site.conf; }`);
  const words = ['-p', folder, '-c', join(folder, 'nginx.conf'), '-e', join(folder, 'error.log')];
  const child = spawn(process.env.NGINX ?? (existsSync('/usr/sbin/nginx') ? '/usr/sbin/nginx' : 'nginx'), words, { stdio: 'ignore' });
  let ended = false;
  child.on('exit', () => { ended = true; });
  process.on('exit', () => child.kill('SIGTERM'));
  for (let attempt = 0; attempt < 100; attempt += 1) {
    if (ended) break;
    const answers = await fetch(`http://127.0.0.1:${port}/`).then(() => true, () => false);
    if (answers) return () => new Promise((done) => { child.on('exit', done); child.kill('SIGTERM'); });
    await new Promise((later) => setTimeout(later, 50));
  }
  throw new Error(`nginx does not answer: ${readFileSync(join(folder, 'error.log'), 'utf8')}`);
}

/** What a folder holds, in one hash: names, bytes, rights and times of all files. */
export function picture(folder) {
  const hash = createHash('sha256');
  const visit = (path) => {
    for (const name of readdirSync(join(folder, path)).sort()) {
      const inner = join(path, name), found = lstatSync(join(folder, inner));
      hash.update(`${inner}\0${found.mode}\0${found.isDirectory() ? '' : found.mtimeMs}\0`);
      if (found.isDirectory()) visit(inner); else hash.update(readFileSync(join(folder, inner)));
    }
  };
  visit('');
  return hash.digest('hex');
}
