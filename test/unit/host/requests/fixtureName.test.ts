import assert from 'node:assert/strict';
import { fixtureName, freeName } from '../../../../src/host/requests/fixtureName.ts';

describe('The name of a fixture', () => {
  it('is made of its title by an allowlist', () => {
    const table: readonly (readonly [title: string, name: string])[] = [
      ['backup success: Acme Project', 'backup-success-acme-project'],
      ['Caf\u00e9 \u00dcber', 'cafe-uber'],
      ['../../etc/passwd', 'etc-passwd'],
      ['..', 'webhook'],
      ['', 'webhook'],
      ['\u65e5\u672c', 'webhook'],
      ['a\0b\r\nc', 'a-b-c'],
      ['C:\\Windows\\system32', 'c-windows-system32'],
      ['CON', 'webhook-con'],
      ['nul', 'webhook-nul'],
      ['LPT1', 'webhook-lpt1'],
      ['console', 'console'],
      ['-rf', 'rf'],
      ['.hidden.http', 'hidden-http'],
      ['%2e%2e%2f', '2e-2e-2f'],
      ['\u202egnp.exe', 'gnp-exe'],
      [`${'x'.repeat(59)} y`, 'x'.repeat(59)],
      ['x'.repeat(500), 'x'.repeat(60)],
    ];
    for (const [title, name] of table) {
      assert.equal(fixtureName(title), name, JSON.stringify(title));
      assert.match(fixtureName(title), /^[a-z0-9][a-z0-9-]{0,67}$/);
    }
  });

  it('is one that no file has, whatever its case, nor a body file', () => {
    assert.equal(freeName('a', []), 'a');
    assert.equal(freeName('a', ['A.http']), 'a-2');
    assert.equal(freeName('a', ['a.body.bin', 'a-2.http', 'b.http']), 'a-3');
    assert.equal(freeName('a', ['a.txt', 'aa.http']), 'a');
  });
});
