import assert from 'node:assert/strict';
import { displayText, notificationText } from '../../../../src/host/words/displayText.ts';

describe('Text that a sender wrote', () => {
  it('stays as it is where all of it can be seen', () => {
    for (const text of ['backup success: Acme Project', 'Grüße, 世界, שלום', '<b>$(icon) [x](y)</b>', '👍']) {
      assert.equal(displayText(text), text);
    }
  });

  it('shows what reorders, hides or breaks lines', () => {
    assert.equal(displayText('a\u0000b\tc\nd\u007fe'), 'a\\u0000b\\tc\\nd\\u007fe');
    assert.equal(displayText('\u202egpj.exe\u2066\u200b\ufeff'), '\\u202egpj.exe\\u2066\\u200b\\ufeff');
    assert.equal(displayText('\u2028\u0085\u00ad'), '\\u2028\\u0085\\u00ad');
    assert.equal(displayText('\u{e0041}'), '\\u{e0041}');
    assert.equal(displayText('\ud800'), '\\ud800');
  });

  it('is cut between characters', () => {
    assert.equal(displayText('abc👍', 4), 'abc…');
    assert.equal(displayText('abcd', 4), 'abcd');
  });

  it('becomes no link in a notification', () => {
    const text = notificationText('[click](command:workbench.action.quit)\n[x](https://example.com)');
    assert.doesNotMatch(text, /\]\(|\n/);
  });
});
