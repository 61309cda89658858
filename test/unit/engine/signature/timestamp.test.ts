import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import type { Scheme, TimestampRule } from '../../../../src/engine/signature/scheme.ts';
import { timeFault, timeOf, timeText } from '../../../../src/engine/signature/timestamp.ts';
import type { Verification } from '../../../../src/engine/signature/verification.ts';
import { circumstances, hold, prepare } from './holding.ts';

const now = 1_760_000_000;

describe('the text of a time', () => {
  const texts: readonly [text: string, unit: TimestampRule['unit'], milliseconds: number | undefined][] = [
    ['1760000000', 's', 1_760_000_000_000],
    ['0', 's', 0],
    ['0001760000000', 's', undefined],
    ['001760000000', 's', 1_760_000_000_000],
    ['999999999999', 's', 999_999_999_999_000],
    ['1760000000000', 'ms', 1_760_000_000_000],
    ['1760000000', 'ms', 1_760_000_000],
    ['999999999999999', 'ms', 999_999_999_999_999],
    ['2025-10-09T08:53:20Z', 'iso', 1_760_000_000_000],
    ['2025-10-09T08:53:20.5Z', 'iso', 1_760_000_000_500],
    ['2025-10-09T08:53:20.123456789Z', 'iso', 1_760_000_000_123],
    ['2025-10-09T10:53:20+02:00', 'iso', 1_760_000_000_000],
    ['2025-10-09T10:53:20+0200', 'iso', 1_760_000_000_000],
    ['2025-10-09T01:53:20-07:00', 'iso', 1_760_000_000_000],
    ['2024-02-29T00:00:00Z', 'iso', 1_709_164_800_000],
  ];
  for (const [text, unit, milliseconds] of texts) {
    it(`${text} in ${unit} is ${milliseconds ?? 'none'}`, () => {
      assert.equal(timeOf(text, unit), milliseconds);
    });
  }

  const strange = [
    '',
    ' ',
    '1e9',
    ' 1760000000',
    '1760000000 ',
    '1760000000\n',
    '+1',
    '-1760000000',
    '0x68e79f80',
    '0b1',
    '1760000000.5',
    '1,760,000,000',
    '1_760_000_000',
    '1760000000n',
    '12345678901234567890',
    'NaN',
    'Infinity',
    'null',
    'true',
    '\u0661\u0667',
    '\uff11\uff17',
    '1760000000\u0000',
    '2025-10-09T08:53:20',
    '2025-10-09 08:53:20Z',
    '2025-10-09T08:53Z',
    '2025-10-09',
    '2025-13-09T08:53:20Z',
    '2025-02-30T08:53:20Z',
    '2025-02-29T08:53:20Z',
    '2025-10-09T25:53:20Z',
    '2025-10-09T08:53:20z',
    '2025-10-09T08:53:20.Z',
    '2025-10-09T08:53:20+2',
    '+12025-10-09T08:53:20Z',
    'Thu, 09 Oct 2025 08:53:20 GMT',
  ];
  for (const unit of ['s', 'ms', 'iso'] as const) {
    it(`is no time in ${unit} where it is written in another way`, () => {
      for (const text of strange) {
        assert.equal(timeOf(text, unit), undefined, JSON.stringify(text));
      }
    });

    it(`in ${unit} is read as it is written`, () => {
      assert.equal(timeOf(timeText(now * 1000, unit), unit), now * 1000);
    });
  }

  it('in seconds says nothing of the rest of a second', () => {
    assert.equal(timeText(1_760_000_000_999, 's'), '1760000000');
  });
});

describe('the age of a request', () => {
  const faultOf = (
    age: number,
    rule: Pick<TimestampRule, 'tolerance' | 'future'>,
    ignoreTimestamps = false,
  ): Verification | undefined =>
    timeFault((now - age) * 1000, rule, { ...circumstances(now), ignoreTimestamps }, 'Secret 1');

  const ages: readonly [rule: Pick<TimestampRule, 'tolerance' | 'future'>, good: number[], bad: number[]][] =
    [
      [{}, [0, 1e9, -1e9], []],
      [{ tolerance: 300 }, [0, 300, -301, -1e9], [300.001, 301]],
      [{ tolerance: 300, future: true }, [0, 300, -300], [301, -301, -300.001]],
      [{ tolerance: 600, future: 0 }, [0, 600], [601, -0.001, -1]],
      [{ tolerance: 60, future: 3600 }, [60, -3600], [61, -3601]],
      [{ tolerance: 0, future: true }, [0], [0.001, -0.001]],
    ];
  for (const [rule, good, bad] of ages) {
    it(`under ${JSON.stringify(rule)} is good up to its edges, and no further`, () => {
      for (const age of good) {
        assert.equal(faultOf(age, rule), undefined, `${age} s`);
      }
      for (const age of bad) {
        assert.equal(faultOf(age, rule)?.verdict, 'expired', `${age} s`);
      }
    });
  }

  it('is said with the limit that it is over', () => {
    const rule = { tolerance: 300, future: 60 };
    assert.deepEqual(faultOf(301, rule)?.reason, {
      code: 'expired',
      secretLabel: 'Secret 1',
      age: 301,
      tolerance: 300,
    });
    assert.deepEqual(faultOf(-61, rule)?.reason, {
      code: 'expired',
      secretLabel: 'Secret 1',
      age: -61,
      tolerance: 60,
    });
  });

  it('does not count where times are ignored', () => {
    assert.equal(faultOf(1e6, { tolerance: 300, future: true }, true), undefined);
    assert.equal(faultOf(-1e6, { tolerance: 300, future: true }, true), undefined);
  });
});

describe('a signature with a time', () => {
  const timestamp = { from: { header: 'X-Time' }, unit: 's', tolerance: 300 } as const;
  const scheme: Scheme = {
    id: 'acme',
    name: 'Acme',
    docs: '',
    secretFormat: '',
    verify: {
      kind: 'signature',
      algorithm: 'hmac-sha256',
      encoding: 'hex',
      signature: [{ header: 'X-Signature' }],
      content: '{timestamp}.{body}',
      key: { encoding: 'utf8' },
      timestamp,
    },
    detect: [],
    title: [],
  };
  const said = (times: readonly string[], signed: string, at = circumstances(now)): string => {
    const value = createHmac('sha256', 'secret')
      .update(Buffer.from(`${signed}.`, 'latin1'))
      .digest('hex');
    const rawHeaders = ['X-Signature', value, ...times.flatMap((time) => ['X-Time', time])];
    const { verdict, reason } = hold({ rawHeaders }, prepare(scheme, 'secret'), at);
    return `${verdict}: ${reason.code}`;
  };

  it('is valid with the time that was signed, as it was written', () => {
    assert.equal(said(['1760000000'], '1760000000'), 'valid: matches');
    assert.equal(said(['01760000000'], '01760000000'), 'valid: matches');
    assert.equal(said(['01760000000'], '1760000000'), 'invalid: mismatch');
  });

  it('is malformed with a time that is none, however well it is signed', () => {
    for (const time of [
      '1e9',
      '+1',
      '0x68e79f80',
      '12345678901234567890',
      '2025-10-09T08:53:20',
      ' 1760000000',
    ]) {
      assert.equal(said([time], time), 'malformed: wrongTime', time);
    }
  });

  it('is missing without one, and malformed with two', () => {
    assert.equal(said([], ''), 'missing: absent');
    assert.equal(said([''], ''), 'malformed: emptySignature');
    assert.equal(said(['1760000000', '1760000000'], '1760000000'), 'malformed: severalHeaders');
  });

  it('is expired only where it is right', () => {
    assert.equal(said(['1759999699'], '1759999699'), 'expired: expired');
    assert.equal(said(['1759999699'], '1759999698'), 'invalid: mismatch');
    assert.equal(said(['1759999700'], '1759999700'), 'valid: matches');
  });

  it('is valid at any age where times are ignored, and invalid where it is wrong', () => {
    const ignoring = { ...circumstances(now), ignoreTimestamps: true };
    assert.equal(said(['1'], '1', ignoring), 'valid: matches');
    assert.equal(said(['1'], '2', ignoring), 'invalid: mismatch');
  });
});
