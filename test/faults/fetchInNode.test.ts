import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { HumanError } from '../../src/common/errors.ts';
import { clientRequest, type ClientRequest } from '../../src/engine/requests/clientRequest.ts';
import { fetchCode } from '../../src/engine/export/fetch.ts';
import { rawMessage } from '../../src/engine/export/rawHttp.ts';
import { scratchFolder } from '../unit/engine/scratch.ts';
import { capturedRequest } from '../unit/engine/store/events.ts';
import { speak } from './corpora.ts';
import { corpusValues, shellAttacks } from './hostileValues.ts';
import { Recorder } from './recorder.ts';
import { limit } from '../support/limits.ts';

/** What ends a string, a comment or a script, beside what is hostile to a shell. */
const scriptAttacks = [
  '"; globalThis.x = 1; "',
  '`${globalThis.x = 1}`',
  '*/ throw 1 /*',
  '\u2028throw 1\u2029',
  '</script><!--',
];

/** Headers of Node's fetch that no code asks for. */
const ofFetch = new Set([
  'accept',
  'accept-encoding',
  'accept-language',
  'connection',
  'content-length',
  'host',
  'sec-fetch-mode',
  'user-agent',
]);

function requestsOf(values: readonly Buffer[], origin: string): ClientRequest[] {
  return values.map((body, at) => {
    const value = (values[(at + 1) % values.length] ?? body)
      .toString('latin1')
      .replaceAll(/[^ -~\x80-\xff]/g, '')
      .trim();
    const type = at % 2 === 0 ? ['Content-Type', 'application/json'] : [];
    const target = `/in?x=${encodeURIComponent(body.toString('latin1')).slice(0, 2000)}`.replaceAll(
      "'",
      '%27',
    );
    return clientRequest(
      capturedRequest({ target, rawHeaders: ['X-Value', value, 'X-Empty', '', ...type], body }),
      origin,
    );
  });
}

describe('fetch code and raw messages', function () {
  this.timeout(limit(60_000));
  const scratch = scratchFolder();
  let recorder: Recorder;
  let origin: string;

  beforeEach(async () => {
    recorder = new Recorder();
    origin = await recorder.listen();
  });
  afterEach(() => recorder.close());

  async function run(codes: readonly string[]): Promise<string> {
    const file = join(scratch.path, 'code.mjs');
    const blocks = codes.map((code) => `{\n${code}}\n`).join('');
    writeFileSync(file, `${blocks}console.log(globalThis.x ?? 'nothing else');\n`);
    const child = spawn(process.execPath, [file], { cwd: scratch.path, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    await once(child, 'close');
    return output;
  }

  it('send the same body and headers when Node runs the code', async () => {
    const values = [...shellAttacks, ...scriptAttacks].map((text) => Buffer.from(text));
    const more = [Buffer.from([0, 128, 255]), Buffer.from('\ufeff{}'), ...(corpusValues(40) ?? [])];
    const requests = requestsOf([...values, ...more], origin);
    const output = await run(requests.map(fetchCode));
    assert.match(output, /nothing else\n$/, output.slice(-500));
    assert.deepEqual(readdirSync(scratch.path), ['code.mjs']);
    const sent = await recorder.take(requests.length);
    requests.forEach((request, at) => {
      const recording = sent[at];
      assert.ok(recording !== undefined);
      assert.equal(recording.requestLine, `POST ${request.target} HTTP/1.1`);
      assert.ok(recording.rest.equals(request.body), request.target);
      const own = recording.headers.filter(([name]) => !ofFetch.has(name.toLowerCase()));
      const sorted = (pairs: ClientRequest['headers']): unknown =>
        pairs.map(([name, value]) => [name.toLowerCase(), value]).sort();
      assert.deepEqual(sorted(own), sorted(request.headers));
    });
  });

  it('say in comments what fetch does otherwise', () => {
    const code = (change: Parameters<typeof capturedRequest>[0]): string =>
      fetchCode(clientRequest(capturedRequest(change), origin));
    assert.match(code({ target: '/a/../b' }), /^\/\/ fetch writes the path "\/a\/\.\.\/b" as "\/b"\.$/m);
    assert.match(
      code({ rawHeaders: ['X-A', '1', 'x-a', '2'] }),
      /^\/\/ fetch joins headers of one name into one: "X-A"\.$/m,
    );
    assert.match(code({ method: 'GET' }), /^\/\/ fetch sends no body with "GET": 5 bytes are left out\.$/m);
    assert.match(code({ method: 'post' }), /^\/\/ fetch writes the method "post" in capitals\.$/m);
    assert.match(code({ target: '/\xe2\x80\xa8x' }), /^[ -~\n]*$/);
    assert.throws(() => code({ method: 'TRACE' }), HumanError);
    assert.throws(() => code({ target: '*' }), HumanError);
  });

  it('are the message as it was on the wire', async () => {
    const rawHeaders = ['Host', 'a', 'X-B', '\xff', 'Content-Length', '5'];
    const message = rawMessage(capturedRequest({ target: '/a/../b', rawHeaders }));
    assert.equal(
      await speak(Number(new URL(origin).port), message),
      'HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok',
    );
    const [recording] = await recorder.take(1);
    assert.equal(recording?.requestLine, 'POST /a/../b HTTP/1.1');
    assert.deepEqual(recording?.headers.flat(), rawHeaders);
    assert.deepEqual([...(recording?.rest ?? [])], [0, 1, 2, 0xff, 0xfe]);
  });

  it('are framed where the message was chunked, and are what is kept of one that was refused', () => {
    const chunked = {
      rawHeaders: ['Transfer-Encoding', 'gzip, Chunked'],
      rawTrailers: ['X-T', '1'],
      target: '/',
    };
    const text = (change: Parameters<typeof capturedRequest>[0]): string =>
      rawMessage(capturedRequest(change)).toString('latin1');
    const head = 'POST / HTTP/1.1\r\nTransfer-Encoding: gzip, Chunked\r\n\r\n';
    assert.equal(
      text({ ...chunked, body: Buffer.from('x'.repeat(17)) }),
      `${head}11\r\n${'x'.repeat(17)}\r\n0\r\nX-T: 1\r\n\r\n`,
    );
    assert.equal(text({ ...chunked, body: Buffer.alloc(0) }), `${head}0\r\nX-T: 1\r\n\r\n`);
    const refusal = { code: 'notHttp', detail: '' } as const;
    assert.equal(
      text({ refusal, method: '', target: '', rawHeaders: [], body: Buffer.from('\x16\x03') }),
      '\x16\x03',
    );
  });
});
