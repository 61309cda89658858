import assert from 'node:assert/strict';
import { readWritten, stateOf } from '../../../../src/host/settings/keptSettings.ts';
import { isMentionedIn, isReadable } from '../../../../src/host/settings/settingsSyntax.ts';

describe('A settings file', () => {
  const readable: readonly (readonly [string, string])[] = [
    ['nothing at all', ''],
    ['white space', ' \r\n\t'],
    ['a comment alone', '// later\n'],
    ['an object', '{"a": [1, {"b": null}]}'],
    ['comments', '{ // one\n "a": /* two, ] */ 1 /**/ }'],
    ['trailing commas', '{"a": [1, 2, ], "b": {"c": 1,\n // last\n},}'],
    ['what looks like a comment in a string', '{"a": "https://x/*", "b": "// \\" /*"}'],
    ['commas and brackets in strings', '{"a": ",]", "b": ", }"}'],
    ['a byte order mark and no-break spaces', '\ufeff{\u00a0"a"\u2003: 1}'],
    ['line separators between values', '{"a": 1,\u2028"b": 2}'],
  ];
  for (const [what, text] of readable) {
    it(`is read to its end with ${what}`, () => assert.equal(isReadable(text), true));
  }

  const broken: readonly (readonly [string, string])[] = [
    ['a missing comma', '{"a": 1 "b": 2}'],
    ['a missing colon', '{"a" 1}'],
    ['a missing quote', '{"a": "b, "c": 1}'],
    ['a missing bracket', '{"a": [1, 2}'],
    ['a missing end', '{"a": {"b": 1}'],
    ['a comma too many', '{"a": 1,, "b": 2}'],
    ['a comma for nothing', '{"a": [,]}'],
    ['a comma first', '{, "a": 1}'],
    ['a comment without an end', '{"a": 1} /* open'],
    ['a comment of three characters', '{"a": 1} /*/'],
    ['a line end in a string', '{"a": "b\nc"}'],
    ['a tab in a string', '{"a": "b\tc"}'],
    ['an escape that is none', String.raw`{"a": "\x"}`],
    ['single quotes', "{'a': 1}"],
    ['the marks of a merge', '{\n<<<<<<< HEAD\n"a": 1\n=======\n"a": 2\n>>>>>>> main\n}'],
    ['text after its end', '{"a": 1} }'],
    ['a name without quotes', '{a: 1}'],
  ];
  for (const [what, text] of broken) {
    it(`has a syntax error with ${what}`, () => assert.equal(isReadable(text), false));
  }

  it('is looked through in time that grows with its length, whatever is in it', () => {
    const many = 200_000;
    for (const text of [
      ' '.repeat(many),
      ','.repeat(many),
      '"'.repeat(many),
      '/*'.repeat(many),
      '\\"'.repeat(many),
    ]) {
      assert.equal(typeof isReadable(`{${text}`), 'boolean');
    }
  });

  it('mentions this extension, or not', () => {
    assert.equal(isMentionedIn('{"webhookDebugger.sources": ['), true);
    assert.equal(isMentionedIn('{"editor.fontSize": 12'), false);
  });
});

describe('The settings of a file with a syntax error', () => {
  const good = { sources: [{ name: 'Shop' }], port: 7000 };

  it('are the last good ones, where VS Code has lost any of them', () => {
    assert.equal(stateOf({ now: {}, good, isBroken: true }), 'kept');
    assert.equal(stateOf({ now: { ...good, sources: [] }, good, isBroken: true }), 'kept');
  });

  it('are told of only where something is lost', () => {
    assert.equal(stateOf({ now: good, good, isBroken: true }), 'fine');
    assert.equal(stateOf({ now: {}, good: {}, isBroken: true }), 'fine');
    assert.equal(stateOf({ now: {}, good: null, isBroken: true }), 'fine');
  });

  it('may be incomplete, where nothing is known of before', () => {
    assert.equal(stateOf({ now: good, good: null, isBroken: true }), 'incomplete');
  });

  it('are those of the file again as soon as it is repaired', () => {
    assert.equal(stateOf({ now: {}, good, isBroken: false }), 'fine');
  });

  it('are remembered as an object, and nothing else is taken for them', () => {
    assert.deepEqual(readWritten(good), good);
    for (const value of [undefined, null, [], 'x', 1]) {
      assert.equal(readWritten(value), null);
    }
  });
});
