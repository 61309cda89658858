import { verifySns } from './builtins/awsSns.ts';
import { preparedAsSentIn, type PreparedScheme } from './preparedScheme.ts';
import type { RequestParts } from './requestParts.ts';
import type { Circumstances, Verification } from './verification.ts';
import { verifyJwt } from './verifiers/jwt.ts';
import { verifySignature } from './verifiers/signature.ts';
import { verifyToken } from './verifiers/token.ts';

/**
 * Holds a request against a scheme with its secrets: the form first, then the proof, in constant time.
 * Depends on its arguments alone; nothing that a sender writes makes it throw.
 */
export function verify(parts: RequestParts, given: PreparedScheme, at: Circumstances): Verification {
  const prepared = preparedAsSentIn(given, parts);
  const { verify: rule, name } = prepared.scheme;
  switch (rule.kind) {
    case 'signature':
      return verifySignature(rule, prepared, parts, at);
    case 'token':
      return verifyToken(rule, prepared, parts);
    case 'jwt':
      return verifyJwt(rule, prepared, parts, at);
    case 'builtin':
      return verifySns(prepared, parts);
    case 'none':
      return { verdict: 'unsigned', reason: { code: 'unsigned', provider: name } };
  }
}
