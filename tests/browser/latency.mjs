// From saving to seeing, in Chromium: started by hand on a quiet machine, with the program that readers of the README build.
//   cargo build --release && node tests/browser/latency.mjs target/release/postil [saves] [documents]
// Without a number of documents the demonstration is previewed, else an archive that tests/bench/corpus.py invents.
process.env.POSTIL = process.argv[2] ?? 'target/release/postil';
const saves = Number(process.argv[3] ?? 48);
const documents = Number(process.argv[4] ?? 0);

const { execFileSync } = await import('node:child_process');
const { mkdtempSync, rmSync } = await import('node:fs');
const { tmpdir } = await import('node:os');
const { join } = await import('node:path');
const { fileURLToPath } = await import('node:url');
const { chromium } = await import('playwright-core');
const { CHROMIUM } = await import('../chromium.mjs');
const { preview, visitPreview } = await import('./preview.mjs');

const browser = await chromium.launch(CHROMIUM);
const invented = documents > 0 ? mkdtempSync(join(tmpdir(), 'postil-latency-')) : undefined;
if (invented) execFileSync('python3', ['-c', `import corpus; corpus.postil('${invented}', ${documents}, 'claims')`], { cwd: fileURLToPath(new URL('../bench', import.meta.url)) });
const shown = await preview({ archive: invented });
if (invented) rmSync(invented, { recursive: true });
const window = await (await browser.newContext({ viewport: { width: 1440, height: 1000 } })).newPage();

/** What is saved, and where it is seen: a note, a text, a page of prose, a name that stands everywhere. */
const ofInvented = [
  ['note', 'documents/letter-00000.html', 'documents/letter-00000/notes.yaml', (text, mark) => text.replace(/note: (Mark\d+ )?/, `note: ${mark} `)],
  ['claim', 'questions/toll-0.html', 'documents/letter-00000/notes.yaml', (text, mark) => text.replace(/says: "(Mark\d+ )?/, `says: "${mark} `)],
  ['archive', 'index.html', 'archive.yaml', (text, mark) => text.replace(/title: (Mark\d+ )?/, `title: ${mark} `)],
];
const kinds = invented ? ofInvented : [
  ['note', 'documents/hecatomb.html', 'documents/hecatomb/notes.yaml', (text, mark) => text.replace(/says: (Mark\d+ )?/, `says: ${mark} `)],
  ['page', 'method.html', 'pages/method.md', (text, mark) => text.replace(/\n\n(Mark\d+ )?/, `\n\n${mark} `)],
  ['question', 'questions.html', 'questions.yaml', (text, mark) => text.replace(/asks: (Mark\d+ )?/, `asks: ${mark} `)],
  ['archive', 'index.html', 'archive.yaml', (text, mark) => text.replace(/en: (Mark\d+ )?/, `en: ${mark} `)],
];

const all = [];
for (const [kind, path, file, change] of kinds) {
  await visitPreview(window, shown, path);
  const times = [];
  for (let save = 0; save < Math.ceil(saves / kinds.length); save++) {
    const mark = `Mark${save}`;
    // Seen is painted: the frame behind the one in which the words are there.
    const seen = window.evaluate((mark) => new Promise((found) => {
      const look = () => document.body.textContent.includes(mark) && requestAnimationFrame(() => requestAnimationFrame(() => { watch.disconnect(); found(performance.timeOrigin + performance.now()); }));
      const watch = new MutationObserver(look);
      watch.observe(document.documentElement, { subtree: true, childList: true, characterData: true });
      look();
    }), mark);
    // The question must be in the page before the answer can be.
    await window.evaluate(() => 0);
    const start = performance.timeOrigin + performance.now();
    shown.save(file, change(shown.text(file), mark));
    times.push((await seen) - start);
  }
  // The first save finds nothing warm; it is told with the others.
  all.push(...times);
  report(kind, times);
}
report('all', all);
await browser.close();
shown.end();

function report(name, times) {
  const sorted = [...times].sort((left, right) => left - right);
  const at = (share) => Math.round(sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)]);
  console.log(`${name.padEnd(9)} ${String(sorted.length).padStart(3)} saves  p50 ${at(0.5)} ms  p95 ${at(0.95)} ms  worst ${at(1)} ms`);
}
