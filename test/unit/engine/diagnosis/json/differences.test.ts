import assert from 'node:assert/strict';
import { byteRuns } from '../../../../../src/engine/diagnosis/byteRuns.ts';
import { differencesOf } from '../../../../../src/engine/diagnosis/differences.ts';
import { randomValue, seeded } from './randomJson.ts';
import { costOf } from '../../../../support/cost.ts';

const differences = (received: string | Buffer, signed: string | Buffer): [number, string, string][] =>
  differencesOf(Buffer.from(received), Buffer.from(signed)).differences.map(
    ({ offset, received: one, signed: other }) => [offset, one, other],
  );

describe('differencesOf', () => {
  it('names the bytes that became other ones in JSON, with their places', () => {
    const received = '{"n":"Zoë","url":"https://a/b"}';
    const signed = '{"n":"Zo\\u00eb","url":"https:\\/\\/a\\/b"}';
    const first = Buffer.from(received).indexOf('/');
    assert.deepEqual(differences(received, signed), [
      [8, 'ë', '\\u00eb'],
      [first, '//', '\\/\\/'],
      [first + 3, '/', '\\/'],
    ]);
  });

  it('tells space from what stands beside it', () => {
    assert.deepEqual(differences('{"a":1,"b":[]}', '{"a": 1, "b": [ ]}\n'), [
      [5, '', ' '],
      [7, '', ' '],
      [11, '', ' '],
      [12, '', ' '],
      [14, '', '\n'],
    ]);
    assert.deepEqual(differences('{ "a" :1}', '{"a":\t1}'), [
      [1, ' ', ''],
      [5, ' :', ':\t'],
    ]);
  });

  it('names whole numbers', () => {
    assert.deepEqual(differences('[1,2.5,100]', '[1.0,2.50,1e2]'), [
      [1, '1', '1.0'],
      [3, '2.5', '2.50'],
      [7, '100', '1e2'],
    ]);
  });

  it('finds line ends, whatever stands between them', () => {
    for (const line of ['', 'x', 'line', 'a long line of text']) {
      const [received, signed] = [`${line}\n`.repeat(20) + 'end', `${line}\r\n`.repeat(20) + 'end'];
      const { count } = differencesOf(Buffer.from(received), Buffer.from(signed));
      assert.ok(line.length < 2 ? count >= 1 : count === 20, `${JSON.stringify(line)}: ${count}`);
    }
    assert.deepEqual(differences('a=1\nb=2', 'a=1\r\nb=2'), [[3, '', '\r']]);
  });

  it('cuts no character, and shows what is no text as hexadecimal', () => {
    assert.deepEqual(differences('aéb', 'aèb'), [[1, 'é', 'è']]);
    assert.deepEqual(differences('x😀y', 'x😁y'), [[1, '😀', '😁']]);
    assert.deepEqual(differences(Buffer.from('61e962', 'hex'), Buffer.from('61c3a962', 'hex')), [
      [1, 'e9', 'é'],
    ]);
  });

  it('shows at most 40 characters of each, and five of many', () => {
    const [received, signed] = ['a'.repeat(100), 'é'.repeat(100)];
    const [[, one, other] = [0, '', '']] = differences(received, signed);
    assert.deepEqual([one.length, other.length], [40, 40]);
    const many = differencesOf(Buffer.from('[/]'.replace('/', '"////"')), Buffer.from('["\\//\\//"]'));
    assert.equal(many.count, 2);
    const slashes = Array.from({ length: 9 }, () => '"/"').join();
    const { differences: first, count } = differencesOf(
      Buffer.from(`[${slashes}]`),
      Buffer.from(`[${slashes.replaceAll('/', '\\/')}]`),
    );
    assert.deepEqual([first.length, count], [5, 9]);
  });

  it('has none of what is the same', () => {
    assert.deepEqual(differencesOf(Buffer.from('{"a":1}'), Buffer.from('{"a":1}')), {
      differences: [],
      count: 0,
    });
    assert.deepEqual(differencesOf(Buffer.from(''), Buffer.from('')), { differences: [], count: 0 });
  });

  it('makes one of the other when they are put in, whatever the bodies are', () => {
    const random = seeded(22);
    for (let round = 0; round < 300; round += 1) {
      const one = Buffer.from(JSON.stringify(randomValue(random)));
      const other = Buffer.from(
        round % 2 ? JSON.stringify(randomValue(random)) : `${one}\n`.replaceAll('"', "'"),
      );
      const { runs } = byteRuns(one, other, Infinity);
      let [built, at] = [Buffer.alloc(0), 0];
      for (const { received, signed } of runs) {
        built = Buffer.concat([built, one.subarray(at, received[0]), other.subarray(...signed)]);
        at = received[1];
      }
      assert.equal(Buffer.concat([built, one.subarray(at)]).toString(), other.toString());
    }
  });

  it('takes a time that grows with the bodies, however little they have in common', () => {
    const random = seeded(23);
    const body = (): Buffer => Buffer.from(Array.from({ length: 2 ** 20 }, () => Math.floor(random() * 3)));
    const [one, other] = [body(), body()];
    const cost = costOf(() => differencesOf(one, other));
    assert.ok(cost < 2000, `${cost}`);
  });
});
