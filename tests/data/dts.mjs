// What answers of Distributed Text Services must be, as one JSON Schema in our own words; each rule names its section of version 1.0
// of the specification, https://dtsapi.org/versions/v1.0. Its published validator and schemas come in no package of npm or PyPI; the
// validator was run by hand beside these rules.
const rule = (section, schema) => ({ $comment: section, ...schema });
const a = (name) => ({ $ref: `#/definitions/${name}` });
const text = { type: 'string', minLength: 1 };
const count = { type: 'integer', minimum: 0 };
const list = (name) => ({ type: 'array', items: a(name) });
/** An object with these fields, those with a `?` optional, and no other. */
const object = (fields) => ({
  type: 'object', additionalProperties: false,
  required: Object.keys(fields).filter((name) => !name.endsWith('?')),
  properties: Object.fromEntries(Object.entries(fields).map(([name, schema]) => [name.replace('?', ''), schema])),
});
/** A template with these parameters and no other; the parameters of a call that no template offers cannot be made. */
const template = (...names) => ({ type: 'string', pattern: `^[^{}]*(\\{[/;?&]?(${names.join('|')})(,(${names.join('|')}))*\\}[^{}]*)*$` });
const calls = {
  collection: template('id', 'page', 'nav'),
  navigation: template('resource', 'ref', 'start', 'end', 'down', 'tree', 'page'),
  document: template('resource', 'ref', 'start', 'end', 'tree', 'mediaType'),
};
const top = { '@context': { type: 'string', const: 'https://dtsapi.org/context/v1.0.json' }, dtsVersion: { const: '1.0' } };
const described = {
  '@id': text, dtsVersion: { const: '1.0' }, title: text, totalParents: count, totalChildren: count, collection: calls.collection,
  'description?': text, 'dublinCore?': a('dublinCore'), '@context?': top['@context'], 'member?': list('member'),
};
const terms = 'abstract alternative contributor created creator date description format hasFormat identifier isPartOf issued language license publisher relation rights source spatial subject temporal title type';

const definitions = {
  entry: rule('Scheme for Entry Endpoint Responses', object({ ...top, '@id': text, '@type': { const: 'EntryPoint' }, ...calls })),
  collection: rule('Scheme for Collection API Responses', object({ ...described, '@type': { const: 'Collection' } })),
  resource: rule('Scheme for Collection API Responses, Resource', object({
    ...described, '@type': { const: 'Resource' }, navigation: calls.navigation, document: calls.document,
    'download?': text, 'mediaTypes?': { type: 'array', items: text }, citationTrees: list('tree'),
  })),
  member: { if: { properties: { '@type': { const: 'Resource' } } }, then: a('resource'), else: a('collection') },
  tree: rule('CitationTree; of the only tree there is no identifier', object({ '@type': { const: 'CitationTree' }, 'citeStructure?': list('structure') })),
  structure: rule('CiteStructure', object({ '@type?': { const: 'CiteStructure' }, citeType: text, 'citeStructure?': list('structure') })),
  unit: rule('CitableUnit', object({
    '@id?': text, '@type': { const: 'CitableUnit' }, identifier: text, level: { type: 'integer', minimum: 1 }, parent: { type: ['string', 'null'] },
    'citeType?': text, 'dublinCore?': a('dublinCore'),
  })),
  navigation: rule('Navigation Object', object({
    ...top, '@id': { type: 'string', pattern: '^https://' }, '@type': { const: 'Navigation' }, resource: a('resource'), 'ref?': a('unit'), 'start?': a('unit'), 'end?': a('unit'), member: list('unit'),
  })),
  dublinCore: rule('MetadataObject Structure', {
    type: 'object', propertyNames: { enum: terms.split(' ') },
    additionalProperties: { anyOf: [text, { type: 'number' }, { type: 'array', items: { anyOf: [text, object({ lang: text, value: text })] } }] },
  }),
  /** Whoever tells where a range begins tells where it ends, and of no paragraph alone. */
  range: rule('Navigation Object, start and end', { dependencies: { start: ['end'], end: ['start'], ref: { not: { required: ['start'] } } } }),
  answered: { required: ['@context'] },
};

/** The rules for the answer to a call: `entry`, `collection`, `resource` or `navigation`. */
export const answers = (name) => ({ $schema: 'http://json-schema.org/draft-07/schema#', definitions, allOf: [a(name), a('answered'), a('range')] });
