import assert from 'node:assert/strict';
import { createHash, createHmac } from 'node:crypto';
import { Clock } from '../../../../src/engine/diagnosis/clock.ts';
import { cause, type Variant } from '../../../../src/engine/diagnosis/hypothesis.ts';
import { search, type SearchResult } from '../../../../src/engine/diagnosis/search.ts';
import type { Construction, Framing, KeyMaterial, Space } from '../../../../src/engine/diagnosis/space.ts';
import type { CauseId } from '../../../../src/protocol/diagnosis.ts';
import { cpuMilliseconds, readings } from '../../../support/clocks.ts';

const bytes = (text: string): Uint8Array => Buffer.from(text);
const secret = (text: string, ...causes: CauseId[]): Variant<KeyMaterial> => ({
  value: { key: bytes(text), text: bytes(text), label: text },
  causes: causes.map((id) => cause(id)),
});
const variant = <T>(value: T, ...causes: CauseId[]): Variant<T> => ({
  value,
  causes: causes.map((id) => cause(id)),
});

const asItIs: Framing = (body) => [body];
const dotted: Framing = (body) => [bytes('1.'), body];
const hmac256: Construction = { hash: 'sha256', how: 'hmac' };

function space(received: Uint8Array, change: Partial<Space> = {}): Space {
  return {
    targets: [variant({ bytes: received, isWhole: true })],
    secrets: [secret('right'), secret('old', 'secret-other'), secret('right\n', 'secret-newline')],
    completions: [],
    bodies: [
      variant(bytes('{}')),
      variant(bytes('{}\n'), 'body-newline-removed'),
      variant(bytes('{ }'), 'json-whitespace'),
    ],
    framings: [variant(asItIs), variant(dotted, 'framing-timestamp-left-out')],
    constructions: [
      variant(hmac256),
      variant<Construction>({ hash: 'sha1', how: 'hmac' }, 'algorithm-sha1'),
      variant<Construction>({ hash: 'sha256', how: 'secretFirst' }, 'hash-of-secret-and-body'),
      variant<Construction>({ hash: 'sha256', how: 'swapped' }, 'arguments-swapped'),
    ],
    ...change,
  };
}

const hmac = (text: string, key: string, hash = 'sha256'): Uint8Array =>
  createHmac(hash, key).update(text).digest();
const ids = ({ found }: SearchResult): readonly string[] | undefined => found?.causes.map(({ id }) => id);
const run = (received: Uint8Array, change?: Partial<Space>): SearchResult =>
  search(space(received, change), new Clock(2000, undefined, cpuMilliseconds));

describe('the search for what gives a signature', () => {
  const single: readonly [name: string, received: Uint8Array, causes: readonly string[]][] = [
    ['nothing wrong', hmac('{}', 'right'), []],
    ['another secret', hmac('{}', 'old'), ['secret-other']],
    ['another body', hmac('{ }', 'right'), ['json-whitespace']],
    ['another framing', hmac('1.{}', 'right'), ['framing-timestamp-left-out']],
    ['another hash', hmac('{}', 'right', 'sha1'), ['algorithm-sha1']],
    ['a hash instead', createHash('sha256').update('right{}').digest(), ['hash-of-secret-and-body']],
    ['key and content swapped', hmac('right', '{}'), ['arguments-swapped']],
  ];
  for (const [name, received, causes] of single) {
    it(`finds ${name}`, () => assert.deepEqual(ids(run(received)), causes));
  }

  const several: readonly [name: string, received: Uint8Array, causes: readonly string[]][] = [
    ['secret and body', hmac('{}\n', 'right\n'), ['secret-newline', 'body-newline-removed']],
    ['secret and framing', hmac('1.{}', 'old'), ['secret-other', 'framing-timestamp-left-out']],
    ['body and hash', hmac('{ }', 'right', 'sha1'), ['json-whitespace', 'algorithm-sha1']],
    ['body and framing', hmac('1.{}\n', 'right'), ['body-newline-removed', 'framing-timestamp-left-out']],
    [
      'secret, body and framing',
      hmac('1.{ }', 'old'),
      ['secret-other', 'json-whitespace', 'framing-timestamp-left-out'],
    ],
  ];
  for (const [name, received, causes] of several) {
    it(`finds ${name} at once`, () => assert.deepEqual(ids(run(received)), causes));
  }

  it('says which body was signed, and with which secret', () => {
    const { found } = run(hmac('{}\n', 'old'));
    assert.deepEqual([found?.secretLabel, Buffer.from(found?.body ?? '').toString()], ['old', '{}\n']);
  });

  it('knows the beginning of a digest, and that of no other', () => {
    const beginning = (received: Uint8Array) =>
      run(received, {
        targets: [variant({ bytes: received.subarray(0, 12), isWhole: false }, 'header-truncated')],
      });
    assert.deepEqual(ids(beginning(hmac('{}', 'right'))), ['header-truncated']);
    assert.equal(beginning(hmac('{}', 'nobody')).found, null);
  });

  it('guesses at what a secret has lost, when all else is tried', () => {
    const completions = [secret('righ', 'secret-truncated'), secret('lost', 'secret-truncated')];
    assert.deepEqual(ids(run(hmac('{}', 'lost'), { completions })), ['secret-truncated']);
  });

  it('finds nothing where nothing fits, and says how much it tried', () => {
    const { found, tried, isCutShort } = run(hmac('{}', 'nobody'));
    assert.deepEqual([found, isCutShort], [null, false]);
    assert.ok(tried > 20, String(tried));
  });

  it('comes to what is likely in two ways before any list is tried to its end', () => {
    const long = Array.from({ length: 400 }, (_, index) => index + 2);
    const { found, tried } = run(hmac('1.{}', 'right\n'), {
      secrets: [
        secret('right'),
        secret('right\n', 'secret-newline'),
        ...long.map((index) => secret(`${index}`)),
      ],
      bodies: [variant(bytes('{}')), ...long.map((index) => variant(bytes(`{${index}}`)))],
    });
    assert.ok(found !== null && tried < 4000, `${tried} tried`);
  });

  it('makes no variant before it is needed, and stops when the time is over', () => {
    let made = 0;
    function* endless(): Generator<Variant<KeyMaterial>> {
      for (;;) {
        made += 1;
        yield secret(`secret ${made}`, 'secret-other');
      }
    }
    const clock = new Clock(500, undefined, readings());
    const { isCutShort, tried } = search(space(hmac('{}', 'nobody'), { secrets: endless() }), clock);
    assert.equal(isCutShort, true);
    assert.ok(tried > 100 && tried <= 500, `${tried} tried`);
    assert.ok(made <= tried + 2, `${made} made, ${tried} tried`);
  });

  it('tries the likeliest even where its time is over at once, but not for ever', () => {
    function* endless(): Generator<Variant<KeyMaterial>> {
      for (let made = 0; ; made += 1) {
        yield secret(`secret ${made}`, 'secret-other');
      }
    }
    const triedIn = (stepMilliseconds: number): number => {
      const reading = readings();
      const clock = new Clock(1000, undefined, () => reading() * stepMilliseconds);
      return search(space(hmac('{}', 'nobody'), { secrets: endless() }), clock).tried;
    };
    assert.ok(triedIn(10) >= 290 && triedIn(10) <= 310, `${triedIn(10)} tried`);
    assert.ok(triedIn(100) <= 41, `${triedIn(100)} tried`);
  });

  it('does not hash what could not be the received signature', () => {
    const short = run(Buffer.alloc(20, 1), { constructions: [variant(hmac256)] });
    assert.equal(short.tried, 0);
  });
});
