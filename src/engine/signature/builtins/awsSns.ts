import { Buffer } from 'node:buffer';
import { verify as verifySignature, type KeyObject } from 'node:crypto';
import { decodeDigest } from '../digest.ts';
import { valueAt } from '../json.ts';
import type { PreparedScheme } from '../preparedScheme.ts';
import type { RequestParts } from '../requestParts.ts';
import { invalid, malformed, matching, oneValue, withoutKey, type Verification } from '../verification.ts';
import type { Place } from '../../../protocol/signature.ts';

/** Fields in the order in which they are signed, those that a message has. Source: the scheme's page. */
const notification = ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type'] as const;
const subscription = [
  'Message',
  'MessageId',
  'SubscribeURL',
  'Timestamp',
  'Token',
  'TopicArn',
  'Type',
] as const;

const hashes = new Map([
  ['1', { hash: 'sha1', title: 'RSA with SHA-1' }],
  ['2', { hash: 'sha256', title: 'RSA with SHA-256' }],
]);

/** The certificate has to be Amazon's: anyone can sign with one of their own. */
const certificateUrl = /^https:\/\/sns\.[a-z0-9-]+\.amazonaws\.com(\.cn)?\//;

const place: Place = { json: 'Signature' };

interface SnsReading {
  readonly hash: string;
  readonly title: string;
  readonly signature: Buffer;
  readonly characters: number;
  readonly fields: readonly string[];
  readonly signed: Buffer;
}

function wrongForm(path: string, expectedForm: string): Verification {
  return malformed({ code: 'wrongForm', place: { json: path }, expectedForm });
}

/** What a message says that is signed, or what is wrong with its form. */
function readMessage(prepared: PreparedScheme, parts: RequestParts): SnsReading | Verification {
  const text = oneValue(place, parts, prepared);
  if (typeof text !== 'string') {
    return text;
  }
  const fieldOf = (name: string): string => String(valueAt(parts.json, name) ?? '');
  const algorithm = hashes.get(fieldOf('SignatureVersion'));
  if (algorithm === undefined) {
    return wrongForm('SignatureVersion', '1 or 2');
  }
  const actual = fieldOf('SigningCertURL');
  if (!certificateUrl.test(actual)) {
    return invalid({ code: 'foreignCertificate', place: { json: 'SigningCertURL' }, actual });
  }
  const signature = decodeDigest(text, 'base64', null);
  if (!Buffer.isBuffer(signature)) {
    return wrongForm('Signature', 'base64');
  }
  const names = fieldOf('Type') === 'Notification' ? notification : subscription;
  const fields = names.filter((name) => typeof valueAt(parts.json, name) === 'string');
  const signed = Buffer.from(fields.map((name) => `${name}\n${fieldOf(name)}\n`).join(''), 'utf8');
  return { ...algorithm, signature, characters: text.length, fields, signed };
}

function isMadeBy(key: KeyObject, { hash, signed, signature }: SnsReading): boolean {
  try {
    return verifySignature(hash, signed, key, signature);
  } catch {
    return false;
  }
}

/** The signature of an SNS message, with the certificate of its SigningCertURL saved as the secret. */
export function verifySns(prepared: PreparedScheme, parts: RequestParts): Verification {
  const reading = readMessage(prepared, parts);
  if ('verdict' in reading) {
    return reading;
  }
  const { keys, secretLabels } = prepared;
  if (keys.length === 0) {
    return withoutKey(place, prepared);
  }
  const proof = 'publicKey' as const;
  const match = keys.find(({ key }) => isMadeBy(key, reading));
  if (match === undefined) {
    const { characters: digestCharacters } = reading;
    return invalid({ code: 'mismatch', place, proof, digestCharacters, encoding: 'base64', secretLabels });
  }
  const coverage = {
    kind: 'partial',
    parts: reading.fields.map((name) => `{json:${name}}`).join(''),
  } as const;
  const { title: algorithm } = reading;
  const secretLabel = match.label;
  return matching({ code: 'matches', place, proof, algorithm, secretLabel, coverage });
}
