// A program that takes the W3C at its word reads every annotation; and each rule that says so refuses what breaks it.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import Ajv from 'ajv';

import { annotations, collection, pages } from './annotations.mjs';
import * as context from './context.mjs';
import { musts } from './musts.mjs';
import { sites } from './sites.mjs';

const ajv = new Ajv({ allErrors: true });
const keeps = Object.fromEntries(['annotation', 'collection', 'page'].map((name) => [name, ajv.compile(musts(name))]));
const kept = (name, value) => assert.ok(keeps[name](value), `${value.id}: ${ajv.errorsText(keeps[name].errors)}`);

for (const site of sites) {
  test(`every annotation, page and collection of ${site.name} keeps every MUST`, () => {
    kept('collection', collection(site));
    pages(site).forEach((page) => kept('page', page));
    // On a page an annotation has the context of the page.
    annotations(site).forEach((annotation) => kept('annotation', { '@context': context.URL, ...annotation }));
    assert.ok(annotations(site).length > 150);
  });
}

const HERE = 'https://example.org/here', MOMENT = '2025-03-07T00:00:00Z';
const small = { '@context': context.URL, id: 'https://example.org/1', type: 'Annotation', target: HERE };
const on = (selector) => ({ target: { source: HERE, selector } });
const during = (state) => ({ target: { source: HERE, state } });
const between = { type: 'RangeSelector', startSelector: { type: 'XPathSelector', value: '//p[1]' }, endSelector: { type: 'CssSelector', value: 'p + p' } };

const RIGHT = {
  'a target alone': {},
  'several contexts, types, targets and creators': { '@context': [context.URL, HERE], type: ['Annotation', 'x:Y'], target: [HERE, { id: HERE }], creator: [HERE, { name: 'A' }] },
  'a string for a body': { bodyValue: 'words' },
  'a text, a described resource and a choice': { body: [{ value: 'words', textDirection: 'rtl' }, { id: HERE, format: 'text/html', canonical: HERE }, { type: 'Choice', items: [HERE, { value: 'x' }] }] },
  'a resource with a purpose': { body: { type: 'SpecificResource', source: HERE, purpose: 'tagging' } },
  'moments': { created: MOMENT, modified: '2025-03-07T00:00:00.5Z', generated: MOMENT },
  'selectors within selectors': on([{ type: 'FragmentSelector', value: 'p1', refinedBy: { type: 'TextQuoteSelector', exact: 'x' } }, between, { type: 'SvgSelector', id: HERE }]),
  'states': during([{ type: 'TimeState', sourceDate: MOMENT }, { type: 'HttpRequestState', value: 'Accept: text/html', refinedBy: { type: 'TimeState', sourceDateStart: MOMENT, sourceDateEnd: MOMENT } }]),
  'a style': { stylesheet: { type: 'CssStylesheet', value: '.a {}' }, target: { source: HERE, styleClass: 'a' } },
};

const WRONG = [
  ['3.1 no context', { '@context': undefined }], ['3.1 another context', { '@context': HERE }], ['3.1 one context in a list', { '@context': [context.URL] }],
  ['3.1 no id', { id: undefined }], ['3.1 an id that is no IRI', { id: 'here' }], ['3.1 two ids', { id: [HERE, HERE] }],
  ['3.1 no type', { type: undefined }], ['3.1 another type', { type: ['Note'] }],
  ['3.1 no target', { target: undefined }], ['3.1 a list without targets', { target: [] }],
  ['3.2.1 an external resource without id', { body: { format: 'text/html' } }], ['3.2.1 a fourth direction', { body: { id: HERE, textDirection: 'up' } }],
  ['3.2.1 two languages of processing', { target: { id: HERE, processingLanguage: ['en', 'ar'] } }],
  ['3.2.4 a text without words', { body: { type: 'TextualBody' } }], ['3.2.4 two values', { body: { value: ['a', 'b'] } }],
  ['3.2.4 a text as target', { target: { type: 'TextualBody', value: 'words' } }], ['3.2.4 a text with a source', { body: { value: 'words', source: HERE } }],
  ['3.2.5 a string and a body', { bodyValue: 'words', body: HERE }], ['3.2.5 a string with a language', { bodyValue: { '@value': 'words', '@language': 'en' } }],
  ['3.2.7 a choice of another type too', { body: { type: ['Choice', 'x:Y'], items: [HERE] } }], ['3.2.7 a choice of nothing', { body: { type: 'Choice' } }],
  ['3.2.7 a choice with a value', { body: { type: 'Choice', items: [HERE], value: 'x' } }], ['3.2.7 things to choose in what is no choice', { body: { id: HERE, items: [HERE] } }],
  ['3.3.1 a day', { created: '2025-03-07' }], ['3.3.1 another time zone', { modified: '2025-03-07T00:00:00+03:00' }], ['3.3.1 two moments', { generated: [MOMENT, MOMENT] }],
  ['3.3.1 a body of a day', { body: { value: 'x', created: '2025-03-07' } }],
  ['3.3.2 an agent with two ids', { creator: { id: [HERE, HERE] } }],
  ['3.3.5 a motivation of nobody', { motivation: 'judging' }],
  ['3.3.6 rights in words', { rights: 'all of them' }], ['3.3.7 two canonical IRIs', { canonical: [HERE, HERE] }], ['3.3.7 a way that is no IRI', { via: 'post' }],
  ['4 no source', { target: { type: 'SpecificResource' } }], ['4 two sources', { target: { source: [HERE, HERE] } }], ['4 a source and a value', { body: { source: HERE, value: 'x' } }],
  ['4.1 an external resource with a purpose', { body: { id: HERE, purpose: 'tagging' } }],
  ['4.2 a selector without type', on({ value: 'p1' })], ['4.2 a selector of two types', on({ type: ['CssSelector', 'x:Y'], value: 'p' })],
  ['4.2.1 a fragment without value', on({ type: 'FragmentSelector' })], ['4.2.1 two specifications', on({ type: 'FragmentSelector', value: 'p1', conformsTo: [HERE, HERE] })],
  ['4.2.2 CSS without value', on({ type: 'CssSelector' })], ['4.2.3 two paths', on({ type: 'XPathSelector', value: ['/a', '/b'] })],
  ['4.2.4 a quotation of nothing', on({ type: 'TextQuoteSelector', prefix: 'x' })], ['4.2.4 two words before', on({ type: 'TextQuoteSelector', exact: 'x', prefix: ['a', 'b'] })],
  ['4.2.5 a beginning below 0', on({ type: 'TextPositionSelector', start: -1, end: 2 })], ['4.2.5 no end', on({ type: 'TextPositionSelector', start: 0 })],
  ['4.2.6 half a byte', on({ type: 'DataPositionSelector', start: 0.5, end: 2 })], ['4.2.7 two drawings', on({ type: 'SvgSelector', value: ['<svg/>', '<svg/>'] })],
  ['4.2.8 a range without end', on({ ...between, endSelector: undefined })], ['4.2.9 a refinement without type', on({ type: 'CssSelector', value: 'p', refinedBy: { value: 'x' } })],
  ['4.3 a state without type', during({ sourceDate: MOMENT })], ['4.3.1 a start without end', during({ type: 'TimeState', sourceDateStart: MOMENT })],
  ['4.3.1 a day', during({ type: 'TimeState', sourceDate: '2025-03-07' })], ['4.3.2 a request of nothing', during({ type: 'HttpRequestState' })],
  ['4.4 a style of another type', { stylesheet: { type: 'Style' } }], ['4.4 a class that is no name', { target: { source: HERE, styleClass: 1 } }],
];

const group = { ...small, type: 'AnnotationCollection', total: 1, first: HERE };
const page = { ...small, type: 'AnnotationPage', items: [small] };
const WRONG_AROUND = [
  ['5.1 no context', 'collection', { ...group, '@context': undefined }], ['5.1 another type', 'collection', { ...group, type: 'Collection' }], ['5.1 no id', 'collection', { ...group, id: undefined }],
  ['5.1 a name that is no string', 'collection', { ...group, label: 1 }], ['5.1 a total below 0', 'collection', { ...group, total: -1 }], ['5.1 annotations without a page', 'collection', { ...group, first: undefined }],
  ['5.2 no context', 'page', { ...page, '@context': undefined }], ['5.2 another type', 'page', { ...page, type: 'Page' }], ['5.2 no annotation', 'page', { ...page, items: [] }],
  ['5.2 a start below 0', 'page', { ...page, startIndex: -1 }], ['5.2 part of what has no name', 'page', { ...page, partOf: {} }], ['5.2 two pages next', 'page', { ...page, next: [HERE, HERE] }],
];

const written = (value) => JSON.parse(JSON.stringify(value));

test('what the model allows is kept, and what breaks a rule is refused', () => {
  for (const [what, change] of Object.entries(RIGHT)) assert.ok(keeps.annotation(written({ ...small, ...change })), `${what}: ${ajv.errorsText(keeps.annotation.errors)}`);
  kept('collection', group);
  kept('page', page);
  for (const [what, change] of WRONG) assert.ok(!keeps.annotation(written({ ...small, ...change })), what);
  for (const [what, name, value] of WRONG_AROUND) assert.ok(!keeps[name](written(value)), what);
});
