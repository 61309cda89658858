import assert from 'node:assert/strict';
import { displayText } from '../../../../src/host/words/displayText.ts';
import { visibleString, visibleText } from '../../../../src/webview/panel/visibleText.ts';

describe('visibleText', () => {
  it('leaves ordinary text of any script in one piece', () => {
    for (const text of ['backup success: Acme', 'Größe 東京 שלום مرحبا', '😀 ❤️ 👩🏽‍💻 👨‍👩‍👧', 'a b']) {
      assert.deepEqual(visibleText(text, 'line'), [{ kind: 'plain', text }]);
    }
    assert.deepEqual(visibleText('', 'line'), []);
  });

  it('marks what reorders text, as a Trojan source does', () => {
    assert.deepEqual(visibleText('access\u202e\u2066// admin\u2069\u2066', 'line'), [
      { kind: 'plain', text: 'access' },
      { kind: 'mark', code: 'U+202E' },
      { kind: 'mark', code: 'U+2066' },
      { kind: 'plain', text: '// admin' },
      { kind: 'mark', code: 'U+2069' },
      { kind: 'mark', code: 'U+2066' },
    ]);
  });

  it('marks everything that Unicode calls a control, a format or an ignorable character', () => {
    const unseen = [
      0x00, 0x07, 0x1b, 0x7f, 0x85, 0x9b, 0xad, 0x34f, 0x61c, 0x115f, 0x180e, 0x200b, 0x200d, 0x200e,
    ];
    unseen.push(
      0x2028,
      0x2029,
      0x202a,
      0x202e,
      0x2060,
      0x2066,
      0x2069,
      0x3164,
      0xfe00,
      0xfeff,
      0xfff9,
      0xe0041,
    );
    unseen.push(0xd800, 0xdfff);
    for (const code of unseen) {
      const runs = visibleText(`a${String.fromCodePoint(code)}b`, 'block');
      const name = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
      assert.deepEqual(runs[1], { kind: 'mark', code: name }, name);
      assert.equal(runs.length, 3);
    }
  });

  it('leaves what makes an emoji, and marks the same characters anywhere else', () => {
    const emojis = ['🏳️‍🌈', '👩‍👩‍👧‍👦', '❤️‍🔥', '👁️‍🗨️', '🧔🏽‍♂️', '☎︎', '1️⃣', '#️⃣', '🏴󠁧󠁢󠁥󠁮󠁧󠁿'];
    for (const text of [...emojis, emojis.join(''), `a${emojis.join('b')}`]) {
      assert.equal(visibleString(text), text);
      assert.equal(displayText(text), text);
    }
    const hidden: readonly (readonly [string, string])[] = [
      ['ad\u200Dmin', 'adU+200Dmin'],
      ['👩\u200Dadmin', '👩U+200Dadmin'],
      ['admin\u200D👩', 'adminU+200D👩'],
      ['👩\u200D\u200D👩', '👩U+200DU+200D👩'],
      ['ad\uFE0Fmin', 'adU+FE0Fmin'],
      ['1\uFE0F0', '1U+FE0F0'],
      ['❤\uFE0F\uFE0F', '❤\uFE0FU+FE0F'],
      ['a\u{E0100}', 'aU+E0100'],
      ['🏴\u{E0061}\u{E007F}', '🏴U+E0061U+E007F'],
      ['🏴󠁧󠁢󠁥󠁮󠁧󠁿\u{E0061}', '🏴󠁧󠁢󠁥󠁮󠁧󠁿U+E0061'],
    ];
    for (const [text, shown] of hidden) {
      assert.equal(visibleString(text), shown);
      assert.notEqual(displayText(text), text);
    }
  });

  it('takes line breaks and tabs for layout in a block only', () => {
    assert.deepEqual(visibleText('a\r\nb\tc\n', 'block'), [{ kind: 'plain', text: 'a\r\nb\tc\n' }]);
    assert.equal(visibleString('a\nb\tc'), 'aU+000AbU+0009c');
    assert.equal(visibleText('a\rb', 'block').length, 3);
  });

  it('loses no character: the plain runs and the marked code points are the text', () => {
    for (let code = 0; code < 0x30000; code++) {
      const text = `x${String.fromCodePoint(code)}y`;
      const back = visibleText(text, 'block')
        .map((run) =>
          run.kind === 'plain' ? run.text : String.fromCodePoint(parseInt(run.code.slice(2), 16)),
        )
        .join('');
      if (back !== text) assert.fail(`lost U+${code.toString(16)}`);
    }
  });
});
