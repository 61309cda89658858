import type { VerifyRule } from '../signature/scheme.ts';
import type { HeaderPair } from '../../protocol/http.ts';

/** What stands in the place of a value that is not to leave this machine: harmless where it is sent. */
const mask = 'masked';

/** Words of a name any of which says that the value opens something: `X-Vault-Token`, `client_secret`. */
const telling = new Set([
  'apikey',
  'assertion',
  'auth',
  'authenticate',
  'authentication',
  'authorization',
  'bearer',
  'cookie',
  'credential',
  'credentials',
  'jwt',
  'passphrase',
  'passwd',
  'password',
  'pwd',
  'secret',
  'session',
  'sessionid',
  'sid',
  'token',
]);

/** Words that say so before `key`: `X-Api-Key`, `Ocp-Apim-Subscription-Key`; not so `Idempotency-Key`. */
const keys = new Set([
  'access',
  'api',
  'app',
  'auth',
  'account',
  'function',
  'functions',
  'private',
  'secret',
  'subscription',
]);

/** Names that no word of them tells. */
const known = new Set([
  'x-amzn-oidc-data',
  'x-forwarded-client-cert',
  'x-ms-client-principal',
  'ssl-client-cert',
]);

/** Names of parameters that are credentials in a URL, though they say little in a header. */
const inQueries = new Set(['code', 'key']);

/** `X-ApiKey`, `accessToken` and `api_key` in words. */
function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean);
}

/** Whether the name of a header or a query parameter says that its value is a credential. */
export function isSensitive(name: string): boolean {
  const words = wordsOf(name);
  return (
    known.has(name.toLowerCase()) ||
    telling.has(words.join('')) ||
    words.some((word, at) => telling.has(word) || (word === 'key' && keys.has(words[at - 1] ?? '')))
  );
}

/**
 * Headers that hold the secret itself under a scheme, in lower case: a provider of the person's own may call them
 * anything. A signature is no secret.
 */
export function secretHeaders(rule: VerifyRule | undefined): ReadonlySet<string> {
  return new Set(rule?.kind === 'token' && 'header' in rule.from ? [rule.from.header.toLowerCase()] : []);
}

/** Headers with the values masked that are credentials; `more` names further ones, in lower case. */
export function maskHeaders(
  pairs: readonly HeaderPair[],
  more: ReadonlySet<string> = new Set(),
): HeaderPair[] {
  return pairs.map(([name, value]) =>
    isSensitive(name) || more.has(name.toLowerCase()) ? [name, mask] : [name, value],
  );
}

/** The query parameter that holds the secret itself under a scheme. */
export function secretParameters(rule: VerifyRule | undefined): ReadonlySet<string> {
  return new Set(rule?.kind === 'token' && 'query' in rule.from ? [rule.from.query] : []);
}

/**
 * A request target with the query parameters masked that are credentials; everything else stays as it was written.
 * `more` names further ones.
 */
export function maskTarget(target: string, more: ReadonlySet<string> = new Set()): string {
  const start = target.indexOf('?') + 1;
  if (start === 0) {
    return target;
  }
  const parameters = target.slice(start).split('&');
  const masked = parameters.map((parameter) => {
    const [name = ''] = parameter.split('=', 1);
    const plain = decoded(name);
    const opens = isSensitive(plain) || inQueries.has(plain.toLowerCase()) || more.has(plain);
    return parameter.includes('=') && opens ? `${name}=${mask}` : parameter;
  });
  return target.slice(0, start) + masked.join('&');
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
