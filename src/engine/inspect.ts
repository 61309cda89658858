import type { Outcome } from '../protocol/event.ts';
import type { CapturedRequest } from './capture/capturedRequest.ts';
import { detect } from './signature/detect.ts';
import { parseJson } from './signature/json.ts';
import type { PreparedScheme } from './signature/preparedScheme.ts';
import { defaultScheme, schemes } from './signature/schemes/table.ts';
import { outcomeOf, plainTitle, titleOf } from './signature/title.ts';
import { verify, type Verification } from './signature/verify.ts';
import type { Findings } from './store/storedEvent.ts';

/** Every scheme with the secrets saved now, by scheme id. */
export type PreparedSchemes = ReadonlyMap<string, PreparedScheme>;

const refusedTitles = {
  tls: 'TLS hello on the HTTP port',
  http2: 'HTTP/2 on the HTTP/1.1 port',
  malformed: 'malformed HTTP',
  headersTooLarge: 'headers over the limit',
  timeout: 'request timed out',
  bodyTooLarge: 'body over the limit',
  connect: 'proxy request',
  notHttp: 'not HTTP',
  expectation: 'unknown Expect header',
} as const;

/** Verifies a request against one scheme; a body that was cut off says so instead of accusing the secret. */
export function verifyRequest(request: CapturedRequest, prepared: PreparedScheme): Verification {
  const verification = verify(request, prepared);
  if (verification.verdict === 'invalid' && !request.complete) {
    const { body, declaredLength } = request;
    return {
      verdict: 'invalid',
      reason: { code: 'cutOff', received: body.length, declared: declaredLength },
    };
  }
  return verification;
}

/** What can be said of a captured request: whose it is, whether it is genuine, what it is about. */
export function inspect(request: CapturedRequest, prepared: PreparedSchemes): Findings {
  const { refusal, rawHeaders, body } = request;
  if (refusal !== null) {
    const title = refusedTitles[refusal.code];
    const reason = { code: 'refused', refusal } as const;
    return { provider: null, verdict: 'refused', reason, title, outcome: 'unknown' };
  }
  const json = parseJson(body);
  const scheme = detect(schemes, rawHeaders, json) ?? defaultScheme;
  const own = prepared.get(scheme.id);
  const verification: Verification =
    own === undefined ? { verdict: 'unsigned', reason: { code: 'unsigned' } } : verifyRequest(request, own);
  const title = titleOf(scheme.title, json) ?? plainTitle(rawHeaders, body, json);
  const outcome: Outcome = outcomeOf(scheme.title, json);
  return { provider: scheme.id, ...verification, title, outcome };
}
