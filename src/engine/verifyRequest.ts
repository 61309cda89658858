import type { Source } from '../protocol/engine.ts';
import type { CapturedRequest } from './capture/capturedRequest.ts';
import type { PreparedScheme } from './signature/preparedScheme.ts';
import { RequestParts } from './signature/requestParts.ts';
import { publicUrlOf, type RequestUrl } from './signature/signedUrl.ts';
import type { Verification } from './signature/verification.ts';
import { verify } from './signature/verify.ts';

/** A captured request, ready to be held against schemes. */
export interface Case {
  readonly request: CapturedRequest;
  readonly parts: RequestParts;
  readonly source: Source | undefined;
  readonly url: RequestUrl;
}

export function caseOf(request: CapturedRequest, source: Source | undefined): Case {
  const publicUrl = source?.publicUrl ?? null;
  const address = source === undefined || publicUrl === null ? undefined : { path: source.path, publicUrl };
  return { request, parts: new RequestParts(request), source, url: publicUrlOf(request, address) };
}

/** Verifies a request against one scheme; a body that was cut off says so instead of accusing the secret. */
export function verifyRequest(
  { request, parts, url }: Case,
  prepared: PreparedScheme,
  ignoreTimestamps: boolean,
): Verification {
  const { receivedAt, complete, body, declaredLength } = request;
  const verification = verify(parts, prepared, { receivedAt, url, ignoreTimestamps });
  return verification.verdict === 'invalid' && !complete
    ? { verdict: 'invalid', reason: { code: 'cutOff', received: body.length, declared: declaredLength } }
    : verification;
}
