// A client of Distributed Text Services finds every document and every paragraph of it; what it cannot be given is not found.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import Ajv from 'ajv';
import { parseTemplate } from 'url-template';

import { answers } from './dts.mjs';
import { here, publishing, ran, scratch, sites, text } from './sites.mjs';

const ajv = new Ajv({ allErrors: true });
const follows = Object.fromEntries(['entry', 'collection', 'resource', 'navigation'].map((name) => [name, ajv.compile(answers(name))]));
const bare = (words) => words.replace(/\s+/g, '');

/** A client: it knows the address of the entry point and how templates are expanded, and nothing else. */
class Client {
  constructor(site) {
    this.site = site;
    this.entry = this.json(`${site.base}data/dts/entry.jsonld`, 'entry');
  }

  path(template, values) {
    const address = parseTemplate(template).expand(values);
    assert.ok(address.startsWith(this.site.base), address);
    return decodeURIComponent(address.slice(this.site.base.length));
  }

  json(template, name, values = {}) {
    const answer = JSON.parse(text(this.site, this.path(template, values)));
    assert.ok(follows[name](answer), `${answer['@id']}: ${ajv.errorsText(follows[name].errors)}`);
    return answer;
  }

  tei(template, values) {
    return text(this.site, this.path(template, values));
  }

  finds(template, values) {
    return existsSync(join(this.site.folder, this.path(template, values)));
  }
}

/** The paragraphs of a text as a client is given them: each with its name, its language and its words. */
function passages(xml) {
  const [, wrapped] = /<dts:wrapper xmlns:dts="https:\/\/w3id.org\/api\/dts#">([^]*)<\/dts:wrapper>/.exec(xml);
  return wrapped.match(/<ab [^]*?<\/ab>/g);
}

const words = (xml) => bare(xml.replace(/<[^>]*>/g, '').replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&quot;/g, '"').replace(/&amp;/g, '&'));

for (const [number, site] of publishing('dts').entries()) {
  test(`a client finds what ${site.name} has, from its entry point alone`, () => {
    const client = new Client(site), { entry } = client;
    const root = client.json(entry.collection, 'collection');
    for (const values of [{ nav: 'children' }, { id: root['@id'] }, { id: root['@id'], nav: 'children' }]) {
      assert.deepEqual(client.json(entry.collection, 'collection', values), root);
    }
    assert.deepEqual(client.json(entry.collection, 'collection', { nav: 'parents' }).member, []);
    assert.equal(root.member.length, root.totalChildren);
    assert.ok(root.member.length >= 5);
    for (const member of root.member) {
      const id = member['@id'];
      const { '@context': _, member: below, ...resource } = client.json(entry.collection, 'resource', { id });
      assert.deepEqual([resource, below], [member, []]);
      assert.deepEqual(client.json(member.collection, 'resource', { nav: 'children' }).member, []);
      assert.deepEqual(client.json(member.collection, 'resource', { nav: 'parents' }).member.map((found) => found['@id']), [root['@id']]);
      // What the entry point offers and what the document offers is the same, and so is what can be loaded at once.
      const whole = client.tei(entry.document, { resource: id });
      assert.equal(client.tei(member.document, {}), whole);
      assert.equal(text(site, member.download.slice(site.base.length)), whole);
      const list = client.json(entry.navigation, 'navigation', { resource: id });
      assert.deepEqual(client.json(member.navigation, 'navigation', { down: -1 }), list);
      assert.deepEqual(list.resource, member);
    }
  });

  test(`every paragraph of ${site.name} can be cited, and is given with its words`, () => {
    const client = new Client(site), stripped = [];
    for (const member of client.json(client.entry.collection, 'collection').member) {
      const units = client.json(member.navigation, 'navigation').member;
      const names = units.map((unit) => unit.identifier);
      assert.equal(new Set(names).size, names.length);
      const whole = client.tei(member.document, {});
      assert.deepEqual([...whole.matchAll(/xml:id="(p\d[^"]*)"/g)].map((match) => match[1]), names, 'they are those of TEI, in its order');
      const given = new Map();
      for (const unit of units) {
        const found = client.json(member.navigation, 'navigation', { ref: unit.identifier });
        assert.deepEqual([found.ref, found.member], [unit, [unit]]);
        const [page, place] = unit['@id'].slice(site.base.length).split('#');
        assert.match(text(site, decodeURIComponent(page)), new RegExp(`\\bid="?${place}["\\s>]`));
        const xml = client.tei(member.document, { ref: unit.identifier });
        assert.match(xml, /^<\?xml[^>]*>\n<TEI xmlns="http:\/\/www.tei-c.org\/ns\/1.0"/);
        const [passage, ...more] = passages(xml);
        assert.deepEqual(more, []);
        const [language] = unit.dublinCore.language;
        given.set(language, (given.get(language) ?? '') + words(passage));
        stripped.push(join(scratch, `dts-${site.name}-${stripped.length}.xml`));
        writeFileSync(stripped.at(-1), xml.replace(/<\/?dts:wrapper[^>]*>/g, ''));
      }
      for (const [language, all] of given) {
        const file = language === member.dublinCore.language[0] ? 'text.txt' : `text.${language}.txt`;
        assert.equal(all, bare(text(sites[number], `documents/${member['@id']}/${file}`)), `${member['@id']}: ${language}`);
      }
    }
    assert.ok(stripped.length > 60, `${stripped.length} paragraphs`);
    // The wrapper is not of TEI; what stands in it and around it is.
    assert.equal(ran('jing', [join(here, '.tei/schemas/tei_all.rng'), ...stripped]).output, '');
  });

  test(`what a client of ${site.name} cannot be given is not found`, () => {
    const client = new Client(site), { entry } = client;
    const resource = client.json(entry.collection, 'collection').member[0]['@id'];
    for (const template of [entry.navigation, entry.document]) {
      assert.ok(client.finds(template, { resource, ref: 'p1' }));
      for (const values of [
        {}, { resource: 'nobody' }, { resource, ref: 'p1000' }, { resource, tree: 'pages' }, { resource, ref: 'p1', tree: 'pages' },
        { resource, start: 'p1', end: 'p2' }, { resource, start: 'p1' }, { resource, end: 'p1' }, { resource, ref: 'p1', start: 'p1', end: 'p2' },
      ]) {
        assert.ok(!client.finds(template, values), JSON.stringify(values));
      }
    }
    assert.ok(!client.finds(entry.collection, { id: 'nobody' }) && !client.finds(entry.collection, { nav: 'cousins' }));
  });
}

for (const site of publishing('dts-ranges')) {
  test(`a client is given every range of paragraphs of ${site.name}`, () => {
    const client = new Client(site);
    let count = 0;
    for (const member of client.json(client.entry.collection, 'collection').member) {
      const units = client.json(member.navigation, 'navigation').member;
      const alone = units.map((unit) => passages(client.tei(member.document, { ref: unit.identifier }))[0]);
      for (const [first, start] of units.entries()) {
        for (const [last, end] of units.entries()) {
          const asked = { start: start.identifier, end: end.identifier };
          if (last < first) {
            assert.ok(!client.finds(member.navigation, asked) && !client.finds(member.document, asked), 'a range goes forward');
            continue;
          }
          const found = client.json(member.navigation, 'navigation', asked);
          assert.deepEqual([found.start, found.end, found.member], [start, end, units.slice(first, last + 1)]);
          assert.deepEqual(passages(client.tei(member.document, asked)), alone.slice(first, last + 1));
          count += 1;
        }
        const half = [{ start: start.identifier }, { end: start.identifier }];
        assert.ok(half.every((asked) => !client.finds(member.navigation, asked) && !client.finds(member.document, asked)));
      }
      const all = units.at(-1) && { start: units[0].identifier, end: units.at(-1).identifier };
      if (all) writeFileSync(join(scratch, `range-${site.name}-${member['@id']}.xml`), client.tei(member.document, all).replace(/<\/?dts:wrapper[^>]*>/g, ''));
    }
    assert.ok(count > 300, `${count} ranges`);
    const whole = readdirSync(scratch).filter((name) => name.startsWith(`range-${site.name}-`)).map((name) => join(scratch, name));
    assert.equal(whole.length, 5);
    assert.equal(ran('jing', [join(here, '.tei/schemas/tei_all.rng'), ...whole]).output, '');
  });
}

test('answers that break a rule are refused', () => {
  const client = new Client(publishing('dts')[0]), { entry } = client;
  const root = client.json(entry.collection, 'collection'), resource = client.json(entry.collection, 'resource', { id: root.member[0]['@id'] });
  const navigation = client.json(resource.navigation, 'navigation', { ref: 'p1' }), { ref } = navigation;
  const WRONG = [
    ['entry', entry, { collection: undefined }], ['entry', entry, { dtsVersion: '2' }], ['entry', entry, { '@type': 'Entry' }], ['entry', entry, { '@context': undefined }],
    ['entry', entry, { document: 'document{?verse}' }], ['entry', entry, { documents: entry.document }],
    ['collection', root, { title: undefined }], ['collection', root, { totalParents: '0' }], ['collection', root, { totalChildren: undefined }],
    ['collection', root, { member: [{ ...root.member[0], navigation: undefined }] }], ['collection', root, { '@type': 'Resource' }],
    ['collection', root, { dublinCore: { tytle: 'x' } }], ['collection', root, { dublinCore: { title: { en: 'x' } } }],
    ['resource', resource, { document: undefined }], ['resource', resource, { citationTrees: [{ citeStructure: [] }] }],
    ['resource', resource, { citationTrees: [{ '@type': 'CitationTree', citeStructure: [{}] }] }], ['resource', resource, { collection: 'collection{?ref}' }],
    ['navigation', navigation, { '@id': 'navigation.jsonld' }], ['navigation', navigation, { resource: resource['@id'] }], ['navigation', navigation, { '@context': undefined }],
    ['navigation', navigation, { member: [{ ...ref, identifier: undefined }] }], ['navigation', navigation, { member: [{ ...ref, level: 0 }] }],
    ['navigation', navigation, { ref: { ...ref, parent: undefined } }], ['navigation', navigation, { ref: { ...ref, '@type': 'Unit' } }],
    ['navigation', navigation, { start: ref, end: ref }], ['navigation', navigation, { ref: undefined, start: ref }],
    ['navigation', navigation, { ref: undefined, end: ref }],
  ];
  for (const [name, answer, change] of WRONG) {
    assert.ok(follows[name](answer));
    assert.ok(!follows[name](JSON.parse(JSON.stringify({ ...answer, ...change }))), `${name}: ${JSON.stringify(change)}`);
  }
});
