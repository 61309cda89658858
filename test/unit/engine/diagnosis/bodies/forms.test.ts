import { Buffer } from 'node:buffer';
import { provesEach } from './originals.ts';

const type = 'application/x-www-form-urlencoded';
const json = '{"text":"a b&c=d/ü*~\'()!"}';
const form = 'b=2+3&a=x%2Fy%20z';

describe('a form', () => {
  provesEach([
    [
      'its escapes were decoded, and what it holds has marks of a form',
      'payload={"a":"x & y=z","b":"1+1"}',
      'payload=%7B%22a%22%3A%22x+%26+y%3Dz%22%2C%22b%22%3A%221%2B1%22%7D',
      'body-form',
      'application/x-www-form-urlencoded',
    ],
    ['the document in it was signed', `payload=${encodeURIComponent(json)}`, json, 'body-form', type],
    [
      'the document in it was signed, where spaces are +',
      `x=1&payload=${encodeURIComponent(json).replaceAll('%20', '+')}`,
      json,
      'body-form',
      type,
    ],
    ['it was signed, and its document came', json, `payload=${encodeURIComponent(json)}`, 'body-form'],
    [
      'it was signed as browsers write it',
      json,
      new URLSearchParams({ payload: json }).toString(),
      'body-form',
    ],
    [
      'it was signed as PHP writes it',
      json,
      `payload=${encodeURIComponent(json)
        .replaceAll('%20', '+')
        .replace(/[!'()*~]/g, (c) => `%${Buffer.from(c).toString('hex').toUpperCase()}`)}`,
      'body-form',
    ],
    ['its spaces were %20', 'a=b+c', 'a=b%20c', 'body-form-spaces', type],
    ['its spaces were +', 'a=b%20c', 'a=b+c', 'body-form-spaces', type],
    ['its spaces were of both kinds', 'a=b+c&d=e+f', 'a=b%20c&d=e%20f', 'body-form-spaces', type],
    ['its escapes were in lower case', 'a=%2F%C3', 'a=%2f%c3', 'body-form', type],
    ['its escapes were in upper case', 'a=%2f', 'a=%2F', 'body-form', type],
    ['its names were in order', 'b=2&a=1', 'a=1&b=2', 'body-form', type],
    ['it was parsed and written by a browser', "a=it's ~*", 'a=it%27s+%7E*', 'body-form', type],
    ['it was signed, and came as JSON', '{"b":"2 3","a":"x/y z"}', 'b=2+3&a=x%2Fy+z', 'body-form'],
    ['it was JSON', 'b=2&a=1', '{"b":"2","a":"1"}', 'body-form', type],
    ['it was decoded', form, 'b=2+3&a=x/y z', 'body-form', type],
    [
      'it has no content type that says so',
      'payload=%7B%22a%22%3A1%7D',
      '{"a":1}',
      'body-form',
      'text/plain',
    ],
  ]);
});
