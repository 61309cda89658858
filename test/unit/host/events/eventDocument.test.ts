import assert from 'node:assert/strict';
import { headersBytes, isText, payloadName } from '../../../../src/host/words/eventText.ts';
import { parseDocumentPath } from '../../../../src/host/events/eventUri.ts';
import { detail, summary } from '../fakes.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('The documents of an event', () => {
  it('have names of ours, by what the payload is', () => {
    assert.equal(payloadName('application/json', bytes('{"a":1}')), 'payload.json');
    assert.equal(payloadName('application/cloudevents+json; charset=utf-8', bytes('1')), 'payload.json');
    assert.equal(payloadName('text/plain', bytes('  [1]')), 'payload.json');
    assert.equal(payloadName('text/plain', bytes('hello')), 'payload.txt');
    assert.equal(payloadName('', bytes('')), 'payload.txt');
    assert.equal(payloadName('application/json', Uint8Array.of(0x7b, 0xff)), 'payload.bin');
    assert.equal(payloadName('../../x.sh', Uint8Array.of(0, 1)), 'payload.bin');
  });

  it('tell text from binary, also where the part that is looked at ends in a character', () => {
    assert.equal(isText(bytes(`${'a'.repeat(65_535)}é`)), true);
    assert.equal(isText(Uint8Array.of(0xc3, 0x28)), false);
  });

  it('hold the head of the request as it came', () => {
    const headers = [
      ['X-A', '1'],
      ['x-a', 'caf\u00c3\u00a9'],
    ] as const;
    const head = headersBytes({ ...detail, headers, trailers: [['T', '2']] });
    assert.equal(
      Buffer.from(head).toString('utf8'),
      'POST /hooks/backups?team=1 HTTP/1.1\r\nX-A: 1\r\nx-a: café\r\n\r\nT: 2\r\n',
    );
    const refused = { ...detail, summary: { ...summary, method: '' }, headers: [] };
    assert.equal(headersBytes(refused).length, 0);
  });

  it('have paths that hold an id and a name, and nothing else', () => {
    assert.deepEqual(parseDocumentPath('/'), { kind: 'root' });
    assert.deepEqual(parseDocumentPath('/12'), { kind: 'event', id: 12 });
    assert.deepEqual(parseDocumentPath('/12/payload.json'), { kind: 'payload', id: 12 });
    assert.deepEqual(parseDocumentPath('/12/headers.txt'), { kind: 'headers', id: 12 });
    const signed = { kind: 'signed', id: 12, name: 'signed.json' };
    assert.deepEqual(parseDocumentPath('/12/signed.json'), signed);
    for (const path of ['/x', '/12/../13', '/12/other.txt', '/12/payload.json/x', '/-1', '/1e3']) {
      assert.equal(parseDocumentPath(path), null, path);
    }
  });
});
