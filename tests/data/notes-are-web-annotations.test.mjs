// Another tool takes the notes over: they follow the model, stand where they say, mean something as linked data, and lead to what is there.
import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import jsonld from 'jsonld';
import validate from 'validate-web-annotation';

import { annotations, collection, json, pages, pathOf } from './annotations.mjs';
import * as context from './context.mjs';
import { sites, text } from './sites.mjs';

const targets = (annotation) => [annotation.target].flat().filter((target) => typeof target === 'object');

async function expanded(value) {
  const documentLoader = async (url) => {
    assert.equal(url, context.URL);
    return { documentUrl: url, document: context.document };
  };
  return jsonld.expand(value, { documentLoader, safe: true });
}

for (const site of sites) {
  test(`every annotation of ${site.name} follows the model`, () => {
    const all = annotations(site);
    for (const { created, modified, ...annotation } of all) {
      assert.ok(validate({ '@context': context.URL, ...annotation }), JSON.stringify(annotation, null, 1));
      // The validator asks for a day here; the model (3.3.2) for a moment in UTC.
      for (const moment of [created, modified]) assert.match(moment ?? '2025-03-07T00:00:00Z', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    }
    assert.equal(all.length, collection(site).total);
    assert.equal(new Set(all.map((annotation) => annotation.id)).size, all.length, 'each has a name of its own');
    const starts = pages(site).map((page) => page.startIndex);
    pages(site).reduce((sum, page, index) => (assert.equal(starts[index], sum), sum + page.items.length), 0);
  });

  test(`every annotation of ${site.name} stands on its words, counted in code points`, () => {
    let places = 0;
    for (const annotation of annotations(site)) {
      for (const target of targets(annotation)) {
        const letters = [...text(site, pathOf(site, target.source))];
        const [quote, position] = target.selector;
        const slice = (start, end) => letters.slice(start, end).join('');
        assert.equal(slice(position.start, position.end), quote.exact, annotation.id);
        assert.ok(slice(0, position.start).endsWith(quote.prefix ?? ''), annotation.id);
        assert.ok(slice(position.end).startsWith(quote.suffix ?? ''), annotation.id);
        places += 1;
      }
    }
    assert.ok(places > 150, `${places} places`);
  });

  test(`the linked data of ${site.name} expands without a term that means nothing`, async () => {
    const folders = readdirSync(join(site.folder, 'documents'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
    const paths = folders.map((folder) => `documents/${folder.name}/annotations.jsonld`).filter((path) => existsSync(join(site.folder, path)));
    assert.equal(paths.length, pages(site).length);
    let found = 0;
    for (const path of ['data/annotations.jsonld', 'data/vocabulary.jsonld', ...paths]) {
      const [first] = await expanded(json(site, path));
      assert.ok(first, path);
      const items = first['https://www.w3.org/ns/activitystreams#items'] ?? first['http://www.w3.org/ns/activitystreams#items'] ?? [];
      for (const item of items.flatMap((list) => list['@list'])) {
        assert.ok(item['http://www.w3.org/ns/oa#hasTarget'].every((target) => target['@id'] || target['http://www.w3.org/ns/oa#hasSource']));
        for (const motivation of item['http://www.w3.org/ns/oa#motivatedBy']) assert.match(motivation['@id'], /^https?:/);
        found += 1;
      }
    }
    assert.equal(found, collection(site).total);
    await assert.rejects(expanded({ '@context': context.URL, id: 'https://example.org/1', type: 'Annotation', meaningless: 'x' }));
  });

  test(`every word of our own in ${site.name} is below a word of the W3C`, async () => {
    const words = await expanded(json(site, 'data/vocabulary.jsonld'));
    const broader = new Map(words.map((word) => [word['@id'], word['http://www.w3.org/2004/02/skos/core#broader'][0]['@id']]));
    for (const theirs of broader.values()) assert.ok(context.MOTIVATIONS.split(' ').some((name) => theirs.endsWith(`oa#${name}`)), theirs);
    const used = annotations(site).flatMap((annotation) => [annotation.motivation, annotation.body].flat().map((value) => value?.purpose ?? value));
    const own = used.filter((value) => typeof value === 'string' && value.startsWith(`${site.base}data/vocabulary`));
    for (const word of own) assert.ok(broader.has(word), word);
    assert.ok(own.length > 50);
  });

  test(`everything that the annotations and the inventory of ${site.name} name is there`, () => {
    const inventory = json(site, 'data/inventory.json');
    const addresses = new Set(inventory.items.map((item) => item.address));
    const visit = (value) => {
      if (typeof value === 'string' && value.startsWith(site.base)) addresses.add(value);
      else if (value && typeof value === 'object') Object.values(value).forEach(visit);
    };
    pages(site).forEach(visit);
    const ids = new Map();
    const names = new Set(annotations(site).map((annotation) => annotation.id));
    for (const address of addresses) {
      const [path, fragment] = [pathOf(site, address), decodeURIComponent(address.split('#')[1] ?? '')];
      assert.ok(existsSync(join(site.folder, path)), address);
      if (path.endsWith('annotations.jsonld') && fragment) assert.ok(names.has(address), address);
      if (!path.endsWith('.html') || !fragment) continue;
      if (!ids.has(path)) ids.set(path, new Set([...text(site, path).matchAll(/\bid="?([^"\s>]+)/g)].map((match) => match[1])));
      assert.ok(ids.get(path).has(fragment), address);
    }
    assert.ok(addresses.size > 400, `${addresses.size} addresses`);
    const named = inventory.items.map((item) => item.name);
    assert.equal(new Set(named).size, named.length, 'each has a name of its own');
  });
}

test('the validator notices an annotation without a target', () => {
  const { target, ...rest } = annotations(sites[0])[0];
  assert.ok(target && !validate({ '@context': context.URL, ...rest }));
});
