import type { ExpectedDigest } from '../../protocol/engine.ts';
import type { HeaderPair } from '../../protocol/event.ts';
import { hmac } from './digest.ts';
import type { PreparedScheme } from './preparedScheme.ts';
import { fillTemplate, type SignedRequest } from './template.ts';

/** What the digest would be with each saved secret, as the header spells it. */
export function expectedDigests(request: SignedRequest, prepared: PreparedScheme): ExpectedDigest[] {
  const { algorithm, encoding } = prepared.scheme.verify;
  const pieces = fillTemplate(prepared.content, request);
  return prepared.keys.map(({ label, key }) => ({
    secretLabel: label,
    digest: hmac(algorithm, key, pieces).toString(encoding),
  }));
}

/** The signature header of a request, made with the first saved secret; undefined where none is saved. */
export function signatureHeader(request: SignedRequest, prepared: PreparedScheme): HeaderPair | undefined {
  const { signature, parse } = prepared.scheme.verify;
  const [expected] = expectedDigests(request, prepared);
  if (expected === undefined) {
    return undefined;
  }
  const prefix = parse === undefined ? '' : `${parse.keys[0] ?? ''}${parse.pair}`;
  return [signature[0].header, prefix + expected.digest];
}
