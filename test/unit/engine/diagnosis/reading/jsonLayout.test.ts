import assert from 'node:assert/strict';
import { readJson } from '../../../../../src/engine/diagnosis/json/tokens.ts';
import { asSenderWrites, inLines } from '../../../../../src/engine/diagnosis/reading/jsonLayout.ts';

const odd = String.raw`{"n":1.0,"big":12345678901234567890,"e":1E+2,"z":-0.0,"a":"\u00e9\/é\ud83d\ude00","a":[],"o":{},"":[[1,{}]]}`;

/** Captured bodies that differ in their space alone. */
const bodies = [
  odd,
  `${odd}\n`,
  `  ${odd}\r\n\r\n`,
  odd.replaceAll(',"', ', "').replaceAll('":', '": '),
  odd.replace(',"big"', ' ,\t"big"'),
  JSON.stringify(JSON.parse(odd), null, 2),
  JSON.stringify(JSON.parse(odd), null, '\t').replaceAll('\n', '\r\n'),
  '[]',
  '"text"',
  ' 1e400 ',
];

function formatted(body: string): string {
  const json = readJson(Buffer.from(body));
  return (json === undefined ? undefined : inLines(json)) ?? body;
}

function sent(edited: string, captured: string, writer?: 'php'): string {
  return Buffer.from(asSenderWrites(Buffer.from(edited), Buffer.from(captured), writer)).toString();
}

describe('JSON that is laid out for reading', () => {
  it('is sent as the captured bytes where no token was changed, however it is laid out', () => {
    for (const body of bodies) {
      for (const text of [formatted(body), body, `\n${formatted(body).replaceAll('  ', '\t')}\n`]) {
        assert.equal(sent(text, body), body);
        assert.equal(sent(text, body, 'php'), body);
      }
    }
  });

  it('keeps each token as it is spelled, and duplicate keys', () => {
    assert.equal(sent(formatted(odd), '{}'), odd);
  });

  it('is written in the layout of its sender where a token was changed', () => {
    const spaced = '{"a": 1, "b": [1, 2]}';
    const edit = (captured: string): string => sent(formatted(captured).replace('1', '1.50'), captured);
    assert.equal(edit('{"a":1,"b":[1,2]}'), '{"a":1.50,"b":[1,2]}');
    assert.equal(edit(spaced), '{"a": 1.50, "b": [1, 2]}');
    assert.equal(edit(` ${spaced}\n`), ' {"a": 1.50, "b": [1, 2]}\n');
    assert.equal(edit('{\r\n    "a": 1\r\n}'), '{\r\n    "a": 1.50\r\n}');
    assert.equal(edit('{"a" :1,  "b":2}'), '{"a":1.50,"b":2}');
  });

  it('is escaped as PHP does where the captured body was', () => {
    const escaped = String.raw`{"url":"https:\/\/acme.example\/"}`;
    const edited = '{"url": "https://acme.example/é"}';
    assert.equal(sent(edited, escaped, 'php'), String.raw`{"url":"https:\/\/acme.example\/\u00e9"}`);
    assert.equal(sent(edited, '{"url":"https://acme.example/"}', 'php'), '{"url":"https://acme.example/é"}');
    assert.equal(sent(edited, escaped), '{"url":"https://acme.example/é"}');
  });

  it('is sent as it stands where it is none any more', () => {
    assert.equal(sent('{\n  "a": \n}', '{"a":1}'), '{\n  "a": \n}');
    assert.equal(sent('', '{"a":1}'), '');
  });
});
