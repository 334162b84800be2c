// A library takes the documents over: they are valid TEI P5, the text is the text, and every pointer has something to point at.
import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { broken, here, ran, sites, text } from './sites.mjs';

const schema = join(here, '.tei/schemas/tei_all.rng');
const paths = (site) => readdirSync(join(site.folder, 'documents'), { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => `documents/${entry.name}/document.tei.xml`);
const jing = (site, paths) => ran('jing', [schema, ...paths.map((path) => join(site.folder, path))]);
const unescaped = (xml) => xml.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&quot;/g, '"').replace(/&amp;/g, '&');

for (const site of sites) {
  test(`jing finds the documents of ${site.name} valid`, () => {
    const { code, output } = jing(site, paths(site));
    assert.equal(output, '');
    assert.equal(code, 0);
    assert.ok(paths(site).length >= 5);
  });

  test(`every word of ${site.name} stands in TEI as it is read, in order, and every pointer leads somewhere`, () => {
    for (const path of paths(site)) {
      const xml = text(site, path);
      const ids = [...xml.matchAll(/xml:id="([^"]*)"/g)].map((match) => match[1]);
      assert.equal(new Set(ids).size, ids.length, path);
      const pointers = [...xml.matchAll(/ (?:target|from|to|ana|resp)="([^"]*)"/g)].flatMap((match) => match[1].split(/\s+/)).filter((pointer) => pointer.startsWith('#'));
      for (const pointer of pointers) assert.ok(ids.includes(decodeURIComponent(pointer.slice(1))), `${path}: ${pointer}`);
      assert.ok(pointers.length > 20, path);
      const files = [...xml.matchAll(/ (?:target|corresp)="([^"]*)"/g)].flatMap((match) => match[1].split(/\s+/)).filter((address) => address.startsWith(site.base));
      for (const address of files) assert.ok(existsSync(join(site.folder, decodeURIComponent(address.slice(site.base.length).split('#')[0]))), address);

      for (const [, attributes, division] of xml.matchAll(/<div ([^>]*)>([^]*?)<\/div>/g)) {
        const language = /xml:lang="([^"]*)"/.exec(attributes)[1];
        const file = path.replace('document.tei.xml', attributes.includes('"original"') ? 'text.txt' : `text.${language}.txt`);
        const bare = (text) => text.replace(/\s+/g, '');
        const words = (xml) => bare(unescaped(xml.replace(/<figDesc>[^<]*<\/figDesc>/g, '').replace(/<[^>]*>/g, '')));
        assert.equal(words(division), bare(text(site, file)), `${path}: ${language}`);
        // Between the anchors of a note stand its words.
        const spans = [...xml.matchAll(/<span [^>]*from="#([^"]*)" to="#([^"]*)"[^>]*>([^<]*)<\/span>/g)];
        for (const [, from, to, quotation] of spans) {
          const start = division.indexOf(`<anchor xml:id="${from}"/>`), end = division.indexOf(`<anchor xml:id="${to}"/>`);
          if (start >= 0) assert.equal(words(division.slice(start, end)), bare(unescaped(quotation)), `${path}: ${from}`);
        }
      }
    }
  });
}

test('jing notices an element that TEI does not have', () => {
  const site = sites[0], [path] = paths(site);
  assert.notEqual(jing(broken(site, path, (xml) => xml.replace('<body>', '<body><claim/>')), [path]).code, 0);
});
