import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { FileReader, UnreadableError } from '../../../../src/engine/export/fileReader.ts';
import { readEvent, printEvent } from '../../../../src/engine/export/eventJson.ts';
import { printEntry } from '../../../../src/engine/export/har.ts';
import { maskedEvent } from '../../../../src/engine/requests/masking.ts';
import { readEntry } from '../../../../src/engine/export/readHar.ts';
import { corpusBodies, exportedEvent, forms } from './fileForms.ts';

const fields = (text: string): Record<string, Record<string, unknown>> =>
  JSON.parse(text) as Record<string, Record<string, unknown>>;

const everyByte = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
const oddHeaders = [
  ...['host', 'a.example', 'X-Twice', '1', 'x-twice', '2', '__proto__', 'constructor', 'X-Empty', ''],
  ...[
    'X-Bytes',
    everyByte.toString('latin1').replaceAll(/[\0\r\n]/g, ''),
    'X-UTF8',
    Buffer.from('caf\u00e9').toString('latin1'),
  ],
];

describe('Events in a file', () => {
  for (const { name, roundTrip } of forms) {
    it(`come back from ${name} with the same bytes, headers and time`, () => {
      const targets = [
        '/',
        '/a/../b?x=%zz&"<>',
        '*',
        'http://other.example/x',
        '//double',
        '/\xc3\xa9\xff#x',
        '/?',
      ];
      for (const target of targets) {
        const event = exportedEvent({ target, rawHeaders: oddHeaders, body: everyByte, method: 'M-SEARCH' });
        const { request } = roundTrip(event);
        assert.deepEqual({ ...request, bodyMilliseconds: 3 }, event.event.request, target);
      }
    });

    it(`come back from ${name} with the body of every file of the corpora`, function () {
      const bodies = corpusBodies();
      if (bodies === undefined) {
        console.log('      skipped: ../shared/corpora is not beside this clone');
        this.skip();
      }
      assert.ok(bodies.length > 300);
      for (const body of [
        ...bodies,
        Buffer.alloc(0),
        Buffer.from('\ufeff{}'),
        Buffer.from([0xed, 0xa0, 0x80]),
      ]) {
        assert.ok(Buffer.from(roundTrip(exportedEvent({ body })).request.body).equals(body));
      }
    });

    it(`come back from ${name} with the answer that was given`, () => {
      const event = exportedEvent();
      const answer = { status: 503, headers: [['X-A', '1']] as const, body: 'no\u2028' };
      assert.deepEqual(roundTrip({ ...event, event: { ...event.event, answer } }).answer, answer);
      assert.equal(roundTrip({ ...event, event: { ...event.event, answer: null } }).answer, null);
    });

    it(`come back from ${name} with what an application answered, be it text or not`, () => {
      const event = exportedEvent();
      for (const body of [everyByte, Buffer.from('{"caf\u00e9":1}'), Buffer.alloc(0)]) {
        const answer = { status: 200, headers: [['Content-Type', 'x/y']] as const, body };
        const given = roundTrip({ ...event, event: { ...event.event, answer } }).answer;
        assert.ok(given !== null && 'status' in given);
        assert.deepEqual(Buffer.from(given.body), body);
      }
    });
  }

  it('keep how an answer was held back, or not given, where they are JSON', () => {
    const held = { status: 200, headers: [], body: 'ok', delay: 1500 };
    for (const answer of [held, { unanswered: 'gaveUp', after: 12 } as const]) {
      const event = exportedEvent();
      const text = printEvent({ ...event, event: { ...event.event, answer } });
      assert.deepEqual(readEvent(new FileReader(JSON.parse(text), '')).answer, answer);
    }
  });

  it('keep what JSON alone has a word for: refusals, cut off requests, trailers', () => {
    const refusal = { code: 'malformed', detail: 'no', limit: 5 } as const;
    for (const change of [
      { refusal, method: '', target: '', rawHeaders: [] },
      { complete: false, declaredLength: 10, rawTrailers: ['X-T', '1'] },
    ]) {
      const event = exportedEvent(change);
      assert.deepEqual(
        readEvent(new FileReader(JSON.parse(printEvent(event)), '')).request,
        event.event.request,
      );
    }
  });

  it('have no credentials where they are masked', () => {
    const event = exportedEvent({
      target: '/in?token=s3cret&a=1',
      rawHeaders: [
        'Authorization',
        'Bearer s3cret',
        'Cookie',
        'sid=s3cret',
        'X-Own',
        's3cret',
        'SB-Signature',
        'kept',
      ],
      rawTrailers: ['X-Api-Key', 's3cret'],
    });
    const answer = { status: 200, headers: [['Set-Cookie', 'a=s3cret']] as const, body: '' };
    const delivery = {
      ...({
        id: 1,
        kind: 'replay',
        at: 1,
        target: 'http://a/?key=s3cret',
        milliseconds: 1,
        failure: null,
      } as const),
      request: { method: 'POST', path: '/?access_token=s3cret', headers: [['Cookie', 's3cret']] as const },
      answer: { ...answer, body: Buffer.from('x'), size: 1 },
    };
    const whole = { event: { ...event.event, answer }, deliveries: [delivery] };
    const masked = maskedEvent(whole, { kind: 'token', from: { header: 'x-own' } });
    const texts = [printEvent(masked), printEntry(masked)];
    texts.forEach((text) => assert.ok(!text.includes('s3cret') && text.includes('kept'), text));
    assert.equal(printEvent(whole).split('s3cret').length, 11);
  });
});

/** As Chrome 140 and Firefox 140 write them, shortened. */
const chrome = {
  startedDateTime: '2026-05-01T10:00:00.123Z',
  time: 12.5,
  request: {
    method: 'POST',
    url: 'https://user@api.example:8443/v1/in?a=b c&d=\u00e9#frag',
    httpVersion: 'h3',
    headers: [
      { name: ':authority', value: 'api.example:8443' },
      { name: ':method', value: 'POST' },
      { name: 'content-type', value: 'application/json' },
    ],
    queryString: [],
    cookies: [],
    headersSize: -1,
    bodySize: 9,
    postData: { mimeType: 'application/json', text: '{"\u00e9":1}' },
  },
  response: { status: 0, headers: [], content: {} },
  _initiator: { type: 'script' },
};
const firefox = {
  startedDateTime: '2026-05-01T12:00:00.000+02:00',
  request: {
    method: 'POST',
    url: 'http://localhost:3000',
    httpVersion: 'HTTP/1.1',
    headers: [{ name: 'Host', value: 'localhost:3000' }],
    postData: {
      mimeType: 'application/x-www-form-urlencoded',
      params: [{ name: 'a b', value: '1&2' }, { name: 'c' }],
    },
  },
  response: {
    status: 204,
    headers: [{ name: 'X', value: 'y' }],
    content: { encoding: 'base64', text: 'AAA=' },
  },
};

describe('HAR files of others', () => {
  it('are read where a browser sent over HTTP/2 and 3', () => {
    const { request, answer } = readEntry(new FileReader(chrome, ''));
    assert.equal(request.target, '/v1/in?a=b%20c&d=%C3%A9');
    assert.deepEqual(request.rawHeaders, ['Host', 'api.example:8443', 'content-type', 'application/json']);
    assert.equal(request.httpVersion, '3');
    assert.equal(Buffer.from(request.body).toString(), '{"\u00e9":1}');
    assert.equal(request.receivedAt, Date.UTC(2026, 4, 1, 10, 0, 0, 123));
    assert.equal(answer, null);
  });

  it('are read where fields are missing and a form has parameters only', () => {
    const { request, answer } = readEntry(new FileReader(firefox, ''));
    assert.equal(request.target, '/');
    assert.equal(Buffer.from(request.body).toString(), 'a+b=1%262&c=');
    assert.equal(request.receivedAt, Date.UTC(2026, 4, 1, 10));
    assert.deepEqual(answer, { status: 204, headers: [['X', 'y']], body: Buffer.alloc(2) });
  });

  it('keep a request whatever its response is', () => {
    const { request } = readEntry(new FileReader({ ...chrome, response: undefined }, ''));
    const response = { status: 200, headers: [{ name: 'X', value: '1' }], content: { text: 'ok' } };
    const read = { status: 200, headers: [['X', '1']], body: 'ok' };
    const odd: readonly (readonly [response: unknown, answer: unknown])[] = [
      ...[[], 'x', 5, true, { status: 'OK' }, { status: -1 }, { headers: 5 }].map(
        (each) => [each, null] as const,
      ),
      [
        { ...response, headers: 5 },
        { ...read, headers: [] },
      ],
      [
        { ...response, content: [] },
        { ...read, body: '' },
      ],
      [
        { ...response, content: { text: 5 } },
        { ...read, body: '' },
      ],
      [
        { ...response, content: { text: 'ok', encoding: 5 } },
        { ...read, body: '' },
      ],
    ];
    for (const [changed, answer] of odd) {
      const entry = readEntry(new FileReader({ ...chrome, response: changed }, ''));
      assert.deepEqual(entry, { request, answer }, JSON.stringify(changed));
    }
  });

  it('have a response with several values in one, and without the headers that are none', () => {
    const headers = [
      { name: 'Set-Cookie', value: 'a=1; Path=/\r\nb=2\nc=3' },
      { name: ':status', value: '200' },
      { name: 'X Y', value: '' },
      { name: 'X', value: 5 },
      null,
      { name: 'X-Empty', value: '' },
    ];
    const { answer } = readEntry(new FileReader({ ...chrome, response: { status: 200, headers } }, ''));
    assert.ok(answer !== null && 'status' in answer);
    assert.deepEqual(answer.headers, [
      ['Set-Cookie', 'a=1; Path=/'],
      ['Set-Cookie', 'b=2'],
      ['Set-Cookie', 'c=3'],
      ['X-Empty', ''],
    ]);
    const many = Array.from({ length: 3000 }, () => ({ name: 'X', value: 'x'.repeat(1000) }));
    const large = readEntry(new FileReader({ ...chrome, response: { status: 200, headers: many } }, ''));
    assert.deepEqual(large.answer, { status: 200, headers: [], body: '' });
  });

  it('have the form of their parameters where the text beside them is empty', () => {
    const bodyOf = (postData: object): string =>
      Buffer.from(
        readEntry(new FileReader({ ...chrome, request: { ...chrome.request, postData } }, '')).request.body,
      ).toString();
    const mimeType = 'application/x-www-form-urlencoded';
    const params = [{ name: 'a', value: '1' }];
    assert.equal(bodyOf({ mimeType, text: '', params }), 'a=1');
    assert.equal(bodyOf({ mimeType, text: 'a=%31', params }), 'a=%31');
    assert.equal(bodyOf({ mimeType: 'text/plain', text: '', params: [] }), '');
    assert.equal(bodyOf({ mimeType, text: '' }), '');
    assert.throws(
      () => bodyOf({ mimeType: 'multipart/form-data', text: '', params }),
      /params is not a form/,
    );
  });

  it('have the form as it was sent where its size says that the parameters are', () => {
    const bodyOf = (bodySize: unknown, ...params: readonly object[]): string => {
      const postData = { mimeType: 'application/x-www-form-urlencoded', text: '', params };
      const request = { ...chrome.request, bodySize, postData };
      return Buffer.from(readEntry(new FileReader({ ...chrome, request }, '')).request.body).toString();
    };
    const encoded = [
      { name: 'na%6De', value: 'a+b%2fc' },
      { name: 'x', value: '' },
    ];
    assert.equal(bodyOf(17, ...encoded), 'na%6De=a+b%2fc&x=');
    for (const size of [16, -1, 'many', null]) {
      assert.equal(bodyOf(size, ...encoded), 'na%256De=a%2Bb%252fc&x=', String(size));
    }
    assert.equal(bodyOf(5, { name: 'a', value: 'x y' }), 'a=x+y');
    assert.equal(bodyOf(11, { name: 'é', value: 'a&b' }), '%C3%A9=a%26b');
  });

  it('say which place is not what it has to be', () => {
    const cases: readonly [change: object, message: RegExp][] = [
      [{ request: null }, /^request is not an object/],
      [{ startedDateTime: 'yesterday' }, /^startedDateTime is not a time/],
      [{ startedDateTime: 5 }, /^startedDateTime is not a text/],
      [{ request: { ...chrome.request, method: 'GET /\r\n' } }, /^request.method is not an HTTP method/],
      [{ request: { ...chrome.request, url: ['x'] } }, /^request.url is not a text/],
      [
        { request: { ...chrome.request, headers: [{ name: 'X', value: 'a\r\nB: c' }] } },
        /^request.headers\[0\].value is not/,
      ],
      [
        { request: { ...chrome.request, headers: [{ name: 'X Y', value: '' }] } },
        /^request.headers\[0\].name is not/,
      ],
      [{ request: { ...chrome.request, headers: { length: 1e9 } } }, /^request.headers is not a list/],
      [
        { request: { ...chrome.request, postData: { text: '%%', _encoding: 'base64' } } },
        /postData.text is not base64/,
      ],
      [
        {
          request: {
            ...chrome.request,
            postData: { mimeType: 'multipart/form-data', params: [{ name: 'a' }] },
          },
        },
        /params is not a form/,
      ],
      [{ request: { ...chrome.request, _target: '/ HTTP/1.1\r\n' } }, /_target is not a request target/],
    ];
    for (const [change, message] of cases) {
      assert.throws(
        () => readEntry(new FileReader({ ...chrome, ...change }, '')),
        (error) => error instanceof UnreadableError && message.test(error.message),
        String(message),
      );
    }
  });

  it('are bounded in what one request may hold', () => {
    const huge = 'x'.repeat(2 * 1024 * 1024);
    const { request } = chrome;
    const changes = [
      { method: huge },
      { _target: `/${huge}` },
      { headers: [{ name: huge, value: '' }] },
      { headers: Array.from({ length: 3000 }, () => ({ name: 'X', value: huge.slice(0, 1000) })) },
      { postData: { text: 'x'.repeat(33 * 1024 * 1024) } },
    ];
    for (const change of changes) {
      const entry = { ...chrome, request: { ...request, ...change } };
      assert.throws(() => readEntry(new FileReader(entry, '')), UnreadableError);
    }
  });

  it('are refused with the place, never with another error, whatever stands anywhere in them', () => {
    const values = [null, 0, -1, Infinity, '', 'x', true, [], {}, [null], [[]], '\ud800', '__proto__'];
    const places = (value: unknown): string[][] =>
      typeof value === 'object' && value !== null
        ? Object.entries(value).flatMap(([name, inner]) => [
            [name],
            ...places(inner).map((path) => [name, ...path]),
          ])
        : [];
    const changed = (whole: unknown, [name = '', ...rest]: readonly string[], value: unknown): unknown => {
      const copy = structuredClone(whole) as Record<string, unknown>;
      copy[name] = rest.length === 0 ? value : changed(copy[name], rest, value);
      return copy;
    };
    const written = [
      { whole: chrome, read: readEntry },
      { whole: firefox, read: readEntry },
      {
        whole: JSON.parse(printEvent(exportedEvent({ rawTrailers: ['X', 'y'] }))) as object,
        read: readEvent,
      },
    ];
    for (const { whole, read } of written) {
      for (const path of places(whole)) {
        for (const value of values) {
          try {
            read(new FileReader(changed(whole, path, value), ''));
          } catch (error) {
            assert.ok(error instanceof UnreadableError, `${path.join('.')}: ${String(error)}`);
          }
        }
      }
    }
  });

  it('take nothing from the prototype', () => {
    const entry = Object.create(chrome) as object;
    assert.throws(() => readEntry(new FileReader(entry, '')), /^UnreadableError: request is not an object/);
    assert.throws(
      () => readEntry(new FileReader(JSON.parse('{"__proto__":{"request":{}}}'), '')),
      UnreadableError,
    );
  });
});

describe('A HAR entry', () => {
  it('has a URL and cookies that other readers take, whatever came', () => {
    for (const target of ['*', 'x:y', '/\xff"<>', '//', '/%']) {
      const { request } = fields(
        printEntry(exportedEvent({ target, rawHeaders: ['Host', 'a b', 'Cookie', 'a=1; b=c=d'] })),
      );
      assert.ok(URL.canParse(String(request?.['url'])), target);
      assert.deepEqual(request?.['cookies'], [
        { name: 'a', value: '1' },
        { name: 'b', value: 'c=d' },
      ]);
      assert.equal(request['_target'], target);
    }
  });
});
