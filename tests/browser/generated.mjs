// An archive made for the browser alone: an interface from right to left, texts of both directions beside each other,
// a page with 500 notes, a page with 60. The harbour of Halver and everybody in it are invented.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A word and an address that no line of a phone holds. */
export const LONG = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft';
const ADDRESS = 'https://example.org/' + 'a1b2c3d4e5'.repeat(12);

/** Writes the archive into `folder`/content. */
export function writeArchive(folder) {
  for (const [path, text] of Object.entries({ ...records(), ...crowded(), ...sixty(), ...arabicWithEnglish(), ...englishWithArabic() })) {
    const file = join(folder, 'content', path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}

function records() {
  return {
    'archive.yaml': `title: {ar: أرشيف ميناء هالفر, en: Harbour archive of Halver}
subtitle: {ar: نصوص عن إضراب عمال الميناء مع شروح جانبية}
description: {ar: وثائق متخيلة عن إضراب في ميناء لا وجود له., en: Invented papers on a strike in a harbour that does not exist.}
language: ar
editors:
  - {id: reader, name: A reader of proofs}
license: CC-BY-4.0
`,
    'questions.yaml': `- id: boats
  asks: كم قاربًا غادر الميناء؟
  kind: figure
  unit: boat
  event: strike
  cumulative: true
  scopes:
    - {id: all-boats, label: كل القوارب}
    - {id: small-boats, label: القوارب الصغيرة منها, within: all-boats}
- id: cause
  asks: لماذا توقف العمال عن العمل؟
  kind: position
  event: strike
  exclusive: true
  positions:
    - {id: wages, says: بسبب الأجور}
    - {id: hours, says: بسبب ساعات العمل}
`,
    'terms.yaml': `- id: idrab
  term: إضراب
  language: ar
  scheme: loaded
  says: توقف جماعي عن العمل لتحقيق مطلب.
- id: mutiny
  term: mutiny
  language: en
  scheme: loaded
  says: كلمة إنجليزية تجعل من التوقف عن العمل خروجًا على القانون.
  related: idrab
`,
    'entities/all.yaml': `- id: board
  type: organisation
  name: {ar: مجلس الميناء, en: The harbour board}
  match: true
- id: union
  type: organisation
  name: {ar: نقابة البحارة, en: The seamen’s union}
- id: strike
  type: event
  name: {ar: إضراب الميناء, en: The harbour strike}
  date: 1911-08-14
  place: halver
- id: halver
  type: place
  name: {ar: هالفر, en: Halver}
  match: true
  coordinates: [57.1, -2.1]
`,
    'entities/long.yaml': `- {id: company, type: organisation, name: ${LONG}, match: true}
`,
    'bibliography.yaml': `ledger:
    type: book
    title: Ledger of the harbour
    author: Board, Harbour
    date: 1911
`,
    'pages/about.md': `# عن هذا الأرشيف\n\nنصوص متخيلة كتبت لاختبار الموقع. انظر [](document:two) و [](question:boats).\n`,
  };
}

/** Notes of every kind by turns, on quotations that are given. */
function notes(quotations, { language }) {
  const arabic = language === 'ar';
  const kinds = [
    (n) => `  claim:\n    says: ${arabic ? `غادر القارب ${n} الميناء قبل الفجر` : `Boat ${n} left before dawn`}.\n    asserter: union\n    modality: attributed\n    question: boats\n    basis: {kind: witness, by: union, cite: ledger}\n    figures:\n      - {min: ${n}, of: all-boats, as_of: 1911-08-${String(1 + n % 28).padStart(2, '0')}}\n`,
    (n) => `  wording: {term: ${arabic ? 'idrab' : 'mutiny'}, gloss: ${arabic ? 'توقف' : 'the board’s word for it'}}\n`,
    (n) => `  note: ${arabic ? `ملاحظة المحرر رقم ${n} عن هذه الجملة.` : `Remark ${n} of the editor on this sentence.`}\n`,
    (n) => `  translation: {to: ${arabic ? 'en' : 'ar'}, gloss: ${arabic ? `boat ${n}` : `القارب ${n}`}, literal: ${arabic ? 'vessel' : 'مركب'}, certainty: high, method: human, by: reader}\n  note: A second line, so that there is more to open.\n`,
    (n) => `  claim:\n    says: ${arabic ? `توقف العمال بسبب الأجور، كما يقول القارب ${n}` : `The crew of boat ${n} stopped for wages`}.\n    asserter: board\n    modality: alleged\n    question: cause\n    answer: ${n % 2 ? 'wages' : 'hours'}\n`,
  ];
  return quotations.map((quotation, index) => `- id: n${index + 1}\n  quote: ${quotation}\n${kinds[index % kinds.length](index + 1)}`).join('');
}

function document(id, { title, language, siglum, ...rest }, text, sidecar, more = {}) {
  const record = Object.entries(rest).map(([key, value]) => `${key}: ${value}\n`).join('');
  const folder = `documents/${id}/`;
  return {
    [folder + 'document.yaml']: `title: ${title}\nlanguage: ${language}\nsiglum: ${siglum}\nkind: report\npublisher: union\nissued: 1911-08-15\n${record}`,
    [folder + 'text.md']: text,
    [folder + 'notes.yaml']: sidecar,
    ...Object.fromEntries(Object.entries(more).map(([name, content]) => [folder + name, content])),
  };
}

/** Sentences in paragraphs of `each`, under the first of them a heading. */
const paragraphs = (sentences, each) =>
  sentences.reduce((text, sentence, index) => text + (index === 0 ? '' : index % each ? ' ' : '\n\n') + sentence, '') + '\n';

const numbers = (count) => Array.from({ length: count }, (_, index) => index + 1);

function crowded() {
  const sentence = (n) => `غادر القارب رقم ${n} الميناء قبل الفجر، وقال البحارة لمجلس الميناء إن الحمولة كانت ناقصة.`;
  const quotations = numbers(500).map((n) => `غادر القارب رقم ${n} الميناء`);
  return document('crowded', { title: 'خمسمئة قارب', language: 'ar', siglum: 'CR' }, paragraphs(numbers(500).map(sentence), 4), notes(quotations, { language: 'ar' }));
}

function sixty() {
  const sentence = (n) => `Boat ${n} of Halver lay at the quay until the men came back, and nobody on board said who had sent them away that morning.`;
  const quotations = numbers(60).map((n) => `Boat ${n} of Halver lay`);
  return document('sixty', { title: 'Sixty boats', language: 'en', siglum: 'SX' }, paragraphs(numbers(60).map(sentence), 3), notes(quotations, { language: 'en' }));
}

function arabicWithEnglish() {
  const text = `# بيان

قالت نقابة البحارة إن 40 قاربًا غادرت هالفر يوم الاثنين.

- رصيف الشمال: 30 قاربًا
- رصيف الجنوب: 10 قوارب

> لا نعود قبل أن تدفع الأجور.

ورد مجلس الميناء بأن الإضراب 3–5 آب غير قانوني.
`;
  const translation = `# Statement

The seamen’s union said that 40 boats left Halver on Monday.

- North quay: 30 boats
- South quay: 10 boats

> We do not return before wages are paid.

The harbour board answered that the strike of 3–5 August is a mutiny.
`;
  const record = {
    title: 'بيان النقابة', language: 'ar', siglum: 'TW', title_translated: '{en: Statement of the union}',
    content_notes: '[{about: مشاجرة على الرصيف, paragraphs: [p2]}]', translations: '[{language: en, method: human, by: reader}]',
  };
  const sidecar = `- id: forty
  quote: 40 قاربًا
  claim:
    says: غادر 40 قاربًا الميناء.
    asserter: union
    modality: attributed
    question: boats
    basis: {kind: count, by: union, lineage: union}
    figures:
      - {value: 40, of: all-boats}
- id: strike
  quote: الإضراب
  wording: {term: idrab, gloss: توقف عن العمل}
- id: unlawful
  quote: غير قانوني
  note: انظر [](note:forty).
  claim: {says: الإضراب غير قانوني., asserter: board, modality: asserted}
  relates: {to: forty, as: disputes}
- id: mutiny
  on: en
  quote: mutiny
  wording: {term: mutiny, gloss: تمرد}
`;
  return document('two', record, text, sidecar, { 'text.en.md': translation });
}

function englishWithArabic() {
  const text = `The harbour board counted *thirty boats* on Tuesday.

| quay | boats | days |
|---|---|---|
| north | 20 | 3 |
| south | 10 | 4 |

\`\`\`
quay = north
sum = e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
\`\`\`

Nobody was asked.

The ${LONG} said nothing.
`;
  const translation = `أحصى مجلس الميناء ثلاثين قاربًا يوم الثلاثاء.

| الرصيف | القوارب | الأيام |
|---|---|---|
| الشمال | 20 | 3 |
| الجنوب | 10 | 4 |

\`\`\`
quay = north
\`\`\`

لم يسأل أحد.

لم تقل ${LONG} شيئًا.
`;
  const further = `Dewan pelabuhan menghitung *tiga puluh perahu* pada hari Selasa.

| dermaga | perahu | hari |
|---|---|---|
| utara | 20 | 3 |
| selatan | 10 | 4 |

\`\`\`
quay = north
\`\`\`

Tidak ada yang ditanya.

${LONG} tidak mengatakan apa-apa.
`;
  const record = { title: 'Thirty boats', language: 'en', siglum: 'EN', translations: '[{language: ar, method: machine}, {language: id, method: machine}]' };
  const sidecar = `- id: thirty
  quote: thirty boats
  claim:
    says: بقي 30 قاربًا.
    asserter: board
    modality: asserted
    question: boats
    basis: {kind: count, by: board, lineage: board}
    figures:
      - {value: 30, of: all-boats, as_of: 1911-08-15}
  relates: {to: two/forty, as: contradicts}
- id: address
  quote: said nothing
  claim: {says: 'Read it at ${ADDRESS}', asserter: company, modality: asserted}
- id: nobody
  on: ar
  quote: لم يسأل أحد
  note: هكذا في الترجمة.
`;
  return document('back', record, text, sidecar, { 'text.ar.md': translation, 'text.id.md': further });
}
