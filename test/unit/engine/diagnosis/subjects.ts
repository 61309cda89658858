import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import type { CapturedRequest } from '../../../../src/engine/capture/capturedRequest.ts';
import type { Variant } from '../../../../src/engine/diagnosis/hypothesis.ts';
import type { SavedSecret, Subject } from '../../../../src/engine/diagnosis/subject.ts';
import { Knowledge } from '../../../../src/engine/verification/knowledge.ts';
import { pairsOf } from '../../../../src/engine/signature/headers.ts';
import { prepareScheme } from '../../../../src/engine/signature/preparedScheme.ts';
import { schemeById } from '../../../../src/engine/signature/schemes/table.ts';
import { signRequest } from '../../../../src/engine/signature/sign.ts';
import { Case } from '../../../../src/engine/verification/verifyRequest.ts';
import { received } from '../signature/signing.ts';
import type { HeaderPair } from '../../../../src/protocol/http.ts';

export const now = 1_760_000_000_000;
export const publicUrl = 'https://hooks.example.com/in';
export const body = Buffer.from('{"id":"evt_1","type":"backup","url":"https://a.example/ü"}');

export interface Sending {
  readonly scheme: string;
  readonly secret?: string;
  readonly body?: Uint8Array;
  readonly headers?: readonly HeaderPair[];
  readonly target?: string;
  /** The URL that is signed. */
  readonly url?: string;
  /** The public URL of the source that the receiver knows; null for none. */
  readonly publicUrl?: string | null;
  /** Every saved secret; the sender's by itself where it is not given. */
  readonly secrets?: readonly SavedSecret[];
}

export const ownSecret = (value: string, label = 'Secret 1'): SavedSecret => ({
  label,
  value,
  owner: 'the provider',
  isOwn: true,
});

function schemeOf(id: string): NonNullable<ReturnType<typeof schemeById>> {
  const scheme = schemeById(id);
  assert.ok(scheme);
  return scheme;
}

/** A secret of the form that most rules take: text, base64 and hexadecimal at once. */
export const plainSecret = '0123456789abcdef0123456789abcdef';

/** What a provider sends, signed as it does it. */
export function sent({
  scheme: id,
  secret = plainSecret,
  target = '/in?a=1&b=2',
  ...sending
}: Sending): CapturedRequest {
  const scheme = schemeOf(id);
  const headers = sending.headers ?? [['Content-Type', 'application/json']];
  const request = { method: 'POST', target, rawHeaders: headers.flat(), body: sending.body ?? body };
  const prepared = prepareScheme(scheme, [{ label: 'Secret 1', value: secret }]);
  const signed = signRequest(
    { request, url: sending.url ?? `${publicUrl}${target.slice(3)}`, now },
    prepared,
  );
  assert.ok(typeof signed === 'object', `${id} can be signed`);
  return received(request, signed);
}

/** That, as the diagnosis gets it; `change` is what happens to it on the way. */
export function subjectOf(
  sending: Sending,
  change: (request: CapturedRequest) => CapturedRequest = (request) => request,
): Subject {
  const { scheme: id, secret = plainSecret } = sending;
  const source = {
    name: 'own',
    path: '/in',
    provider: id,
    publicUrl: sending.publicUrl === undefined ? publicUrl : sending.publicUrl,
  };
  const settings = { sources: [source], customProviders: [], ignoreTimestamps: true, answerHandshakes: true };
  const saved = sending.secrets ?? [ownSecret(secret)];
  const knowledge = new Knowledge(settings, {});
  const prepared = prepareScheme(
    schemeOf(id),
    saved.filter(({ isOwn }) => isOwn),
  );
  return {
    case: new Case(change(sent(sending)), source),
    prepared,
    knowledge,
    secrets: saved,
    ownKey: id,
    seenAt: null,
  };
}

/** The request with the headers of a name changed; null takes one away. */
export function withHeader(name: string, change: (value: string) => string | null) {
  return (request: CapturedRequest): CapturedRequest => {
    const rawHeaders = pairsOf(request.rawHeaders).flatMap(([key, value]) => {
      const changed = key.toLowerCase() === name.toLowerCase() ? change(value) : value;
      return changed === null ? [] : [key, changed];
    });
    return { ...request, rawHeaders };
  };
}

/** The request with more headers at its end. */
export function withMore(...headers: readonly HeaderPair[]) {
  return (request: CapturedRequest): CapturedRequest => ({
    ...request,
    rawHeaders: [...request.rawHeaders, ...headers.flat()],
  });
}

export const valueOf = (request: CapturedRequest, name: string): string =>
  pairsOf(request.rawHeaders).find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1] ?? '';

export interface Place<T> {
  readonly index: number;
  readonly value: T;
  /** Ids of the causes, joined by a space; empty for the thing as it is. */
  readonly ids: string;
  readonly details: readonly Readonly<Record<string, string>>[];
}

/** Where the first variant stands of which a test holds. */
export function placeOf<T>(variants: Iterable<Variant<T>>, test: (value: T) => boolean): Place<T> {
  let index = 0;
  for (const { value, causes } of variants) {
    if (test(value)) {
      const ids = causes.map(({ id }) => id).join(' ');
      return { index, value, ids, details: causes.map(({ detail }) => detail) };
    }
    index += 1;
  }
  return assert.fail(`none of ${index} variants is it`);
}

export const isSame =
  (expected: Uint8Array | string) =>
  (value: Uint8Array): boolean =>
    Buffer.from(expected).equals(Buffer.from(value));
