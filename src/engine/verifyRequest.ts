import type { Source } from '../protocol/engine.ts';
import type { CapturedRequest } from './capture/capturedRequest.ts';
import type { PreparedScheme } from './signature/preparedScheme.ts';
import { RequestParts } from './signature/requestParts.ts';
import { publicUrlOf, type RequestUrl } from './signature/signedUrl.ts';
import type { Circumstances, Verification } from './signature/verification.ts';
import { verify } from './signature/verify.ts';

/** A captured request, ready to be held against schemes. */
export class Case {
  readonly request: CapturedRequest;
  readonly parts: RequestParts;
  readonly source: Source | undefined;

  constructor(request: CapturedRequest, source: Source | undefined) {
    this.request = request;
    this.parts = new RequestParts(request);
    this.source = source;
  }

  /** Worked out where it is asked for: few providers sign it. */
  get url(): RequestUrl {
    const { path = '/', publicUrl = null } = this.source ?? {};
    return publicUrlOf(this.request, publicUrl === null ? undefined : { path, publicUrl });
  }
}

/** A request is judged by the time at which it was received. */
class AtReceipt implements Circumstances {
  readonly receivedAt: number;
  readonly ignoreTimestamps: boolean;
  readonly #subject: Case;

  constructor(subject: Case, ignoreTimestamps: boolean) {
    this.receivedAt = subject.request.receivedAt;
    this.ignoreTimestamps = ignoreTimestamps;
    this.#subject = subject;
  }

  get url(): RequestUrl {
    return this.#subject.url;
  }
}

/** Verifies a request against one scheme; a body that was cut off says so instead of accusing the secret. */
export function verifyRequest(
  subject: Case,
  prepared: PreparedScheme,
  ignoreTimestamps: boolean,
): Verification {
  const { complete, body, declaredLength } = subject.request;
  const verification = verify(subject.parts, prepared, new AtReceipt(subject, ignoreTimestamps));
  return verification.verdict === 'invalid' && !complete
    ? { verdict: 'invalid', reason: { code: 'cutOff', received: body.length, declared: declaredLength } }
    : verification;
}
