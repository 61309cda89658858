import type { SecretForm } from '../../protocol/engine.ts';
import type { Translate } from '../words/translate.ts';

/** Something about a secret as it is typed. It can be saved all the same: what a provider gives out may change. */
export interface SecretHint {
  readonly text: string;
  /** False where it is only worth knowing. */
  readonly isWarning: boolean;
}

/** Whose secret it is, and what is known of its form. */
export interface ExpectedSecret {
  readonly provider: string;
  readonly form: SecretForm;
}

type Check = (value: string, expected: ExpectedSecret, t: Translate) => SecretHint | null;

const armour = /-----BEGIN ([A-Z0-9 ]+)-----([\s\S]*?)-----END \1-----/;
/** Each of several in a row (a chain of certificates), with the line end after it. */
const armours = new RegExp(`${armour.source}(?:\\\\[rn]|\\s)*`, 'g');
const lineLength = 64;

function warning(text: string): SecretHint {
  return { text, isWarning: true };
}

/** A key in PEM armour with its line ends (RFC 7468, section 2), which an input box of one line takes away. */
export function restorePem(value: string): string {
  return value.replace(armours, (whole, label: string, body: string) => {
    const isWhole = /^\r?\n/.test(body) && /\n$/.test(body);
    // A header within the armour, such as `Proc-Type: 4,ENCRYPTED`, has line ends that cannot be found again.
    if (isWhole || body.includes(':')) {
      return whole;
    }
    const text = body.replaceAll(/\\[rn]|\s/g, '');
    const lines = text.match(new RegExp(`.{1,${lineLength}}`, 'g')) ?? [];
    return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n');
  });
}

const quotes: Check = (value, _, t) =>
  /^(["'`]).*\1$/s.test(value) ? warning(t('The quotes around it are saved as part of the secret.')) : null;

const address: Check = (value, _, t) =>
  /^https?:\/\//i.test(value) ? warning(t('This looks like a URL, not like a secret.')) : null;

const authorization: Check = (value, _, t) => {
  const [, scheme] = /^(Bearer|Basic) /i.exec(value) ?? [];
  return scheme === undefined
    ? null
    : warning(t('“{0}” is in front of the secret and not part of it: leave it out.', scheme));
};

const armoured: Check = (value, { form }, t) =>
  form.encoding !== 'pem' && /-----BEGIN /.test(value)
    ? warning(t('Paste only what stands between the lines -----BEGIN ...----- and -----END ...-----.'))
    : null;

const spaces: Check = (value, { form }, t) =>
  form.encoding !== 'pem' && form.encoding !== 'jwk' && form.encoding !== 'userPassword' && /\s/.test(value)
    ? warning(t('There is white space within it.'))
    : null;

const prefix: Check = (value, { provider, form }, t) =>
  form.prefix === '' || value.startsWith(form.prefix)
    ? null
    : warning(t('The signing secrets of {0} usually begin with {1}.', provider, form.prefix));

const hex: Check = (value, { provider }, t) => {
  const at = value.search(/[^0-9a-f]/i);
  if (at >= 0) {
    return warning(t('{0} issues hex digits: character {1} is not one.', provider, at + 1));
  }
  return value.length % 2 === 1
    ? warning(t('{0} hex digits are an odd number: one is missing, or one too many.', value.length))
    : null;
};

const base64: Check = (value, { provider }, t) => {
  if (/^[A-Za-z0-9_-]+=*$/.test(value) && /[_-]/.test(value)) {
    return warning(t('This is URL-safe base64 (with - or _); {0} issues standard base64.', provider));
  }
  const at = value.search(/[^A-Za-z0-9+/=]|=(?!=*$)/);
  if (at >= 0) {
    return warning(t('{0} issues base64: character {1} does not belong to it.', provider, at + 1));
  }
  const characters = value.replace(/=+$/, '').length;
  return characters % 4 === 1
    ? warning(t('{0} base64 characters cannot be: one is missing, or one too many.', characters))
    : null;
};

const pem: Check = (value, _, t) => {
  if (!armour.test(value)) {
    return /-----BEGIN /.test(value)
      ? warning(t('The key has a first line, and no last one that fits (-----END ...-----).'))
      : warning(t('A key begins with the line -----BEGIN ...----- and ends with -----END ...-----.'));
  }
  if (/-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----/.test(value)) {
    return warning(t('This is a private key; only the public one is needed to verify.'));
  }
  return /\\n/.test(value)
    ? { text: t('Line ends that are written as \\n are taken as line ends.'), isWarning: false }
    : null;
};

const jwk: Check = (value, _, t) => {
  try {
    const key: unknown = JSON.parse(value);
    return typeof key === 'object' && key !== null && 'kty' in key
      ? null
      : warning(t('A key as JSON (JWK) is an object with a field “kty”.'));
  } catch {
    return warning(t('A key as JSON (JWK) is expected, such as {0}; this is not JSON.', '{"kty":"EC",...}'));
  }
};

const userPassword: Check = (value, _, t) =>
  value.includes(':') ? null : warning(t('User and password are expected with a colon between them.'));

const checks: Readonly<Record<SecretForm['encoding'], Check>> = {
  text: () => null,
  hex,
  base64,
  pem,
  jwk,
  userPassword,
};

/** What an unprefixed secret of the form is. */
function body(value: string, { prefix: known }: SecretForm): string {
  return known !== '' && value.startsWith(known) ? value.slice(known.length) : value;
}

/** The first thing that looks wrong about a secret, null where nothing does. Without `expected`, what is wrong with any. */
export function secretHint(value: string, expected: ExpectedSecret | null, t: Translate): SecretHint | null {
  const any: ExpectedSecret = expected ?? { provider: '', form: { encoding: 'text', prefix: '' } };
  for (const check of [quotes, address, authorization, armoured, spaces, prefix]) {
    const hint = check(value, any, t);
    if (hint !== null) {
      return hint;
    }
  }
  return checks[any.form.encoding](body(value, any.form), any, t);
}
