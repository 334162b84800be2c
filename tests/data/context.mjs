// The terms of http://www.w3.org/ns/anno.jsonld that our files use, so that they can be expanded without a network.
// A term that a file uses and that is missing here makes the expansion fail.
const OA = 'http://www.w3.org/ns/oa#', DC = 'http://purl.org/dc/terms/', AS = 'http://www.w3.org/ns/activitystreams#';
const same = (prefix, names) => Object.fromEntries(names.split(' ').map((name) => [name, prefix + name]));
const to = (id, type = '@id') => ({ '@id': id, '@type': type });

export const URL = 'http://www.w3.org/ns/anno.jsonld';
export const MOTIVATIONS = 'classifying commenting describing highlighting identifying linking';
export const document = {
  '@context': {
    oa: OA, dcterms: DC, skos: 'http://www.w3.org/2004/02/skos/core#', rdfs: 'http://www.w3.org/2000/01/rdf-schema#',
    id: '@id', type: '@type',
    ...same(OA, `Annotation TextualBody SpecificResource TextQuoteSelector TextPositionSelector Motivation ${MOTIVATIONS}`),
    AnnotationCollection: AS + 'OrderedCollection', AnnotationPage: AS + 'OrderedCollectionPage',
    body: to(OA + 'hasBody'), target: to(OA + 'hasTarget'), source: to(OA + 'hasSource'), scope: to(OA + 'hasScope'), selector: to(OA + 'hasSelector'),
    motivation: to(OA + 'motivatedBy', '@vocab'), purpose: to(OA + 'hasPurpose', '@vocab'),
    creator: to(DC + 'creator'), rights: to(DC + 'rights'), created: DC + 'created', modified: DC + 'modified',
    items: { '@id': AS + 'items', '@type': '@id', '@container': '@list' },
    partOf: to(AS + 'partOf'), first: to(AS + 'first'), last: to(AS + 'last'), next: to(AS + 'next'), prev: to(AS + 'prev'),
    total: AS + 'totalItems', startIndex: AS + 'startIndex',
    ...same(OA, 'start end exact prefix suffix'),
    value: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#value', format: 'http://purl.org/dc/elements/1.1/format', language: 'http://purl.org/dc/elements/1.1/language',
    name: 'http://xmlns.com/foaf/0.1/name', label: 'http://www.w3.org/2000/01/rdf-schema#label',
  },
};
