import { prepareScheme, type PreparedScheme } from '../../src/engine/signature/preparedScheme.ts';
import { RequestParts, type SignedRequest } from '../../src/engine/signature/requestParts.ts';
import { schemeById } from '../../src/engine/signature/schemes/table.ts';
import { signRequest } from '../../src/engine/signature/sign.ts';
import { verify } from '../../src/engine/signature/verify.ts';
import type { WebhookRequest } from './oracle.ts';
import type { HeaderPair } from '../../src/protocol/http.ts';

function prepared(schemeId: string, secret: string): PreparedScheme {
  const scheme = schemeById(schemeId);
  if (scheme === undefined) {
    throw new RangeError(`the table has no scheme ${schemeId}`);
  }
  return prepareScheme(scheme, [{ label: 'Test', value: secret }]);
}

/** As the listener captures it: what is text here is bytes there. */
export function captured({ method, url, headers, body }: WebhookRequest): SignedRequest {
  const { pathname, search } = new URL(url);
  const rawHeaders = headers.flat().map((text) => Buffer.from(text, 'utf8').toString('latin1'));
  return { method, target: pathname + search, rawHeaders, body };
}

function isOfSignature(own: HeaderPair, added: readonly HeaderPair[]): boolean {
  return added.some(([name]) => name.toLowerCase() === own[0].toLowerCase());
}

/** Signs as the scheme says, for a moment (milliseconds). @throws Error where we cannot. */
export function signWithOurs(
  schemeId: string,
  request: WebhookRequest,
  secret: string,
  now = Date.now(),
): WebhookRequest {
  const signing = { request: captured(request), url: request.url, now };
  const signed = signRequest(signing, prepared(schemeId, secret));
  if (typeof signed === 'string') {
    throw new Error(`${schemeId} cannot be signed: ${signed}`);
  }
  const kept = request.headers.filter((own) => !isOfSignature(own, signed.headers));
  return { ...request, headers: [...kept, ...signed.headers], body: signed.body };
}

/** Our verdict at the present moment. */
export function verifyWithOurs(schemeId: string, request: WebhookRequest, secret: string): string {
  const circumstances = {
    receivedAt: Date.now(),
    url: { url: request.url, isKnown: true },
    ignoreTimestamps: false,
  };
  return verify(new RequestParts(captured(request)), prepared(schemeId, secret), circumstances).verdict;
}
