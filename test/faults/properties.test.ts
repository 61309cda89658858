import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { passedOn } from '../../src/engine/send/outgoing.ts';
import { clientRequest } from '../../src/engine/requests/clientRequest.ts';
import { curlCall } from '../../src/engine/export/curl.ts';
import { parseHttpFile, urlOf } from '../../src/engine/requests/httpFile.ts';
import { printFixture, printToEdit } from '../../src/engine/requests/httpPrint.ts';
import { posixCommand } from '../../src/engine/export/shells/posix.ts';
import { noFields } from '../../src/engine/signature/requestParts.ts';
import { compileTemplate, fillTemplate } from '../../src/engine/signature/template.ts';
import { JsonDocument } from '../../src/webview/payload/jsonDocument.ts';
import { tries } from '../support/properties.ts';
import { storedEvent } from '../unit/engine/export/events.ts';
import { exportedEvent, forms } from '../unit/engine/export/fileForms.ts';
import { scratchFolder } from '../unit/engine/scratch.ts';
import { partsOf } from '../unit/engine/signature/holding.ts';
import { capturedRequest } from '../unit/engine/store/events.ts';
import { speak } from './corpora.ts';
import { EngineUnderTest } from './engineUnderTest.ts';
import { body, foreignTarget, headers, headerValue, method, oddJson, target } from './inputs.ts';

const to = { target: 'http://localhost:3000/' };
const remarks = { always: ['a remark'], captured: ['not text'] };

describe('Headers of any kind', () => {
  const scratch = scratchFolder();

  it('are stored as they came: names, bytes, order, twice', async () => {
    const engine = new EngineUnderTest(scratch.path);
    await engine.listen();
    const property = fc.asyncProperty(headers, target, async (sent, at) => {
      const lines = [...sent, ['Connection', 'close']].map(([name, value]) => `${name}: ${value}\r\n`);
      const request = `GET ${at} HTTP/1.0\r\n${lines.join('')}\r\n`;
      assert.match(await speak(engine.port, Buffer.from(request, 'latin1')), /^HTTP\/1\.1 200 /);
      const detail = await engine.call('getEvent', { id: (await engine.newest()).id });
      assert.deepEqual(detail?.headers, [...sent, ['Connection', 'close']]);
      assert.equal(detail.target, at);
    });
    await fc.assert(property, tries(200));
    await engine.close();
  });
});

describe('Requests of any kind', () => {
  for (const { name, roundTrip } of forms) {
    it(`come back from ${name} as they are`, () => {
      const property = fc.property(method, foreignTarget, headers, body, (verb, at, sent, bytes) => {
        const event = exportedEvent({ method: verb, target: at, rawHeaders: sent.flat(), body: bytes });
        const { request } = roundTrip(event);
        assert.deepEqual({ ...request, bodyMilliseconds: 3 }, event.event.request);
      });
      fc.assert(property, tries());
    });
  }

  it('come back from a document to edit, but for what it says that it leaves out', () => {
    const property = fc.property(method, foreignTarget, headers, body, (verb, at, sent, bytes) => {
      const event = storedEvent(bytes, sent, { method: verb, target: at });
      const text = printToEdit(event, to, remarks);
      const [request, ...others] = parseHttpFile(text);
      assert.ok(request !== undefined && others.length === 0);
      assert.deepEqual([request.method, urlOf(request)], [verb, `http://localhost:3000${at}`]);
      const [, leftOut = ''] = /^# Left out, since their lines would be comments: (.*)\.$/m.exec(text) ?? [];
      const missing = new Set(leftOut.split(', '));
      const wanted = passedOn(event.request.rawHeaders);
      assert.deepEqual(
        request.headers,
        wanted.filter(([header]) => !missing.has(header)),
      );
      const read = request.body;
      const back = read.kind === 'text' ? read.bytes : read.kind === 'captured' ? bytes : null;
      assert.deepEqual(back && Buffer.from(back), bytes);
    });
    fc.assert(property, tries());
  });

  it('have their body back from a fixture', () => {
    const property = fc.property(body, (bytes) => {
      const { text, bodyFile } = printFixture({
        event: storedEvent(bytes),
        scheme: undefined,
        to,
        name: 'a',
      });
      const [request] = parseHttpFile(text);
      const back = request?.body.kind === 'text' ? request.body.bytes : bodyFile?.bytes;
      assert.deepEqual(back && Buffer.from(back), bytes);
    });
    fc.assert(property, tries());
  });

  it('are read by a shell as the options that curl is to have', function () {
    if (process.platform === 'win32') {
      this.skip();
    }
    const curl = `curl() { printf '%s\\0' "$@"; case "$*" in *' @-') printf '|'; cat ;; esac; }\n`;
    const property = fc.property(method, foreignTarget, headers, body, (verb, at, sent, bytes) => {
      const captured = capturedRequest({ method: verb, target: at, rawHeaders: sent.flat(), body: bytes });
      const call = curlCall(clientRequest(captured, 'http://localhost:6464'));
      const script = Buffer.from(`${curl}${posixCommand(call)}\n`, 'latin1');
      const told = spawnSync('sh', { input: script, env: {} });
      const text = Buffer.from(call.body ?? '').toString('latin1');
      const isPiped = told.stdout.toString('latin1').endsWith(`--data-binary\0@-\0|${text}`);
      const data = call.body === null ? '' : `--data-binary\0${isPiped ? `@-\0|${text}` : `${text}\0`}`;
      const options = call.options.flat().map((option) => `${option}\0`);
      assert.equal(told.stdout.toString('latin1'), options.join('') + data);
      assert.equal(told.stderr.toString(), '');
    });
    fc.assert(property, tries(200));
  });
});

describe('A template of any kind', () => {
  const plain = fc.string({
    unit: fc.constantFrom('.', ':', 'v0', '\n', '$&', '\u00e9', '|lower'),
    maxLength: 4,
  });
  const part = fc.oneof(
    plain.map((text) => ({ text, value: Buffer.from(text) })),
    fc
      .constantFrom('body', 'timestamp', 'method', 'path', 'header')
      .map((name) => ({ text: `{${name}}`, value: name })),
  );

  it('is filled with the bytes of the request, and nothing in these is a placeholder', () => {
    const value = fc.oneof(headerValue, fc.constantFrom('{body}', '[{secret}]', '$&', '{header:X-Value}'));
    const property = fc.property(fc.array(part), value, body, value, (parts, header, bytes, timestamp) => {
      const values: Readonly<Record<string, Buffer>> = {
        ...{ body: bytes, method: Buffer.from('POST'), path: Buffer.from('/a?b=[{body}]') },
        ...{ timestamp: Buffer.from(timestamp, 'latin1'), header: Buffer.from(header, 'latin1') },
      };
      const text = parts.map((one) => one.text.replace('{header}', '{header:X-Value}')).join('');
      const filled = fillTemplate(compileTemplate(text), {
        parts: partsOf({ rawHeaders: ['X-Value', header], body: bytes }),
        ...{ fields: noFields, timestamp, url: 'https://h/a?b=[{body}]' },
        ...{ secret: Buffer.from('no'), listed: undefined },
      });
      const expected = parts.map(({ value: one }) => (typeof one === 'string' ? (values[one] ?? '') : one));
      assert.deepEqual(Buffer.concat(filled), Buffer.concat(expected.map((one) => Buffer.from(one))));
    });
    fc.assert(property, tries());
  });

  it('lists headers whose values are no placeholders either', () => {
    const listed = { names: { header: 'X-Names' }, split: ';', item: '{name}={value}', join: '&' };
    const text = fc.constantFrom('{name}', '{value}', '$&', 'x');
    const property = fc.property(text, text, (one, other) => {
      const rawHeaders = ['X-Names', `A;${other}`, 'A', one];
      const filled = fillTemplate(compileTemplate('{listed}'), {
        parts: partsOf({ rawHeaders, body: new Uint8Array() }),
        ...{ fields: noFields, timestamp: '', url: 'https://h/', secret: Buffer.from('no'), listed },
      });
      assert.equal(Buffer.concat(filled).toString(), `A=${one}&${other}=`);
    });
    fc.assert(property, tries());
  });

  it('is refused in words, or is one', () => {
    const pieces = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      '{body}',
      '{header:',
      '|lower',
      ':',
      'x',
      '{constructor}',
    );
    const property = fc.property(fc.string({ unit: pieces }), (text) => {
      try {
        assert.equal(compileTemplate(text).text, text);
      } catch (error) {
        assert.ok(error instanceof TypeError && /is not something that a request has$/.test(error.message));
      }
    });
    fc.assert(property, tries());
  });
});

describe('The JSON view', () => {
  /** A text without the white space between its tokens. */
  const tokensOf = (json: string): string =>
    json.replaceAll(/("(?:[^"\\]|\\.)*")|[ \t\r\n]+/gs, (_, text: string | undefined) => text ?? '');

  it('shows every token of a JSON text as it was sent, and no other', () => {
    const property = fc.property(oddJson, (text) => {
      const json = new JsonDocument(text, true);
      assert.equal(json.problem, null);
      const lines = Array.from({ length: json.lineCount }, (_, line) => json.tokens(line));
      assert.equal(lines.flatMap((all) => all.map((one) => one.text)).join(''), tokensOf(text));
    });
    fc.assert(property, tries(1000));
  });

  it('takes for JSON what is JSON', () => {
    const pieces = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"a"',
      '1',
      '-',
      '01',
      '1.',
      'nul',
      '\v',
      '//',
      '\u2028',
    );
    const texts = fc.oneof(fc.string({ unit: pieces }), fc.string({ unit: 'binary' }));
    const property = fc.property(texts, (text) => {
      let isJson = true;
      try {
        JSON.parse(text);
      } catch {
        isJson = false;
      }
      assert.equal(new JsonDocument(text, true).problem === null, isJson);
    });
    fc.assert(property, tries(1000));
  });
});
