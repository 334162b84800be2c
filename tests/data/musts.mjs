// What W3C's Web Annotation Data Model demands with MUST, as one JSON Schema in our own words; each rule names its section of
// the Recommendation of 23 February 2017, https://www.w3.org/TR/annotation-model/. The W3C's own suite of schemas,
// web-annotation-tests, comes in no package of npm or PyPI; it was run by hand beside these rules.
const rule = (section, schema) => ({ $comment: section, ...schema });
const a = (name) => ({ $ref: `#/definitions/${name}` });
const has = (...names) => ({ required: names });
const lacks = (...names) => ({ not: { anyOf: names.map((name) => has(name)) } });
const many = (schema) => ({ anyOf: [schema, { type: 'array', minItems: 1, items: schema }] });
const word = (name) => ({ anyOf: [{ const: name }, { type: 'array', contains: { const: name } }] });
const typed = (name) => ({ required: ['type'], properties: { type: word(name) } });
const either = (condition, yes, no) => ({ if: condition, then: yes, else: no });

const text = { type: 'string' };
const list = (name) => ({ type: 'array', minItems: 1, items: a(name) });
const value = { required: ['value'], properties: { value: text } };
const positions = { required: ['start', 'end'], properties: { start: a('count'), end: a('count') } };
const head = (name) => ({ '@context': a('context'), id: a('iri'), type: word(name) });
const words = 'assessing bookmarking classifying commenting describing editing highlighting identifying linking moderating questioning replying tagging';

/** A body or a target, an IRI or an object; `rest` are the kinds of objects that are no Choice. */
const resource = (name, rest) => {
  const choice = rule('3.2.7 exactly one type; the resources in a list', {
    required: ['items'], properties: { type: { const: 'Choice' }, items: list(name) }, ...lacks('value', 'source', 'purpose'),
  });
  return { anyOf: [a('iri'), { type: 'object', allOf: [a('described'), either(typed('Choice'), choice, rest)] }] };
};
/** A selector or a state: exactly one type, and what that type asks. */
const specifier = (section, kinds, refined) => rule(section, {
  type: 'object', required: ['type'],
  properties: { type: { enum: Object.keys(kinds) }, refinedBy: many({ anyOf: [a('iri'), ...refined] }) },
  allOf: Object.entries(kinds).map(([name, then]) => ({ if: { properties: { type: { const: name } } }, then })),
});
const isText = { anyOf: [typed('TextualBody'), has('value')] };
const isSpecific = { anyOf: [typed('SpecificResource'), has('source')] };

const definitions = {
  iri: { type: 'string', pattern: '^[A-Za-z][A-Za-z0-9+.-]*:[^\\s<>"{}|\\\\^`]+$' },
  moment: rule('3.3.1 xsd:dateTime in UTC, written with Z', {
    type: 'string', pattern: '^-?\\d{4,}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])T([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(\\.\\d+)?Z$',
  }),
  count: { type: 'integer', minimum: 0 },
  context: rule('3.1 one of the contexts is the model’s; alone it is a string', {
    anyOf: [{ const: 'http://www.w3.org/ns/anno.jsonld' }, { type: 'array', minItems: 2, ...word('http://www.w3.org/ns/anno.jsonld').anyOf[1] }],
  }),
  agent: rule('3.3.2 one IRI at most', { anyOf: [a('iri'), { type: 'object', properties: { id: a('iri') } }] }),
  described: {
    properties: {
      id: rule('3.2.1, 3.2.4, 3.2.7, 4 one IRI at most', { allOf: [a('iri')] }),
      textDirection: rule('3.2.1 one of three', { enum: ['ltr', 'rtl', 'auto'] }),
      processingLanguage: rule('3.2.1 one at most', text),
      created: a('moment'), modified: a('moment'), generated: a('moment'),
      creator: many(a('agent')), generator: many(a('agent')),
      rights: rule('3.3.6 IRIs', many(a('iri'))),
      canonical: rule('3.3.7 one IRI at most', { allOf: [a('iri')] }),
      via: rule('3.3.7 IRIs', many(a('iri'))),
    },
  },
  annotation: rule('3.1 exactly one id, the type Annotation, one target or more', {
    type: 'object', required: ['@context', 'id', 'type', 'target'], allOf: [a('described')],
    properties: {
      ...head('Annotation'), target: many(a('target')), body: many(a('body')),
      bodyValue: rule('3.2.5 a single string', text),
      motivation: rule('3.3.5 words of the model, or IRIs', many({ anyOf: [{ enum: words.split(' ') }, a('iri')] })),
      stylesheet: rule('4.4 one at most; a type that it has is CssStylesheet', {
        anyOf: [a('iri'), { type: 'object', properties: { type: { const: 'CssStylesheet' } } }],
      }),
    },
    dependencies: { bodyValue: rule('3.2.5 a string or bodies, not both', lacks('body')) },
  }),
  body: resource('body', either(isSpecific, a('specific'), either(isText, a('textual'), a('external')))),
  target: resource('target', either(isSpecific, a('specific'), { allOf: [a('external'), rule('3.2.4 text is embedded in bodies', { not: isText })] })),
  external: rule('3.2.1 exactly one id; 4.1 with a purpose it is a Specific Resource', { ...has('id'), ...lacks('items', 'purpose') }),
  textual: rule('3.2.4 exactly one value', { ...value, ...lacks('items', 'source') }),
  specific: rule('4 exactly one source', {
    ...has('source'), ...lacks('items', 'value'),
    properties: {
      source: { anyOf: [a('iri'), { type: 'object', allOf: [a('described'), has('id')] }] },
      selector: many({ anyOf: [a('iri'), a('selector')] }),
      state: many({ anyOf: [a('iri'), a('state')] }),
      styleClass: rule('4.4 names of classes', many(text)),
    },
  }),
  selector: specifier('4.2 exactly one type', {
    FragmentSelector: rule('4.2.1 exactly one value, one conformsTo at most', { ...value, properties: { value: text, conformsTo: a('iri') } }),
    CssSelector: rule('4.2.2 exactly one value', value),
    XPathSelector: rule('4.2.3 exactly one value', value),
    TextQuoteSelector: rule('4.2.4 exactly one exact, one prefix and one suffix at most', {
      ...has('exact'), properties: { exact: text, prefix: text, suffix: text },
    }),
    TextPositionSelector: rule('4.2.5 exactly one start and one end, whole numbers from 0', positions),
    DataPositionSelector: rule('4.2.6 exactly one start and one end', positions),
    SvgSelector: rule('4.2.7 one value at most', { properties: { value: text } }),
    RangeSelector: rule('4.2.8 exactly one start and one end', {
      ...has('startSelector', 'endSelector'), properties: { startSelector: a('selector'), endSelector: a('selector') },
    }),
  }, [a('selector')]),
  state: specifier('4.3 exactly one type', {
    TimeState: rule('4.3.1 moments in UTC; a start has an end', {
      properties: { sourceDate: many(a('moment')), sourceDateStart: a('moment'), sourceDateEnd: a('moment') },
      dependencies: { sourceDateStart: ['sourceDateEnd'], sourceDateEnd: ['sourceDateStart'] },
    }),
    HttpRequestState: rule('4.3.2 exactly one value', value),
  }, [a('state'), a('selector')]),
  collection: rule('5.1 exactly one id, the type AnnotationCollection; a first page where there are annotations', {
    type: 'object', required: ['@context', 'id', 'type'], allOf: [a('described')],
    properties: {
      ...head('AnnotationCollection'), label: many(text), total: a('count'), last: a('iri'),
      first: { anyOf: [a('iri'), { type: 'object', required: ['id', 'type', 'items'] }] },
    },
    if: { ...has('total'), properties: { total: { minimum: 1 } } }, then: has('first'),
  }),
  page: rule('5.2 exactly one id, the type AnnotationPage, one annotation or more', {
    type: 'object', required: ['@context', 'id', 'type', 'items'], allOf: [a('described')],
    properties: {
      ...head('AnnotationPage'), items: { type: 'array', minItems: 1 }, next: a('iri'), prev: a('iri'), startIndex: a('count'),
      partOf: { anyOf: [a('iri'), { type: 'object', ...has('id'), properties: { id: a('iri') } }] },
    },
  }),
};

/** The rules for an `annotation`, a `collection` or a `page`. */
export const musts = (name) => ({ $schema: 'http://json-schema.org/draft-07/schema#', definitions, allOf: [a(name)] });
