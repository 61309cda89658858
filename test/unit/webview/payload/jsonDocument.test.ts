import assert from 'node:assert/strict';
import { JsonDocument, unfoldedLines } from '../../../../src/webview/payload/jsonDocument.ts';
import { isLong } from '../../../support/long.ts';

const backslash = '\\';

describe('JsonDocument', () => {
  it('shows each token as it was sent', () => {
    const source = `{"a": 1.0, "a":9007199254740993, "u":"${backslash}u00fc ${backslash}/ ü", "e":-0.0E+1}`;
    assert.deepEqual(rendered(new JsonDocument(source, true)), [
      '{',
      '  "a":1.0,',
      '  "a":9007199254740993,',
      `  "u":"${backslash}u00fc ${backslash}/ ü",`,
      '  "e":-0.0E+1',
      '}',
    ]);
  });

  it('gives every value, opening and closing a line of its own', () => {
    const json = new JsonDocument('[{}, [], [1,[true]], {"b":{"c":null}}]', true);
    assert.deepEqual(rendered(json), [
      '[',
      '  {},',
      '  [],',
      '  [',
      '    1,',
      '    [',
      '      true',
      '    ]',
      '  ],',
      '  {',
      '    "b":{',
      '      "c":null',
      '    }',
      '  }',
      ']',
    ]);
  });

  it('says what can be folded, what it holds and where it ends', () => {
    const json = new JsonDocument('{"list":[1,{"x":1,"y":2}],"empty":[]}', true);
    assert.deepEqual(json.fold(0), { kind: 'object', count: 2, end: 9, name: null });
    assert.deepEqual(json.fold(1), { kind: 'array', count: 2, end: 7, name: 'list' });
    assert.deepEqual(json.fold(3), { kind: 'object', count: 2, end: 6, name: '[1]' });
    assert.equal(json.fold(2), null);
    assert.equal(json.fold(9), null);
  });

  it('leaves out what a fold hides', () => {
    const json = new JsonDocument('{"a":[1,2],"b":3}', true);
    assert.deepEqual(unfoldedLines(json, new Set(), 100), { lines: [0, 1, 2, 3, 4, 5, 6], more: 0 });
    assert.deepEqual(unfoldedLines(json, new Set([1]), 100), { lines: [0, 1, 5, 6], more: 0 });
    assert.deepEqual(unfoldedLines(json, new Set([0]), 100), { lines: [0], more: 0 });
    assert.deepEqual(unfoldedLines(json, new Set(), 3), { lines: [0, 1, 2], more: 4 });
  });

  it('accepts and refuses what JSON.parse does', () => {
    const random = generator(1);
    const pieces = [
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"a"',
      '"',
      '1',
      '-',
      '0',
      '.',
      'e',
      'true',
      'nul',
      ' ',
      '/*',
      '//',
    ];
    let valid = 0;
    for (let round = 0; round < (isLong ? 60_000 : 10_000); round++) {
      const length = 1 + Math.floor(random() * 7);
      const source = Array.from({ length }, () => pick(pieces, random)).join('');
      const expected = parses(source);
      valid += expected ? 1 : 0;
      assert.equal(new JsonDocument(source, true).problem === null, expected, source);
    }
    assert.ok(valid > 300, `only ${valid} of them were JSON`);
  });

  it('accepts and refuses what JSON.parse does when one character of JSON changes', () => {
    const random = generator(2);
    for (let round = 0; round < 5_000; round++) {
      const source = randomJson(random, 4);
      const at = Math.floor(random() * source.length);
      const changed =
        source.slice(0, at) +
        pick([...'{}[],:"\\u0-.eE \t\n\u0001\u00a0\ufeff'], random) +
        source.slice(at + 1);
      assert.equal(new JsonDocument(changed, true).problem === null, parses(changed), changed);
    }
  });

  it('loses and invents no token: all of them in order are the source without its white space', () => {
    const random = generator(3);
    for (let round = 0; round < 2_000; round++) {
      const source = randomJson(random, 5);
      const json = new JsonDocument(source, true);
      assert.equal(json.problem, null, source);
      assert.equal(allTokens(json), withoutWhiteSpace(source));
    }
  });

  it('keeps every token before a problem, and the rest after it', () => {
    const random = generator(4);
    for (let round = 0; round < 5_000; round++) {
      const source = randomJson(random, 4);
      const at = Math.floor(random() * source.length);
      const broken = source.slice(0, at) + '@' + source.slice(at);
      const json = new JsonDocument(broken, true);
      const problem = json.problem;
      if (problem === null) continue; // the @ fell into a string
      assert.equal(allTokens(json), withoutWhiteSpace(broken.slice(0, problem.at)), broken);
      assert.equal(json.rest(), broken.slice(problem.at));
    }
  });

  it('finds no problem in the beginning of a JSON text, wherever it is cut', () => {
    const random = generator(5);
    for (let round = 0; round < 200; round++) {
      const source = randomJson(random, 4);
      for (let end = 0; end <= source.length; end++) {
        const json = new JsonDocument(source.slice(0, end), false);
        assert.equal(json.problem, null, source.slice(0, end));
        assert.equal(allTokens(json), withoutWhiteSpace(source.slice(0, end)));
      }
    }
  });

  it('names the kind and the place of a problem', () => {
    const cases: readonly (readonly [string, string, number])[] = [
      ['', 'empty', 0],
      [' \n', 'empty', 2],
      ['{"a":1 // x\n}', 'comment', 7],
      ['/* x', 'comment', 0],
      ['[1,]', 'valueMissing', 3],
      ['{"a":1,}', 'nameMissing', 7],
      ['{a:1}', 'unexpected', 1],
      ['{1:1}', 'nameMissing', 1],
      ['{"a" 1}', 'colonMissing', 5],
      ['[1 2]', 'separatorMissing', 3],
      ['[1}', 'separatorMissing', 2],
      ['"a', 'stringOpen', 0],
      ['"\u0001"', 'badCharacter', 0],
      ['"\\q"', 'badEscape', 0],
      ['"\\u12"', 'badEscape', 0],
      ['1.', 'badNumber', 0],
      ['{} x', 'unexpected', 3],
      ['{} {}', 'trailing', 3],
      ['{"a":[', 'endsEarly', 6],
      ['NaN', 'unexpected', 0],
      ['\ufeff{}', 'unexpected', 0],
    ];
    for (const [source, kind, at] of cases) {
      assert.deepEqual(new JsonDocument(source, true).problem, { kind, at }, source);
    }
  });

  it('reads 100,000 nested arrays', () => {
    const json = new JsonDocument('['.repeat(100_000) + ']'.repeat(100_000), true);
    assert.equal(json.problem, null);
    assert.equal(json.lineCount, 199_999);
    assert.equal(json.fold(0)?.end, 199_998);
    assert.equal(unfoldedLines(json, new Set(), 2_000).more, 197_999);
    const cut = new JsonDocument('['.repeat(100_000), true);
    assert.equal(cut.problem?.kind, 'endsEarly');
    assert.equal(cut.fold(0)?.end, 100_000);
  });
});

function rendered(json: JsonDocument): string[] {
  return Array.from(
    { length: json.lineCount },
    (_, line) => '  '.repeat(json.depth(line)) + lineText(json, line),
  );
}

function allTokens(json: JsonDocument): string {
  return Array.from({ length: json.lineCount }, (_, line) => lineText(json, line)).join('');
}

function lineText(json: JsonDocument, line: number): string {
  return json
    .tokens(line)
    .map((token) => token.text)
    .join('');
}

function withoutWhiteSpace(source: string): string {
  return source.replace(/("(?:[^"\\]|\\[^]?)*(?:"|$))|[ \t\r\n]+/g, '$1');
}

function parses(source: string): boolean {
  try {
    JSON.parse(source);
    return true;
  } catch {
    return false;
  }
}

function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

function pick<T>(values: readonly T[], random: () => number): T {
  const value = values[Math.floor(random() * values.length)];
  if (value === undefined) throw new Error('nothing to pick from');
  return value;
}

function randomJson(random: () => number, depth: number): string {
  const space = pick(['', '', ' ', '\n', '\t\r\n'], random);
  return space + randomValue(random, depth) + space;
}

function randomValue(random: () => number, depth: number): string {
  const scalars = [
    '0',
    '-1.50',
    '1e9',
    'true',
    'false',
    'null',
    '""',
    '"ü\\/"',
    '"\\u202e {[,:]}"',
    '"a \\" b"',
  ];
  const choice = depth === 0 ? 0 : Math.floor(random() * 3);
  if (choice === 0) return pick(scalars, random);
  const parts = Array.from({ length: Math.floor(random() * 4) }, () => randomJson(random, depth - 1));
  if (choice === 1) return `[${parts.join(',') || pick(['', ' '], random)}]`;
  return `{${parts.map((part) => `${pick(['"a"', ' "b\\n" '], random)}:${part}`).join(',')}}`;
}
