import { randomBytes } from 'node:crypto';
import type { CapturedRequest } from '../../../../src/engine/capture/capturedRequest.ts';
import { Knowledge } from '../../../../src/engine/verification/knowledge.ts';
import { isPublicKey } from '../../../../src/engine/signature/digest.ts';
import type { SignedRequest } from '../../../../src/engine/signature/requestParts.ts';
import type { KeyRule, Scheme } from '../../../../src/engine/signature/scheme.ts';
import type { signRequest } from '../../../../src/engine/signature/sign.ts';

export const now = 1_760_000_000_123;
export const publicUrl = 'https://hooks.example.com';

/** Whether only the provider has the key that signs. */
export function isOneSided({ verify }: Scheme): boolean {
  switch (verify.kind) {
    case 'signature':
      return isPublicKey(verify.algorithm);
    case 'jwt':
      return verify.algorithm !== 'HS256';
    case 'builtin':
      return true;
    default:
      return false;
  }
}

function secretOf({ encoding, prefix = '' }: KeyRule): string {
  const bytes = randomBytes(32);
  return (
    prefix +
    (encoding === 'utf8'
      ? `pässword ${bytes.toString('hex')}`
      : bytes.toString(encoding === 'hex' ? 'hex' : 'base64'))
  );
}

/** A secret as a person would have it from the provider. */
export function plausibleSecret({ verify }: Scheme): string {
  switch (verify.kind) {
    case 'signature':
    case 'jwt':
      return secretOf(verify.key);
    case 'token':
      return verify.auth === 'Basic' ? 'user:password' : randomBytes(16).toString('hex');
    default:
      return '';
  }
}

export function knowledgeOf(provider: string | null, id: string, secret: string): Knowledge {
  const source = { name: 'own', path: '/', provider, publicUrl };
  const settings = {
    sources: [source],
    customProviders: [],
    ignoreTimestamps: false,
    answerHandshakes: true,
  };
  return new Knowledge(settings, { [id]: [{ label: 'Secret 1', value: secret }] });
}

/** As the listener captures what was signed. */
export function received(
  sent: SignedRequest,
  signed: Exclude<ReturnType<typeof signRequest>, string>,
): CapturedRequest {
  return {
    ...sent,
    rawHeaders: [...sent.rawHeaders, ...signed.headers.flat()],
    target: signed.target,
    body: signed.body,
    receivedAt: now + 1000,
    remoteAddress: '127.0.0.1',
    httpVersion: '1.1',
    rawTrailers: [],
    bodyMilliseconds: 0,
    declaredLength: signed.body.length,
    complete: true,
    refusal: null,
  };
}
