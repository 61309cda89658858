import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { createHmac } from 'node:crypto';
import type { CapturedRequest } from '../../../../src/engine/capture/capturedRequest.ts';
import { targetsOf } from '../../../../src/engine/diagnosis/targets.ts';
import {
  body,
  isSame,
  placeOf,
  plainSecret,
  sent,
  subjectOf,
  valueOf,
  withHeader,
  withMore,
} from './subjects.ts';
import { costOf } from '../../../support/cost.ts';

type Change = (request: CapturedRequest) => CapturedRequest;

const digest = createHmac('sha256', plainSecret).update(body).digest();
const hex = digest.toString('hex');
const base64 = digest.toString('base64');

const header = (name: string, change: (value: string) => string | null): Change => withHeader(name, change);

const inTurn =
  (...changes: readonly Change[]): Change =>
  (request) =>
    changes.reduce((changed, change) => change(changed), request);

/** Of SimpleBackups, whose header is the digest in hexadecimal and nothing else. */
const simple = (value: string): Change => header('SB-Signature', () => value);
/** Of GitHub, whose header is `sha256=` and the digest in hexadecimal. */
const github = (value: string): Change => header('X-Hub-Signature-256', () => value);

const cases: readonly (readonly [name: string, scheme: string, change: Change, ids: string])[] = [
  ['a prefix that the scheme has not', 'simplebackups', simple(`sha256=${hex}`), 'header-prefix'],
  ['a version in front', 'simplebackups', simple(`v1,${hex}`), 'header-prefix'],
  ['an authentication scheme in front', 'simplebackups', simple(`HMAC ${hex}`), 'header-prefix'],
  ['a missing prefix', 'github', github(hex), 'header-prefix'],
  ['another prefix', 'github', github(`SHA256:${hex}`), 'header-prefix'],
  ['quotes', 'simplebackups', simple(`"${hex}"`), 'header-quoted'],
  ['quotes behind the prefix', 'github', github(`sha256="${hex}"`), 'header-quoted'],
  ['single quotes and whitespace', 'github', github(` 'sha256=${hex}' `), 'header-whitespace header-quoted'],
  ['whitespace', 'simplebackups', simple(`\t${hex} `), 'header-whitespace'],
  ['no-break spaces', 'simplebackups', simple(`${hex}\xa0`), 'header-whitespace'],
  ['the bytes of Python', 'simplebackups', simple(`b'${hex}'`), 'header-quoted'],
  ['the brackets of an array', 'simplebackups', simple(`["${hex}"]`), 'header-quoted'],
  ['the brackets of a template', 'github', github(`<sha256=${hex}>`), 'header-quoted'],
  ['a line end that was written out', 'simplebackups', simple(`${hex}\\n`), 'header-whitespace'],
  ['a mark of hexadecimal', 'simplebackups', simple(`0x${hex}`), 'header-prefix'],
  ['colons', 'simplebackups', simple(hex.replace(/..(?=.)/g, '$&:')), 'encoding-hex'],
  [
    'dashes in upper case',
    'simplebackups',
    simple(hex.toUpperCase().replace(/..(?=.)/g, '$&-')),
    'encoding-hex encoding-uppercase',
  ],
  ['a list with commas', 'simplebackups', simple(`${'0'.repeat(64)}, ${hex}`), 'header-list'],
  ['a list with semicolons', 'github', github(`sha256=${'0'.repeat(64)};sha256=${hex}`), 'header-list'],
  ['a list with spaces', 'github', github(`sha256=${'0'.repeat(64)} sha256=${hex}`), 'header-list'],
  [
    'a list of several things',
    'simplebackups',
    simple(`t=1760000000,v1=${hex}`),
    'header-list header-prefix',
  ],
  ['the same twice in one header', 'simplebackups', simple(`${hex}, ${hex}`), 'header-duplicated'],
  ['two headers', 'simplebackups', withMore(['sb-signature', '00']), 'header-duplicated'],
  ['a beginning', 'simplebackups', simple(hex.slice(0, 40)), 'header-truncated'],
  ['a beginning of an odd length', 'simplebackups', simple(hex.slice(0, 63)), 'header-truncated'],
  ['a beginning with dots', 'github', github(`sha256=${hex.slice(0, 20)}...`), 'header-truncated'],
  ['base64', 'simplebackups', simple(base64), 'encoding-base64'],
  ['base64url', 'simplebackups', simple(digest.toString('base64url')), 'encoding-base64url'],
  ['upper case', 'simplebackups', simple(hex.toUpperCase()), 'encoding-uppercase'],
  [
    'upper case and quotes',
    'simplebackups',
    simple(`"${hex.toUpperCase()}"`),
    'header-quoted encoding-uppercase',
  ],
  ['base64 of hexadecimal', 'simplebackups', simple(Buffer.from(hex).toString('base64')), 'encoding-twice'],
  ['hexadecimal of base64', 'simplebackups', simple(Buffer.from(base64).toString('hex')), 'encoding-twice'],
  ['percent-encoding', 'simplebackups', simple(encodeURIComponent(`${base64}`)), 'encoding-twice'],
  [
    'another name',
    'simplebackups',
    inTurn(
      header('SB-Signature', () => null),
      withMore(['X-Original-Sb-Signature', hex]),
    ),
    'header-renamed',
  ],
  [
    'another header of several',
    'simplebackups',
    inTurn(simple('0'.repeat(64)), withMore(['X-Sig', hex])),
    'header-other',
  ],
  [
    'another version of the header',
    'github',
    inTurn(
      header('X-Hub-Signature-256', () => null),
      withMore(['X-Hub-Signature', `sha256=${hex}`]),
    ),
    'header-other',
  ],
];

describe('the received signatures', () => {
  it('are read as the scheme has them, with no cause', () => {
    for (const scheme of ['simplebackups', 'github']) {
      const found = placeOf(targetsOf(subjectOf({ scheme })), ({ bytes }) => isSame(digest)(bytes));
      assert.deepEqual([found.index, found.ids, found.value.isWhole], [0, '', true], scheme);
    }
  });

  for (const [name, scheme, change, ids] of cases) {
    it(`are found behind ${name}`, () => {
      const isPart = ids.includes('truncated');
      const found = placeOf(
        targetsOf(subjectOf({ scheme }, change)),
        ({ bytes, isWhole }) =>
          isWhole !== isPart && bytes.length >= 8 && isSame(digest.subarray(0, bytes.length))(bytes),
      );
      assert.equal(found.ids, ids);
      assert.ok(found.index < 6, `at ${found.index}`);
    });
  }

  it('of a base64 scheme are found in hexadecimal, without padding, and with + as a space', () => {
    const request = sent({ scheme: 'shopify' });
    const value = valueOf(request, 'X-Shopify-Hmac-SHA256');
    const bytes = Buffer.from(value, 'base64');
    const ids = (text: string): string =>
      placeOf(
        targetsOf(
          subjectOf(
            { scheme: 'shopify' },
            header('X-Shopify-Hmac-SHA256', () => text),
          ),
        ),
        (target) => isSame(bytes)(target.bytes),
      ).ids;
    assert.equal(ids(value), '');
    assert.equal(ids(bytes.toString('hex')), 'encoding-hex');
    assert.equal(ids(bytes.toString('hex').toUpperCase()), 'encoding-hex encoding-uppercase');
    assert.equal(ids(value.replace(/=+$/, '')), 'encoding-padding');
    const plus = Buffer.from(bytes).fill(0xfb, 3, 9);
    const spaced = placeOf(
      targetsOf(
        subjectOf(
          { scheme: 'shopify' },
          header('X-Shopify-Hmac-SHA256', () => plus.toString('base64').replaceAll('+', ' ')),
        ),
      ),
      (target) => isSame(plus)(target.bytes),
    );
    assert.equal(spaced.ids, 'header-whitespace');
  });

  it('of Stripe and Standard Webhooks are all those of the scheme’s own version', () => {
    const stripe = targetsOf(
      subjectOf(
        { scheme: 'stripe' },
        header('Stripe-Signature', (value) => `${value},v1=${'1'.repeat(64)},v0=${hex}`),
      ),
    );
    assert.equal(stripe.filter(({ causes }) => causes.length === 0).length, 2);
    assert.equal(placeOf(stripe, ({ bytes }) => isSame(digest)(bytes)).ids, 'header-prefix');
    const standard = targetsOf(
      subjectOf(
        { scheme: 'standard-webhooks', secret: `whsec_${base64}` },
        header('webhook-signature', (value) => `v1,${base64}, ${value}`),
      ),
    );
    assert.equal(placeOf(standard, ({ bytes }) => isSame(digest)(bytes)).ids, 'header-list');
  });

  it('are read from the body where they are in it', () => {
    const adyen = Buffer.from(
      JSON.stringify({
        notificationItems: [
          {
            NotificationRequestItem: {
              pspReference: '1',
              success: 'true',
              additionalData: { hmacSignature: '' },
            },
          },
        ],
      }),
    );
    const found = targetsOf(subjectOf({ scheme: 'adyen', body: adyen }));
    assert.deepEqual([found.length, found[0]?.causes, found[0]?.value.bytes.length], [1, [], 32]);
    const mailgun = Buffer.from(
      JSON.stringify({
        signature: { timestamp: '1760000000', token: 'aa', signature: '' },
        'event-data': {},
      }),
    );
    const [first] = targetsOf(subjectOf({ scheme: 'mailgun', body: mailgun }));
    assert.deepEqual([first?.causes, first?.value.bytes.length], [[], 32]);
  });

  it('name the header that they were found in', () => {
    const renamed = inTurn(
      header('SB-Signature', () => null),
      withMore(['X-Moved', hex]),
    );
    const { details } = placeOf(targetsOf(subjectOf({ scheme: 'simplebackups' }, renamed)), ({ bytes }) =>
      isSame(digest)(bytes),
    );
    assert.deepEqual(details, [{ header: 'X-Moved', expected: 'SB-Signature' }]);
  });

  it('are none where nothing has the size of a digest', () => {
    assert.deepEqual(targetsOf(subjectOf({ scheme: 'simplebackups' }, simple('no'))), []);
    assert.deepEqual(
      targetsOf(
        subjectOf(
          { scheme: 'simplebackups' },
          header('SB-Signature', () => null),
        ),
      ),
      [],
    );
    assert.deepEqual(targetsOf(subjectOf({ scheme: 'gitlab-token' })), []);
  });

  it('are at most 64, and found at once, in values of 64 KiB and hundreds of headers', () => {
    const hostile = [
      `${hex},`.repeat(1000),
      '"'.repeat(65_536),
      ' '.repeat(65_536),
      `${'a='.repeat(32_768)}`,
      '%'.repeat(65_536),
      '='.repeat(65_536),
      Array.from({ length: 900 }, (_, at) => digest.toString('hex').replace('0', String(at))).join(' '),
    ];
    const more = Array.from(
      { length: 500 },
      (_, at) => [`X-Hash-${at}`, createHmac('sha256', `${at}`).digest('hex')] as const,
    );
    const cost = costOf(() => {
      for (const value of hostile) {
        const subject = subjectOf({ scheme: 'github' }, inTurn(github(value), withMore(...more)));
        assert.ok(targetsOf(subject).length <= 64);
      }
    });
    assert.ok(cost < 1500, `${cost}`);
  });
});
