import type { Source } from '../../protocol/engine.ts';
import type { CapturedRequest } from '../capture/capturedRequest.ts';
import { originForm } from '../signature/originForm.ts';
import { isFromBrowser } from '../capture/fromBrowser.ts';
import { isGraphQl } from '../capture/graphQl.ts';
import type { PreparedScheme } from '../signature/preparedScheme.ts';
import { RequestParts } from '../signature/requestParts.ts';
import { publicUrlOf, type RequestUrl } from '../signature/signedUrl.ts';
import type { Circumstances, Verification } from '../signature/verification.ts';
import { verify } from '../signature/verify.ts';

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

  /** It is no event that a provider would tell, but what probes, browsers, scanners and clients of an API send. */
  get isIdle(): boolean {
    const { method, rawHeaders } = this.request;
    return method !== 'POST' || isFromBrowser(rawHeaders) || isGraphQl(this.parts);
  }

  /** Even where its path is that of a source, nobody delivers a webhook so: it reads, or a browser or API client sent it. */
  get isNoDelivery(): boolean {
    return this.isIdle && !/^(PUT|PATCH|DELETE)$/.test(this.request.method);
  }

  /** Worked out where it is asked for: few providers sign it. */
  get url(): RequestUrl {
    const { path = '/', publicUrl = null } = this.source ?? {};
    // The path of its source was another one then, and so was the URL that the sender knew.
    if (!originForm(this.request.target).startsWith(path.replace(/\/$/, ''))) {
      return publicUrlOf(this.request, undefined);
    }
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
