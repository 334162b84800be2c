// yaml-language-server as an editor starts it, over standard input and output, without any settings.
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

const folder = dirname(createRequire(import.meta.url).resolve('yaml-language-server/package.json'));

/** A language server for an archive. */
export class Server {
  #process = spawn(process.execPath, [join(folder, 'bin/yaml-language-server'), '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
  #received = Buffer.alloc(0);
  #waiting = new Map();
  #told = new Map();
  #number = 0;
  #opened = 0;

  constructor(archive) {
    this.archive = archive;
    this.#process.stdout.on('data', (bytes) => this.#read(bytes));
  }

  async start() {
    const root = pathToFileURL(this.archive).href;
    const capabilities = {
      textDocument: {
        completion: { completionItem: { snippetSupport: true, documentationFormat: ['markdown', 'plaintext'] } },
        hover: { contentFormat: ['markdown', 'plaintext'] },
        publishDiagnostics: {},
      },
      workspace: { workspaceFolders: true },
    };
    await this.#ask('initialize', { processId: process.pid, rootUri: root, workspaceFolders: [{ uri: root, name: 'archive' }], capabilities });
    this.#tell('initialized', {});
    return this;
  }

  /** Opens a file with a text, of which `¦` marks the cursor; what is asked there is about this text. */
  open(path, marked) {
    const at = marked.indexOf('¦');
    const text = marked.replace('¦', '');
    const before = marked.slice(0, at).split('\n');
    // What is said of a file that was closed may still be on its way: each text is a file of its own.
    this.#opened += 1;
    const uri = pathToFileURL(join(this.archive, path.replace('.yaml', `.${this.#opened}.yaml`))).href;
    this.#tell('textDocument/didOpen', { textDocument: { uri, languageId: 'yaml', version: 1, text } });
    return { textDocument: { uri }, position: { line: before.length - 1, character: before.at(-1).length } };
  }

  close({ textDocument }) {
    this.#tell('textDocument/didClose', { textDocument });
    this.#told.delete(textDocument.uri);
  }

  /** What is offered at the cursor, by label. */
  async completion(path, marked) {
    const place = this.open(path, marked);
    const answer = await this.#ask('textDocument/completion', place);
    this.close(place);
    return (answer?.items ?? answer ?? []).map((item) => ({ label: item.label, word: text(item.documentation), insert: item.insertText }));
  }

  /** What is said about the word at the cursor. */
  async hover(path, marked) {
    const place = this.open(path, marked);
    const answer = await this.#ask('textDocument/hover', place);
    this.close(place);
    return text(answer?.contents);
  }

  /** What is marked as wrong in a text. */
  async mistakes(path, marked) {
    const place = this.open(path, `${marked}¦`);
    const { uri } = place.textDocument;
    const told = await new Promise((resolve) => this.#told.set(uri, resolve));
    this.close(place);
    return told.map((mistake) => ({ line: mistake.range.start.line + 1, message: mistake.message }));
  }

  async stop() {
    await this.#ask('shutdown', null);
    this.#tell('exit');
    this.#process.kill();
  }

  #send(message) {
    const body = Buffer.from(JSON.stringify({ jsonrpc: '2.0', ...message }));
    this.#process.stdin.write(`Content-Length: ${body.length}\r\n\r\n`);
    this.#process.stdin.write(body);
  }

  #tell(method, params) {
    this.#send({ method, params });
  }

  #ask(method, params) {
    this.#number += 1;
    this.#send({ id: this.#number, method, params });
    return new Promise((resolve, reject) => this.#waiting.set(this.#number, { resolve, reject }));
  }

  #read(bytes) {
    this.#received = Buffer.concat([this.#received, bytes]);
    for (;;) {
      const end = this.#received.indexOf('\r\n\r\n');
      if (end < 0) return;
      const length = Number(this.#received.subarray(0, end).toString().match(/Content-Length: (\d+)/i)[1]);
      if (this.#received.length < end + 4 + length) return;
      const message = JSON.parse(this.#received.subarray(end + 4, end + 4 + length));
      this.#received = this.#received.subarray(end + 4 + length);
      this.#take(message);
    }
  }

  #take({ id, method, params, result, error }) {
    if (method === 'textDocument/publishDiagnostics') {
      this.#told.get(params.uri)?.(params.diagnostics);
    } else if (method && id !== undefined) {
      // An editor without settings has no answer to what a server wants to know of it.
      this.#send({ id, result: method === 'workspace/configuration' ? params.items.map(() => null) : null });
    } else if (this.#waiting.has(id)) {
      const { resolve, reject } = this.#waiting.get(id);
      this.#waiting.delete(id);
      if (error) reject(new Error(error.message));
      else resolve(result);
    }
  }
}

const text = (contents) => (typeof contents === 'string' ? contents : (contents?.value ?? ''));
