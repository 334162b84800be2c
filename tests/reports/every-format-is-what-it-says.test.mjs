// Programs that read reports take ours: each format holds to its published schema, and says what the others say.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { Ajv } from 'ajv';
import formats from 'ajv-formats';

// Its modules are only half ready for `import`.
const rdformat = createRequire(import.meta.url)('@umbrelladocs/rdformat-validator');

const here = dirname(fileURLToPath(import.meta.url));
const repository = join(here, '../..');
const { target_directory: target } = JSON.parse(
  execFileSync('cargo', ['metadata', '--locked', '--no-deps', '--format-version', '1'], { cwd: repository, encoding: 'utf8' }),
);
const scratch = mkdtempSync(join(tmpdir(), 'postil-reports-'));
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }));

function archive(name, files) {
  const folder = join(scratch, name);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

const sound = archive('sound', { 'content/archive.yaml': 'title: A\n' });
// Signs that formats must escape, letters beyond the first plane, a place over several lines, a control character, a related place.
const broken = archive('broken', {
  'content/archive.yaml': 'title: A "quoted" <title> & more]]> # 3\nnonsense: 1\n',
  'content/documents/a, b%&é/document.yaml': 'title: A\n',
  'content/documents/d/document.yaml': 'title: D\nlanguage: DE\nkind: post\n',
  'content/documents/d/text.md': 'The quays 😀 of حلفر were empty.\n',
  'content/documents/d/notes.yaml':
    '- id: a\n  quote: 😀 of\n  note: "<b>😀</b> & <i>x</i>"\n- id: a\n  quote: The quays\n- id: c\n  quote: empty\n  note: One: two\n    three\n- id: d\n  quote: "bell \\a"\n- id: e\n  quote: حلفر\n  every: yes\n  in: \u2028\n',
  'content/terms.yaml': '- {id: t, term: T, scheme: odd}\n',
});

const report = (folder, format) => {
  const words = ['check', '-C', folder, '--format', format];
  const { stdout, status } = spawnSync(join(target, 'debug/postil'), words, { encoding: 'utf8', env: { ...process.env, GITHUB_STEP_SUMMARY: '' } });
  assert.ok(status === 0 || status === 1, `${format}: ${status}`);
  return stdout;
};
const json = JSON.parse(report(broken, 'json'));
const codes = json.problems.map((problem) => problem.code);

test('the archive under test has much that is wrong', () => {
  assert.ok(new Set(codes).size >= 7, `${codes}`);
  assert.ok(json.problems.some((problem) => problem.fix) && json.problems.some((problem) => problem.related.length > 0));
  assert.ok(json.problems.some((problem) => problem.range.start.line < problem.range.end.line), 'a place over several lines');
});

test('SARIF is valid by the schema of OASIS', () => {
  const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
  formats(ajv);
  const validate = ajv.compile(JSON.parse(readFileSync(join(here, '.schemas/sarif.json'), 'utf8')));
  for (const folder of [sound, broken]) {
    const log = JSON.parse(report(folder, 'sarif'));
    assert.ok(validate(log), JSON.stringify(validate.errors, null, 1));
    const [{ results, tool }] = log.runs;
    for (const { ruleId, ruleIndex } of results) assert.equal(tool.driver.rules[ruleIndex].id, ruleId);
    assert.ok(!validate({ ...log, version: '2.0' }), 'the schema refuses something');
  }
  const [{ results }] = JSON.parse(report(broken, 'sarif')).runs;
  assert.deepEqual(results.map((result) => result.ruleId), codes);
  const uris = results.map((result) => result.locations[0].physicalLocation.artifactLocation.uri);
  assert.deepEqual(uris.map(decodeURIComponent), json.problems.map((problem) => problem.file));
  assert.ok(results.some((result) => result.fixes) && results.some((result) => result.relatedLocations));
});

test('JUnit XML is valid by the schema of the build server that most others follow', () => {
  for (const folder of [sound, broken]) {
    const path = join(scratch, 'junit.xml');
    writeFileSync(path, report(folder, 'junit'));
    const said = spawnSync('xmllint', ['--noout', '--nonet', '--schema', join(here, '.schemas/junit.xsd'), path], { encoding: 'utf8' });
    assert.equal(said.status, 0, said.stderr);
    writeFileSync(path, readFileSync(path, 'utf8').replace('<testsuites', '<testsuites unheard="of"'));
    const refused = spawnSync('xmllint', ['--noout', '--nonet', '--schema', join(here, '.schemas/junit.xsd'), path], { encoding: 'utf8' });
    assert.notEqual(refused.status, 0, 'the schema refuses something');
  }
  const text = report(broken, 'junit');
  assert.equal(text.match(/<testcase /g).length, codes.length);
  assert.equal(text.match(/<failure /g).length, json.counts.errors);
});

test('rdjson is valid for a reader of its format, and its columns count bytes', async () => {
  for (const folder of [sound, broken]) {
    const result = await rdformat.validate(report(folder, 'rdjson'));
    assert.ok(result.valid, JSON.stringify(result.errors ?? result, null, 1));
  }
  const { diagnostics } = JSON.parse(report(broken, 'rdjson'));
  diagnostics.forEach((diagnostic, at) => {
    const problem = json.problems[at];
    assert.equal(diagnostic.code.value, problem.code);
    const lines = readFileSync(join(broken, diagnostic.location.path)).toString('latin1').split('\n');
    const { line, column } = diagnostic.location.range.start;
    const byte = lines.slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, 0) + column - 1;
    assert.equal(byte, problem.range.start.byte, `${diagnostic.location.path}:${line}:${column}`);
  });
});

test('GitLab gets what its reader asks for, and fingerprints that lines do not change', () => {
  // “Code Quality report format” in GitLab's documentation: these fields, these severities, unique fingerprints.
  const check = (entries) => {
    for (const entry of entries) {
      assert.equal(typeof entry.description, 'string');
      assert.equal(typeof entry.check_name, 'string');
      assert.match(entry.fingerprint, /^[0-9a-f]{64}$/);
      assert.ok(['info', 'minor', 'major', 'critical', 'blocker'].includes(entry.severity));
      assert.ok(!entry.location.path.startsWith('./') && Number.isInteger(entry.location.lines.begin));
    }
    const prints = entries.map((entry) => entry.fingerprint);
    assert.equal(new Set(prints).size, prints.length);
    return prints;
  };
  assert.deepEqual(JSON.parse(report(sound, 'gitlab')), []);
  const before = check(JSON.parse(report(broken, 'gitlab')));
  assert.equal(before.length, codes.length);
  const notes = join(broken, 'content/documents/d/notes.yaml');
  const text = readFileSync(notes, 'utf8');
  writeFileSync(notes, `# A line above.\n\n${text}`);
  assert.deepEqual(check(JSON.parse(report(broken, 'gitlab'))), before);
  writeFileSync(notes, text);
});

test('lines of JSON say what the whole says', () => {
  const lines = report(broken, 'jsonl').trimEnd().split('\n').map((line) => JSON.parse(line));
  assert.deepEqual(lines, json.problems.map((problem) => ({ schema: 1, ...problem })));
  assert.equal(report(sound, 'jsonl'), '');
});

test('every line of the concise report is a place, a code and a sentence', () => {
  const lines = report(broken, 'concise').trimEnd().split('\n');
  assert.equal(lines.length, codes.length);
  lines.forEach((line, at) => {
    const { file, range, severity, code } = json.problems[at];
    assert.ok(line.startsWith(`${file}:${range.start.line}:${range.start.column}: ${severity}[${code}]: `), line);
  });
});
