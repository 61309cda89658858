import assert from 'node:assert/strict';
import { fill } from '../../../src/webview/panel/fill.ts';
import { headerText } from '../../../src/webview/panel/headerText.ts';
import { choosing, panelState, tabOf, tabsOf } from '../../../src/webview/panel/panelState.ts';
import { textSlices } from '../../../src/webview/payload/textSlices.ts';

describe('headerText', () => {
  it('decodes bytes that are UTF-8 and keeps the others as latin1', () => {
    assert.equal(headerText('plain'), 'plain');
    assert.equal(headerText('caf\u00c3\u00a9'), 'café');
    assert.equal(headerText('caf\u00e9'), 'café');
    assert.equal(headerText('\u00ef\u00bb\u00bfx'), '\ufeffx');
  });
});

describe('fill', () => {
  it('puts values where the template has their numbers, once', () => {
    assert.equal(fill('{1} of {0}', 'b', 'a'), 'a of b');
    assert.equal(fill('Copy {0}', '{0} {1} $&'), 'Copy {0} {1} $&');
    assert.equal(fill('Copy'), 'Copy');
    assert.equal(fill('{0} {7}', 'x'), 'x {7}');
  });
});

describe('panelState', () => {
  it('reads back what was stored', () => {
    const state = {
      eventId: 7,
      pinned: true,
      tab: 'headers',
      failingTab: 'payload',
      format: 'hex',
      smallFacts: true,
      largeFacts: false,
    } as const;
    assert.deepEqual(panelState(state), state);
  });

  it('has a usual value for whatever is missing or of another kind', () => {
    const usual = {
      eventId: null,
      pinned: false,
      tab: 'payload',
      failingTab: 'signature',
      format: null,
      smallFacts: null,
      largeFacts: null,
    };
    for (const stored of [undefined, null, 1, 'x', {}, { eventId: '7', pinned: 1, tab: 'x', format: 'x' }]) {
      assert.deepEqual(panelState(stored), usual);
    }
  });
});

describe('The tabs of an event', () => {
  const [usual, failing, nothing] = [
    { canExplain: false, hasContent: true },
    { canExplain: true, hasContent: true },
    { canExplain: false, hasContent: false },
  ];

  it('begin with what there is to look at', () => {
    assert.deepEqual(
      [usual, failing, nothing].map((facts) => tabsOf(facts)[0]),
      ['payload', 'signature', 'delivery'],
    );
    assert.equal(tabsOf(nothing).length, 1);
  });

  it('are remembered apart, and not where there is but one', () => {
    const state = panelState({ tab: 'headers', failingTab: 'payload' });
    assert.deepEqual(
      [usual, failing, nothing].map((facts) => tabOf(state, facts)),
      ['headers', 'payload', 'delivery'],
    );
    assert.deepEqual(
      [usual, failing, nothing].map((facts) => choosing('delivery', facts)),
      [{ tab: 'delivery' }, { failingTab: 'delivery' }, {}],
    );
  });
});

describe('textSlices', () => {
  it('cuts after lines where it can and loses nothing', () => {
    assert.deepEqual(textSlices('ab\ncd\nef', 4, 100), ['ab\n', 'cd\n', 'ef']);
    assert.deepEqual(textSlices('', 4, 100), []);
  });

  it('cuts no surrogate pair and no CR LF', () => {
    assert.deepEqual(textSlices('ab😀cd', 3, 100), ['ab😀', 'cd']);
    assert.deepEqual(textSlices('ab\r\ncd', 3, 100), ['ab\r\n', 'cd']);
  });

  it('stops near the limit', () => {
    assert.equal(textSlices('x'.repeat(1_000), 100, 250).join('').length, 250);
  });
});
