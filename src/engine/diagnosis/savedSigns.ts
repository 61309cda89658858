import type { Cause } from '../../protocol/diagnosis.ts';
import { isPublicKey } from '../signature/digest.ts';
import type { KeyRule, Scheme, VerifyRule } from '../signature/scheme.ts';
import { cause } from './hypothesis.ts';
import type { SavedSecret, Subject } from './subject.ts';

/** What a saved text is that is visibly no secret. */
export type NoSecret =
  | 'empty'
  | 'word'
  | 'masked'
  | 'placeholder'
  | 'variable'
  | 'reference'
  | 'path'
  | 'url'
  | 'pem'
  | 'jwt'
  | 'email'
  | 'id'
  | 'apiKey';

/** `your-webhook-secret`, `CHANGE_ME`, `<insert secret here>`: words that ask for a secret, without a digit. */
const placeholder =
  /^[\s<[{(]*(?:whsec_)?(?:your|paste|insert|enter|replace|put|add|example|sample|placeholder|todo|tbd|change)(?:[\s_-]*me)?(?:[\s_-]+[a-z]+){0,7}[\s>\]})]*$/i;

/** Keys for an API by the prefixes that their vendors document: none of them signs webhooks. */
const apiKey =
  /^(?:(?:[srp]k|rzp)_(?:live|test)_\w{8,}|gh[pousr]_\w{20,}|github_pat_\w{20,}|glpat-[\w-]{16,}|xox[abeoprs]-[\w-]{10,}|xapp-[\w-]{10,}|shp(?:at|ca|pa)_\w{16,}|AKIA[A-Z0-9]{16}|SG\.[\w-]{16,}\.[\w-]{16,}|AIza[\w-]{30,}|(?:AC|SK)[0-9a-f]{32}|pat-(?:na|eu)\d-[0-9a-f-]{30,}|lin_api_\w{16,}|sk-[\w-]{20,}|re_\w{16,}|npm_\w{30,})$/;

/** Ids of endpoints, accounts and objects by the prefixes of Stripe, Svix and their like: what they show is public. */
const id =
  /^(?:we|acct|cus|evt|pi|ch|sub|prod|price|ep|msg|app|org|usr|user|team|proj|dest|wbhk)_[A-Za-z0-9]{8,}$/;

const forms: readonly (readonly [NoSecret, (text: string) => boolean])[] = [
  ['empty', (text) => text.trim() === ''],
  ['word', (text) => /^(?:undefined|null|none|nil|nan|true|false|\[object \w+\])$/i.test(text.trim())],
  [
    'masked',
    (text) =>
      /[\u2022\u25cf\u25cb\u00b7]{3,}|\*{4,}|^x{6,}$/i.test(text) || /^.{0,12}(?:\.{3}|\u2026)$/.test(text),
  ],
  [
    'variable',
    (text) => /^(?:\$\{[^{}]+\}|\$[A-Z_][A-Z0-9_]{2,}|\$?\{\{[^{}]+\}\}|%[A-Za-z_]\w*%|<%=?.+%>)$/.test(text),
  ],
  [
    'variable',
    (text) => /^(?:process\.env[.[]|os\.environ|env\(|ENV\[|getenv\(|import\.meta\.env\.)/.test(text),
  ],
  [
    'reference',
    (text) => /^(?:op|vault|secret|ssm|keyvault|gcpsm|awssm|doppler|sops|ref\+\w+):\/\//i.test(text),
  ],
  [
    'reference',
    (text) => /^(?:arn:aws:|projects\/[^/]+\/secrets\/|@Microsoft\.KeyVault\(|vault:)/.test(text),
  ],
  [
    'url',
    (text) =>
      /^\s*(?:https?|wss?):\/\/\S+\s*$/i.test(text) ||
      /^\s*(?:[a-z0-9-]+\.){1,6}[a-z]{2,12}(?::\d+)?\/[\w./?=&-]*\s*$/.test(text),
  ],
  ['pem', (text) => /^\s*-----BEGIN [A-Z ]+-----/.test(text)],
  ['jwt', (text) => /^\s*eyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]*\s*$/.test(text)],
  ['email', (text) => /^\s*[\w.+-]{1,64}@(?:[a-z0-9-]+\.)+[a-z]{2,24}\s*$/i.test(text)],
  ['variable', (text) => /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*_(?:SECRET|KEY|TOKEN)$/.test(text)],
  [
    'path',
    (text) =>
      /^(?:file:\/\/|~?\/[\w.-]+\/[\w./-]*[\w]$|\.{1,2}\/[\w./-]+$|[A-Za-z]:\\[\w\\. -]+$)/.test(text),
  ],
  ['placeholder', (text) => placeholder.test(text)],
];

/** Whether a text looks like base64, which begins with a slash once in 64 times. */
const isLikeBase64 = (text: string): boolean =>
  text.length % 4 === 0 && !/[._-]/.test(text) && /[A-Z]/.test(text);

/** Whether a public key or certificate is what belongs there: one in PEM is at most the right one in another form. */
const takesPublicKey = (rule: VerifyRule): boolean =>
  rule.kind === 'builtin' ||
  (rule.kind === 'signature' && isPublicKey(rule.algorithm)) ||
  ('key' in rule && rule.key.encoding === 'pem');

/** What a saved text visibly is instead of a secret; undefined where it may be one. */
export function noSecret(
  text: string,
  { docs, secretFormat, secretPrefix = '', verify }: Scheme,
): NoSecret | undefined {
  const { prefix = '' }: Partial<KeyRule> = 'key' in verify ? verify.key : {};
  const bare = [prefix, secretPrefix].reduce(
    (rest, start) => (start !== '' && rest.startsWith(start) ? rest.slice(start.length) : rest),
    text,
  );
  // What begins as the provider's secrets do is no path, however base64 goes on.
  const form = forms.find(([kind, test]) => test(text) || (kind !== 'path' && test(bare)))?.[0];
  if (form !== undefined) {
    const mayBe = form === 'path' ? isLikeBase64(text) : form === 'pem' && takesPublicKey(verify);
    return mayBe ? undefined : form;
  }
  if (id.test(text) && !text.startsWith(secretPrefix || '\n') && !secretFormat.includes(text.slice(0, 3))) {
    return 'id';
  }
  // Some providers sign with the key of their API: their rows say so. What a custom one does, nobody knows.
  const isDocumented = secretFormat.includes(text.slice(0, 3)) || /api key/i.test(secretFormat);
  return docs !== '' && !isDocumented && apiKey.test(text) ? 'apiKey' : undefined;
}

/** That every secret saved for the request is visibly none: what counts is not what is saved for others. */
export function savedSigns({ secrets, prepared: { scheme } }: Subject): Cause[] {
  const own = secrets.filter(({ isOwn }) => isOwn);
  const found = own.map(({ value }: SavedSecret) => noSecret(value, scheme));
  const [first] = own;
  const [kind] = found;
  return first === undefined || kind === undefined || found.includes(undefined)
    ? []
    : [cause('secret-other', { label: first.label, saved: kind })];
}
