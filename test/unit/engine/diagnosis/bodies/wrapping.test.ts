import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { scanValue, slicesOf } from '../../../../../src/engine/diagnosis/bodies/jsonSlices.ts';
import { foundIn, provesEach } from './originals.ts';

const json = '{"id": 1, "url":"https:\\/\\/a.example"}';
const base64 = (text: string): string => Buffer.from(text).toString('base64');
const wrap = (name: string, value: string): string => `{"${name}":${value}, "n":[1,{"a":"}"}]}`;

describe('what a body was put into or taken out of', () => {
  provesEach([
    ['it became base64', base64(json), json, 'body-base64'],
    ['it became base64 in lines', base64(json).replace(/.{20}/g, '$&\r\n'), json, 'body-base64'],
    ['it became base64url', Buffer.from(json).toString('base64url'), json, 'body-base64'],
    ['it became a JSON string of base64', JSON.stringify(base64(json)), json, 'body-base64'],
    ['it was base64', json, base64(json), 'body-base64'],
    [
      'binary became base64',
      Buffer.from([0xff, 0xfe, 1, 2, 3, 4, 5]).toString('base64'),
      Buffer.from([0xff, 0xfe, 1, 2, 3, 4, 5]),
      'body-base64',
    ],
    ['it was encoded twice', JSON.stringify(json), json, 'body-double-encoded'],
    ['it was encoded three times', JSON.stringify(JSON.stringify(json)), json, 'body-double-encoded'],
    [
      'it was encoded twice and lost its quotes',
      JSON.stringify(json).slice(1, -1),
      json,
      'body-double-encoded',
    ],
    ['one encoding was undone', json, JSON.stringify(json), 'body-double-encoded'],
    ['it was put into an object', wrap('body', json), json, 'body-unwrapped'],
    ['it was put into an object as a string', wrap('payload', JSON.stringify(json)), json, 'body-unwrapped'],
    [
      'it was put into an object as base64',
      wrap('data', JSON.stringify(base64(json))),
      json,
      'body-unwrapped body-base64',
    ],
    [
      'it was put into an object in an object',
      wrap('detail', `{"raw":${JSON.stringify(json)}}`),
      json,
      'body-unwrapped',
    ],
    [
      'it was put into a message of Pub/Sub',
      wrap('message', `{"data":"${base64(json)}"}`),
      json,
      'body-unwrapped body-base64',
    ],
    ['it was taken out of an object', json, `{"payload":${json}}`, 'body-unwrapped'],
    [
      'it was taken out of a string in an object',
      json,
      `{"Message":${JSON.stringify(json)}}`,
      'body-unwrapped',
    ],
    ['it was taken out of an array', json, `[${json}]`, 'body-unwrapped'],
    ['it was put into an array', `[${json}]`, json, 'body-unwrapped'],
  ]);

  it('is said with its name', () => {
    assert.deepEqual(foundIn(wrap('event', json), json).details, [{ name: 'event', received: 'wrapped' }]);
  });

  it('is said with whose way it is: of Lambda, and of Rails, which copies what is there', () => {
    const event = `{"requestContext":{"stage":"x"},"body":${JSON.stringify(json)}}`;
    assert.deepEqual(foundIn(event, json).details, [{ name: 'body', received: 'wrapped', by: 'lambda' }]);
    const copied = `${json.slice(0, -1)},"hook":${json}}`;
    assert.deepEqual(foundIn(copied, json).details[0]?.['by'], 'copy');
    assert.equal(foundIn(wrap('event', '{"m":2}'), '{"m":2}').details[0]?.['by'], undefined);
  });
});

describe('the parts of a JSON text', () => {
  it('are its properties as they are written', () => {
    assert.deepEqual(slicesOf(' {"a" : [1, {"b":"]"}] ,"c\\"":-1.0e5,"d":"x\\\\"}\n'), [
      { name: 'a', text: '[1, {"b":"]"}]', from: 2, to: 22 },
      { name: 'c\\"', text: '-1.0e5', from: 24, to: 36 },
      { name: 'd', text: '"x\\\\"', from: 37, to: 46 },
    ]);
    for (const text of ['', '[]', '{', '{"a', '{"a"', '{"a":', '"a":1', '{a:1}', '{"a" 1}']) {
      assert.deepEqual(slicesOf(text), [], text);
    }
  });

  it('are its brackets: which are open, and whether a string is', () => {
    assert.deepEqual(scanValue('{"a":[1,{"b":"}'), { start: 0, end: 15, open: '}]}', isInString: true });
    assert.deepEqual(scanValue('{"a":[1,'), { start: 0, end: 8, open: ']}', isInString: false });
    assert.deepEqual(scanValue(' {"a":"\\""} x'), { start: 1, end: 11, open: '', isInString: false });
    assert.deepEqual(scanValue('12, 3'), { start: 0, end: 2, open: '', isInString: false });
    const unquoted = '[1,{\\"a\\":1}]';
    assert.deepEqual(scanValue(unquoted), { start: 0, end: unquoted.length, open: '', isInString: false });
  });
});
