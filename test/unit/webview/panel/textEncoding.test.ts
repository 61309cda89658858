import assert from 'node:assert/strict';
import { binaryKind } from '../../../../src/webview/payload/binaryKind.ts';
import { invalidUtf8At } from '../../../../src/webview/panel/textEncoding.ts';

describe('bytes that are no UTF-8', () => {
  const cases: readonly (readonly [string, readonly number[], number | null])[] = [
    ['a sequence that another byte breaks', [0x61, 0xc3, 0x28], 1],
    ['a byte that begins none', [0xff], 0],
    ['a sequence that ends early', [0x61, 0x62, 0xe2, 0x82], 2],
    ['a continuation on its own', [0x61, 0x80], 1],
    ['an overlong slash', [0xc0, 0xaf], 0],
    ['a surrogate', [0x61, 0xed, 0xa0, 0x80], 1],
    ['a character above the last', [0xf4, 0x90, 0x80, 0x80], 0],
    ['none', [0x61, 0xe2, 0x82, 0xac, 0xf0, 0x9f, 0x98, 0x80], null],
  ];
  for (const [name, bytes, at] of cases) {
    it(`are told by their place: ${name}`, () => {
      assert.equal(invalidUtf8At(Uint8Array.from(bytes)), at);
    });
  }

  it('are named by how they begin', () => {
    const png = Uint8Array.of(
      0x89,
      0x50,
      0x4e,
      0x47,
      0x0d,
      0x0a,
      0x1a,
      0x0a,
      0,
      0,
      0,
      13,
      0x49,
      0x48,
      0x44,
      0x52,
      0,
      0,
      0,
      120,
      0,
      0,
      0,
      80,
    );
    assert.deepEqual(binaryKind(png), { kind: 'png', size: [120, 80] });
    assert.equal(binaryKind(Uint8Array.of(0x1f, 0x8b, 8))?.kind, 'gzip');
    assert.equal(binaryKind(Uint8Array.of(1, 2, 3)), null);
  });
});
