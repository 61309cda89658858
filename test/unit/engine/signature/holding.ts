import { prepareScheme, type PreparedScheme } from '../../../../src/engine/signature/preparedScheme.ts';
import { RequestParts, type SignedRequest } from '../../../../src/engine/signature/requestParts.ts';
import type { Scheme } from '../../../../src/engine/signature/scheme.ts';
import type { Circumstances, Verification } from '../../../../src/engine/signature/verification.ts';
import { verify } from '../../../../src/engine/signature/verify.ts';

/** A request as tests write it: what is left out is a plain POST with nothing in it. */
export function partsOf(request: Partial<SignedRequest>): RequestParts {
  return new RequestParts({ method: 'POST', target: '/', rawHeaders: [], body: Buffer.alloc(0), ...request });
}

/** Received at that second, with a public URL that is known. */
export function circumstances(seconds: number, url = 'https://example.com/'): Circumstances {
  return { receivedAt: seconds * 1000, url: { url, isKnown: true }, ignoreTimestamps: false };
}

export function prepare(scheme: Scheme, ...secrets: readonly string[]): PreparedScheme {
  return prepareScheme(
    scheme,
    secrets.map((value, index) => ({ label: `Secret ${index + 1}`, value })),
  );
}

export function hold(
  request: Partial<SignedRequest>,
  prepared: PreparedScheme,
  at: Circumstances = circumstances(1_760_000_000),
): Verification {
  return verify(partsOf(request), prepared, at);
}
