// A compiled program, packed: each package is what its installer takes, and what it installs works.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { accessSync, constants, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';

import { environment, here, must, program, repository, scratch } from './postil.mjs';

const root = scratch();
const version = /^version = "(.*)"$/m.exec(readFileSync(join(repository, 'Cargo.toml'), 'utf8'))[1];
// What helps to look for faults in it is most of a program of the dev profile, and no part of a package.
const bare = join(root, 'postil');
execFileSync('strip', ['-o', bare, program]);
const pack = async (out, compiled = bare) => (await must(repository, ['python3', '.github/pack.py', compiled, join(root, out), '--level', '0'])).trim().split('\n').map((line) => line.split('  '));
const packages = await pack('dist');
const named = (end) => join(root, 'dist', packages.find(([, name]) => name.endsWith(end))[1]);
// Nothing of this machine's own programs: only what the package brought, and the system.
const clean = (bin) => environment({ PATH: `${bin}:/usr/bin:/bin`, POSTIL: '' });

const python = [join(here, '.venv/bin/python'), '-m', 'pip', '--disable-pip-version-check'];
const pip = [...python, 'install', '--quiet', '--no-index', '--no-warn-script-location'];

/** With the program that was installed, and nothing else: start an archive, check and build it. */
async function works(bin, at) {
  const env = clean(bin);
  accessSync(join(bin, 'postil'), constants.X_OK);
  assert.equal((await must(root, ['postil', '--version'], env)).trim(), `postil ${version}`);
  await must(root, ['postil', 'new', at], env);
  await must(join(root, at), ['postil', 'check'], env);
  await must(join(root, at), ['postil', 'build'], env);
  assert.ok(statSync(join(root, at, 'public/index.html')).size > 1000);
}

/** The manual and the completions below a folder `share`, as the shells and man look for them. */
async function helps(share, folders, read) {
  const pages = readdirSync(join(share, 'man/man1'));
  for (const page of ['postil.1', 'postil-build.1', 'postil-ci-init.1']) assert.ok(pages.some((name) => name.startsWith(page)), page);
  assert.match(read(join(share, 'man/man1', pages.find((name) => name.startsWith('postil-build.1')))), /\.SH EXAMPLES/);
  const completion = join(share, 'bash-completion/completions/postil');
  await must(root, ['bash', '-c', `set -e; source '${completion}'; complete -p postil; COMP_WORDS=(postil bui) COMP_CWORD=1; _postil postil bui postil; [[ " \${COMPREPLY[*]} " == *" build "* ]]`]);
  for (const folder of folders) assert.ok(readdirSync(join(share, folder)).some((name) => name.includes('postil')), folder);
}

test('the same program gives the same packages', async () => {
  assert.equal(packages.length, 3, 'an archive, a wheel, a Debian package');
  assert.deepEqual(await pack('again'), packages);
});

test('the archive is unpacked as workflows do it', async () => {
  await must(root, ['mkdir', 'unpacked']);
  await must(root, ['tar', '-xzf', named('.tar.gz'), '-C', 'unpacked', 'postil']);
  await works(join(root, 'unpacked'), 'from-archive');
});

test('the Debian package is whole, says what it needs, and installs a program that works', async () => {
  const deb = named('.deb');
  const field = async (name) => (await must(root, ['dpkg-deb', '--field', deb, name])).trim();
  assert.deepEqual([await field('Package'), await field('Version'), await field('Recommends')], ['postil', version, 'git']);
  assert.match(await field('Depends'), /^libc6 \(>= 2\.\d+\)/);
  await must(root, ['dpkg-deb', '-x', deb, 'debian']);
  await must(root, ['dpkg-deb', '-e', deb, 'control']);
  await must(join(root, 'debian'), ['md5sum', '--quiet', '--check', join(root, 'control/md5sums')]);
  const owners = (await must(root, ['dpkg-deb', '-c', deb])).trim().split('\n');
  assert.ok(owners.every((line) => line.includes(' root/root ') && /^(d|-)rwxr-xr-x|^-rw-r--r--/.test(line)), owners.join('\n'));
  await works(join(root, 'debian/usr/bin'), 'from-debian');
  await helps(join(root, 'debian/usr/share'), ['zsh/vendor-completions', 'fish/vendor_completions.d', 'doc'], (path) => gunzipSync(readFileSync(path)).toString());
});

test('the wheel is taken by pip, without a network, and installs a program that works', async () => {
  await must(root, [...pip, '--prefix', join(root, 'python'), named('.whl')]);
  const bin = join(root, 'python/bin');
  await works(bin, 'from-wheel');
  await helps(join(root, 'python/share'), ['zsh/site-functions', 'fish/vendor_completions.d'], (path) => readFileSync(path, 'utf8'));
  const site = join(root, 'python/lib', readdirSync(join(root, 'python/lib'))[0], 'site-packages');
  assert.ok((await must(root, [...python, 'list', '--path', site, '--format', 'freeze'])).includes(`postil==${version}`));
});

test('packages of a program that brings its libraries itself ask for none', async () => {
  // In place of postil itself, which takes minutes to compile so: a program that hands everything on to it.
  writeFileSync(join(root, 'whole.rs'), `use std::os::unix::process::CommandExt;
    fn main() { panic!("{}", std::process::Command::new(${JSON.stringify(bare)}).args(std::env::args_os().skip(1)).exec()) }`);
  await must(root, ['rustc', '-Ctarget-feature=+crt-static', '-o', 'whole', 'whole.rs']);
  const whole = await pack('whole-dist', join(root, 'whole'));
  const deb = whole.find(([, name]) => name.endsWith('.deb'))[1], wheel = whole.find(([, name]) => name.endsWith('.whl'))[1];
  assert.equal((await must(root, ['dpkg-deb', '--field', join('whole-dist', deb), 'Depends'])).trim(), '');
  assert.match(wheel, /-py3-none-manylinux_2_17_\w+\.musllinux_1_1_\w+\.whl$/);
  await must(root, [...pip, '--prefix', join(root, 'whole-python'), join(root, 'whole-dist', wheel)]);
  await works(join(root, 'whole-python/bin'), 'from-whole-wheel');
});

test('the recipe of the image is taken by hadolint', async () => {
  await must(repository, [join(here, '.venv/bin/hadolint'), '.github/Dockerfile']);
});
