import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { randomBytes } from 'node:crypto';
import { secretCompletions, secretVariants } from '../../../../src/engine/diagnosis/secrets.ts';
import type { SavedSecret } from '../../../../src/engine/diagnosis/subject.ts';
import type { KeyRule } from '../../../../src/engine/signature/scheme.ts';
import { isSame, ownSecret, placeOf, type Place } from './subjects.ts';
import type { KeyMaterial } from '../../../../src/engine/diagnosis/space.ts';
import { costOf } from '../../../support/cost.ts';

const asText: KeyRule = { encoding: 'utf8' };
/** Of Standard Webhooks. */
const asBase64: KeyRule = { encoding: 'base64', prefix: 'whsec_' };
const asHex: KeyRule = { encoding: 'hex' };

const bytes = Buffer.from('00112233445566778899aabbccddeeff', 'hex');
const base64 = bytes.toString('base64');
const hex = bytes.toString('hex');

function found(saved: string, signedWith: string | Uint8Array, rule: KeyRule = asText): Place<KeyMaterial> {
  return placeOf(secretVariants([ownSecret(saved)], rule), ({ key }) => isSame(signedWith)(key));
}

type Case = readonly [saved: string, signedWith: string | Uint8Array, ids: string, rule?: KeyRule];

const cases: Readonly<Record<string, readonly Case[]>> = {
  'a line end': [
    ['Hunter2\n', 'Hunter2', 'secret-newline'],
    ['Hunter2\r\n', 'Hunter2', 'secret-newline'],
    ['Hunter2', 'Hunter2\n', 'secret-newline'],
    ['Hunter2', 'Hunter2\r\n', 'secret-newline'],
    ['Hunter2', 'Hunter2\r', 'secret-newline'],
  ],
  whitespace: [
    ['Hunter2 ', 'Hunter2', 'secret-whitespace'],
    [' Hunter2\t', 'Hunter2', 'secret-whitespace'],
    ['Hunter2', 'Hunter2 ', 'secret-whitespace'],
    ['Hunter2', ' Hunter2', 'secret-whitespace'],
    ['Hunter2', ' Hunter2 ', 'secret-whitespace'],
    ['Hunter2', 'Hunter2\t', 'secret-whitespace'],
    ['Hun ter 2', 'Hunter2', 'secret-whitespace'],
  ],
  'what nobody sees': [
    ['\ufeffHunter2', 'Hunter2', 'secret-bom'],
    ['\u00ef\u00bb\u00bfHunter2', 'Hunter2', 'secret-bom'],
    ['Hunter2', '\ufeffHunter2', 'secret-bom'],
    ['Hun\u200bter2', 'Hunter2', 'secret-invisible'],
    ['Hunter2\u2060', 'Hunter2', 'secret-invisible'],
    ['Hunter2', 'Hunter2\u200b', 'secret-invisible'],
    ['Hunter2', '\u200dHunter2', 'secret-invisible'],
    ['Hunter2', 'Hunter2\u00a0', 'secret-invisible'],
    ['Hünter2', 'Hünter2'.normalize('NFD'), 'secret-invisible'],
    ['Hünter2'.normalize('NFD'), 'Hünter2'.normalize('NFC'), 'secret-invisible'],
    ['Hünter2', Buffer.from('Hünter2', 'latin1'), 'secret-invisible'],
  ],
  quotes: [
    ['"Hunter2"', 'Hunter2', 'secret-quoted'],
    ["'Hunter2'", 'Hunter2', 'secret-quoted'],
    ['Hunter2', '"Hunter2"', 'secret-quoted'],
    ['Hunter2', "'Hunter2'", 'secret-quoted'],
    ['"Hunter2', 'Hunter2', 'secret-quoted'],
  ],
  backslashes: [
    ['Hun\\nter2', 'Hun\nter2', 'secret-escaped'],
    ['Hun\\$ter2', 'Hun$ter2', 'secret-escaped'],
    ['Hun/ter2', 'Hun\\/ter2', 'secret-escaped'],
    ['Hun$ter2', 'Hun\\$ter2', 'secret-escaped'],
    ['Hunter2', 'Hunter2\\n', 'secret-escaped'],
    ['Hun"ter\n2', 'Hun\\"ter\\n2', 'secret-escaped'],
    ['Hun&ter2', 'Hun&amp;ter2', 'secret-escaped'],
  ],
  'an .env file': [
    ['Hun$ter2', 'Hun', 'secret-dollar'],
    ['Hun$ter2!', 'Hun!', 'secret-dollar'],
    ['Hun${ter}2', 'Hun2', 'secret-dollar'],
    ['Hun$$ter2', 'Hun$ter2', 'secret-dollar'],
    ['Hun$1ter2', 'Hunter2', 'secret-dollar'],
    ['Hun$ter2', 'Hun$$ter2', 'secret-dollar'],
    ['Hun#ter2', 'Hun', 'secret-hash'],
    ['Hun #ter2', 'Hun', 'secret-hash'],
    ['Hunter2 # of staging', 'Hunter2', 'secret-hash'],
    ['WEBHOOK_SECRET=Hunter2', 'Hunter2', 'secret-prefix-kept'],
    ['export WEBHOOK_SECRET="Hunter2"', 'Hunter2', 'secret-prefix-kept'],
  ],
  'a prefix': [
    ['whsec_Hunter2', 'Hunter2', 'secret-prefix-kept'],
    ['Hunter2', 'whsec_Hunter2', 'secret-prefix-removed'],
    ['Hunter2', 'v1,Hunter2', 'secret-prefix-removed'],
    [`whsec_${base64}`, bytes, 'secret-prefix-kept secret-decoded'],
    [`whsec_${base64}`, base64, 'secret-not-decoded', asBase64],
    [`whsec_${base64}`, `whsec_${base64}`, 'secret-prefix-kept secret-not-decoded', asBase64],
    [base64, `whsec_${base64}`, 'secret-prefix-kept secret-not-decoded', asBase64],
    [`whsec_${base64}`, Buffer.from(`whsec_${base64}`, 'base64'), 'secret-prefix-kept', asBase64],
  ],
  'text for bytes and bytes for text': [
    [base64, base64, 'secret-not-decoded', asBase64],
    [hex, hex, 'secret-not-decoded', asHex],
    [base64, bytes, 'secret-decoded'],
    [bytes.toString('base64url'), bytes, 'secret-decoded'],
    [hex, bytes, 'secret-decoded'],
    [hex, bytes, 'secret-decoded', asBase64],
    ['Hunter2', Buffer.from('Hunter2').toString('base64'), 'secret-not-decoded'],
    ['Hunter2', Buffer.from('Hunter2').toString('hex'), 'secret-not-decoded'],
  ],
  'what was cut off': [
    ['Hunter2', 'Hunter', 'secret-truncated'],
    ['Hunter2', 'unter2', 'secret-truncated'],
    ['Hunter2', 'Hunte', 'secret-truncated'],
    ['Hunter2', 'nter2', 'secret-truncated'],
    ['Hunter', 'Hunter2', 'secret-truncated'],
    ['unter2', 'Hunter2', 'secret-truncated'],
    [hex.slice(1), hex, 'secret-truncated'],
  ],
  'small and capital letters': [
    ['HunterTwo', 'huntertwo', 'secret-case'],
    ['HunterTwo', 'HUNTERTWO', 'secret-case'],
    ['hunterTwo', 'HunterTwo', 'secret-case'],
    ['HunterTwo', 'hunterTwo', 'secret-case'],
  ],
  'percent-encoding': [
    ['Hun%2Fter2', 'Hun/ter2', 'secret-url-encoded'],
    ['Hun/ter=2', 'Hun%2Fter%3D2', 'secret-url-encoded'],
    ['Hun+ter2', 'Hun ter2', 'secret-url-encoded'],
    ['Hun ter+2', 'Hun+ter+2', 'secret-url-encoded'],
  ],
  'no secret at all': [
    ['Hunter2', '', 'secret-empty'],
    ['Hunter2', 'undefined', 'secret-undefined'],
    ['Hunter2', '[object Object]', 'secret-undefined'],
    ['Hunter2', 'null', 'secret-null'],
    ['Hunter2', 'None', 'secret-null'],
    ['Hunter2', 'nil', 'secret-null'],
  ],
};

describe('the secret that a sender may have signed with', () => {
  for (const [name, list] of Object.entries(cases)) {
    it(`differs by ${name}`, () => {
      for (const [saved, signedWith, ids, rule] of list) {
        const place = found(saved, signedWith, rule);
        const said = JSON.stringify([saved, signedWith]);
        assert.equal(place.ids, ids, said);
        // Where none was used, none of the saved ones is named.
        assert.equal(place.value.label, name === 'no secret at all' ? '' : 'Secret 1');
        assert.ok(place.index > 0 && place.index < 400, `${said} at ${place.index}`);
      }
    });
  }

  it('differs by several things that a careless copy has at once', () => {
    assert.equal(found('"Hunter2"\n', 'Hunter2').ids, 'secret-newline secret-quoted');
    assert.equal(found('\ufeff"Hunter2"\r\n', 'Hunter2').ids, 'secret-bom secret-newline secret-quoted');
  });

  it('is first each own one as it is, then another of the provider, then one of another provider', () => {
    const secrets: readonly SavedSecret[] = [
      ownSecret('own 1', 'A'),
      ownSecret('own 2', 'B'),
      { label: 'C', value: 'of another', owner: 'Stripe', isOwn: false },
      { label: 'D', value: 'of the provider', owner: 'GitHub', isOwn: false },
    ];
    const all = [...secretVariants(secrets, asText, 'GitHub')].slice(0, 4);
    assert.deepEqual(
      all.map(({ value, causes }) => [Buffer.from(value.text).toString(), value.label, causes]),
      [
        ['own 1', 'A', []],
        ['own 2', 'B', []],
        ['of the provider', 'D', [{ id: 'secret-other', detail: { label: 'D', owner: 'GitHub' } }]],
        ['of another', 'C', [{ id: 'secret-other-provider', detail: { label: 'C', owner: 'Stripe' } }]],
      ],
    );
  });

  it('is tried as text where it is another provider’s and the rule decodes its own', () => {
    const github: SavedSecret = { label: 'A', value: 'Hunter2', owner: 'GitHub', isOwn: false };
    const place = placeOf(secretVariants([github], asBase64), ({ key }) => isSame('Hunter2')(key));
    assert.equal(place.ids, 'secret-other-provider secret-not-decoded');
  });

  it('is nothing at all where none is saved', () => {
    const all = [...secretVariants([], asText)];
    assert.ok(all.some(({ value, causes }) => value.key.length === 0 && causes[0]?.id === 'secret-empty'));
  });

  it('is never tried twice, and never written into a cause', () => {
    const value = randomBytes(24).toString('base64');
    const all = [...secretVariants([ownSecret(`whsec_${value}`), ownSecret(`NAME=${value}`)], asText)];
    assert.equal(new Set(all.map(({ value: { key } }) => Buffer.from(key).toString('hex'))).size, all.length);
    const said = JSON.stringify(all.map(({ causes }) => causes));
    for (let at = 0; at + 5 <= value.length; at += 1) {
      assert.ok(!said.includes(value.slice(at, at + 5)));
    }
    assert.ok(all.length < 700, `${all.length}`);
  });

  it('is one whose last or first two characters were lost, of a list of its own', () => {
    for (const [saved, signedWith] of [
      ['Hunter1', 'Hunter1x2'],
      ['nteR22', 'HunteR22'],
      [hex.slice(2), hex],
    ] as const) {
      const completions = secretCompletions([ownSecret(saved)], asText);
      const place = placeOf(completions, ({ key }) => isSame(signedWith)(key));
      assert.equal(place.ids, 'secret-truncated');
      assert.ok(place.index < 10_000);
    }
  });

  it('is as long or as strange as a person saved it', () => {
    const values = [
      'x'.repeat(200_000),
      '\ud800',
      '%',
      '\\',
      '$',
      '#',
      '""',
      ' ',
      '=',
      '\0',
      '$'.repeat(4096),
      ' '.repeat(4096),
    ];
    const cost = costOf(() => {
      for (const value of values) {
        assert.ok([...secretVariants([ownSecret(value)], asText)].length > 0);
      }
    });
    assert.ok(cost < 2000, `${cost}`);
  });
});
