import { gzipSync } from 'node:zlib';
import type { CauseId } from '../../../../src/protocol/diagnosis.ts';
import { hmac, now, original, plainHash, saved, secret, signedWith, type Patient } from './patients.ts';

/** The cause, a request that fails by it, and the body that was signed where that is another one. */
export type Case = readonly [id: CauseId, patient: Patient, recovered?: string | Uint8Array];

export const right = hmac(original).toString('hex');
export const rewritten = JSON.stringify(JSON.parse(original));
const stripe = (text: string, change: Patient = {}): Patient => ({
  provider: 'stripe',
  headers: ['Stripe-Signature', text],
  ...change,
});
export const other = (key: string) => signedWith(hmac(original, key).toString('hex'));
export const came = (body: string | Uint8Array): Patient => signedWith(right, { body });

/** The mistake of each cause, made from a valid event. */
export const proven: readonly Case[] = [
  ['header-renamed', { headers: ['X-SB-Signature', right] }],
  ['header-truncated', signedWith(right.slice(0, 40))],
  ['header-prefix', signedWith(`sha256=${right}`)],
  ['header-quoted', signedWith(`"${right}"`)],
  ['header-list', signedWith(`${'0'.repeat(64)}, ${right}`)],
  ['header-duplicated', { headers: ['SB-Signature', '00'.repeat(32), 'SB-Signature', right] }],
  ['encoding-base64', signedWith(hmac(original).toString('base64'))],
  [
    'encoding-base64url',
    signedWith(hmac(original, 'k2').toString('base64url'), { secrets: { simplebackups: saved('k2') } }),
  ],
  ['encoding-uppercase', signedWith(right.toUpperCase())],
  ['encoding-twice', signedWith(Buffer.from(right).toString('base64'))],
  ['algorithm-md5', signedWith(hmac(original, secret, 'md5').toString('hex'))],
  ['algorithm-sha1', signedWith(hmac(original, secret, 'sha1').toString('hex'))],
  ['algorithm-sha384', signedWith(hmac(original, secret, 'sha384').toString('hex'))],
  ['algorithm-sha512', signedWith(hmac(original, secret, 'sha512').toString('hex'))],
  ['hash-of-body', signedWith(plainHash(original).toString('hex'))],
  ['hash-of-secret-and-body', signedWith(plainHash(secret, original).toString('hex'))],
  ['hash-of-body-and-secret', signedWith(plainHash(original, secret).toString('hex'))],
  ['arguments-swapped', signedWith(hmac(secret, original).toString('hex'))],
  [
    'secret-other-provider',
    { ...other('theirs'), secrets: { simplebackups: saved(secret), stripe: saved('theirs') } },
  ],
  ['secret-newline', other(`${secret}\n`)],
  ['secret-whitespace', other(` ${secret}`)],
  ['secret-bom', other(`\ufeff${secret}`)],
  ['secret-invisible', other(`${secret}\u200b`)],
  ['secret-quoted', other(`"${secret}"`)],
  ['secret-truncated', other(secret.slice(0, -1))],
  ['secret-case', other(secret.toUpperCase())],
  ['secret-empty', other('')],
  ['secret-undefined', other('undefined')],
  ['secret-null', other('null')],
  ['body-newline-removed', signedWith(hmac(`${original}\n`).toString('hex')), `${original}\n`],
  ['body-newline-added', came(`${original}\n`), original],
  ['body-bom-added', came(`\ufeff${original}`), original],
  ['body-empty', signedWith(hmac('').toString('hex')), ''],
  ['body-decompressed', signedWith(hmac(gzipSync(original)).toString('hex')), gzipSync(original)],
  ['body-compressed', came(gzipSync(original)), original],
  ['body-base64', came(Buffer.from(original).toString('base64')), original],
  ['body-double-encoded', came(JSON.stringify(original)), original],
  ['json-slashes', came(original.replaceAll('\\/', '/')), original],
  ['json-unicode', came(original.replace('\\u00fc', '\u00fc')), original],
  ['json-whitespace', came(original.replaceAll('":', '": ')), original],
  ['json-empty-objects', came(original.replace('{}', '[]')), original],
  ['json-numbers', came(original.replace('1.0', '1')), original],
  ['framing-timestamp-left-out', stripe(`t=${now},v1=${hmac(original).toString('hex')}`)],
  ['framing-joined-otherwise', stripe(`t=${now},v1=${hmac(`${now}:${original}`).toString('hex')}`)],
  ['framing-timestamp-unit', stripe(`t=${now},v1=${hmac(`${now}000.${original}`).toString('hex')}`)],
  ['time-old', stripe(`t=${now - 900},v1=${hmac(`${now - 900}.${original}`).toString('hex')}`)],
];

/** Causes that leave signs and no proof. */
export const seen: readonly (readonly [CauseId, Patient])[] = [
  ['header-absent', { headers: ['Content-Type', 'application/json'] }],
  ['header-placeholder', signedWith('{{signature}}')],
  ['token-scheme', signedWith(secret)],
  ['json-big-integers', signedWith('11'.repeat(32), { body: '{"id":12345678901234567000}' })],
  ['body-truncated', signedWith('11'.repeat(32), { body: original.slice(0, 30), complete: false })],
];
