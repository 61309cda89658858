import assert from 'node:assert/strict';
import { hexRows } from '../../../../src/webview/payload/hexRows.ts';

describe('hexRows', () => {
  const body = new TextEncoder().encode('Hello, webhook!\n\u00fc\0');

  it('shows offset, bytes in two groups and ASCII', () => {
    assert.deepEqual(hexRows(body, { from: 0, to: 100 }, 16), [
      {
        offset: '00000000',
        bytes: '48 65 6c 6c 6f 2c 20 77  65 62 68 6f 6f 6b 21 0a',
        ascii: 'Hello, webhook!.',
      },
      { offset: '00000010', bytes: 'c3 bc 00               ' + '                         ', ascii: '...' },
    ]);
  });

  it('fits eight bytes a row, and a part of the body', () => {
    assert.deepEqual(hexRows(body, { from: 8, to: 16 }, 8), [
      { offset: '00000008', bytes: '65 62 68 6f 6f 6b 21 0a', ascii: 'ebhook!.' },
    ]);
    assert.deepEqual(hexRows(new Uint8Array(), { from: 0, to: 16 }, 16), []);
  });
});
