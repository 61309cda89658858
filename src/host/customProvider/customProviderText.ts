import type { Formula, FormulaSearch } from '../../protocol/formula.ts';
import { proofPlace, type SignatureForm } from '../../protocol/signatureGuess.ts';
import type { Draft } from './customProviderRow.ts';
import { displayText } from '../words/displayText.ts';
import { combinationsText } from '../diagnosis/diagnosisText.ts';
import { placeText } from '../words/placeText.ts';
import { listText, signedContentText } from '../signature/signedContentText.ts';
import type { Translate } from '../words/translate.ts';
import { numberText } from '../words/wording.ts';

/** A template as it is typed, with a line end in it as `\n`. */
export const formulaText = (content: string): string => displayText(content);

/** What tells formulas of the same content apart. */
export function formulaDetail({ algorithm, encoding, timestamp }: Formula, t: Translate): string {
  const how = [algorithmText(algorithm, t), encoding].join(', ');
  return timestamp === null ? how : t('{0}; the time is in {1}', how, placeText(timestamp.from, t));
}

/** That no formula gives the signature, as far as was looked. */
export function notFoundText(
  { tried, isCutShort, isOfNothing }: FormulaSearch,
  { header }: Draft,
  t: Translate,
): string {
  if (isOfNothing) {
    return t(
      'What is signed is empty in this event, so it does not show how others are signed. Choose an event with a body.',
    );
  }
  if (tried === 0) {
    return t('{0} does not hold one value that looks like a digest.', displayText(header));
  }
  const count = combinationsText(tried, t);
  return isCutShort
    ? t('None of the first {0} reproduces this signature with the secret.', count)
    : t('None of {0} reproduces this signature with the secret.', count);
}

/** What was looked through; empty where nothing was. */
export function triedText({ tried, searched }: FormulaSearch, t: Translate): string {
  if (tried === 0) {
    return '';
  }
  const names = searched.algorithms.map((algorithm) => algorithm.toUpperCase());
  const keys = new Set(searched.keys.map(({ encoding }) => (encoding === 'utf8' ? t('text') : encoding)));
  const contents = numberText(searched.contents);
  return t(
    'Tried: {0}; {1} contents; the secret as {2}.',
    listText(names, t),
    contents,
    listText([...keys], t),
  );
}

/** The steps of the guide that ask for something of the provider. */
export type Question = 'header' | 'algorithm' | 'encoding' | 'form' | 'content' | 'secret';

export function algorithmText(algorithm: string, t: Translate): string {
  const texts: Readonly<Record<string, () => string>> = {
    'hmac-sha256': () => t('HMAC-SHA256'),
    'hmac-sha1': () => t('HMAC-SHA1'),
    'hmac-sha512': () => t('HMAC-SHA512'),
    'hmac-sha384': () => t('HMAC-SHA384'),
    'hmac-md5': () => t('HMAC-MD5'),
    sha256: () => t('SHA-256 with the secret in what is hashed'),
    sha1: () => t('SHA-1 with the secret in what is hashed'),
    sha512: () => t('SHA-512 with the secret in what is hashed'),
    sha384: () => t('SHA-384 with the secret in what is hashed'),
    md5: () => t('MD5 with the secret in what is hashed'),
    ed25519: () => t('Ed25519, checked with a public key'),
    'ecdsa-p256-sha256': () => t('ECDSA P-256 with SHA-256, checked with a public key'),
    'rsa-sha256': () => t('RSA with SHA-256, checked with a public key'),
  };
  return (Object.hasOwn(texts, algorithm) ? texts[algorithm]?.() : undefined) ?? algorithm;
}

export function formText({ items, pair, key }: SignatureForm, t: Translate): string {
  if (pair === '') {
    return t('No prefix: the value is the signature');
  }
  const prefix = displayText(key + pair);
  if (items === '') {
    return t('Prefix {0}', prefix);
  }
  return items === ' '
    ? t('{0} in items with spaces between them', prefix)
    : t('{0} in items with “{1}” between them', prefix, items);
}

/** The text of a content, with a capital where it starts with one of our words. */
export function contentText(content: string, t: Translate): string {
  const text = signedContentText(content, t);
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}

/** What was answered to a question, to be read beside the offer to change it. */
export function answerText(question: Question, draft: Draft, t: Translate): string {
  const answers: Readonly<Record<Question, () => string>> = {
    header: () => placeText(proofPlace(draft.header), t),
    algorithm: () => algorithmText(draft.algorithm, t),
    encoding: () => draft.encoding,
    form: () => formText(draft.form, t),
    content: () => signedContentText(draft.content, t),
    secret: () => '',
  };
  return answers[question]();
}

export function changeText(question: Question, t: Translate): string {
  const texts: Readonly<Record<Question, () => string>> = {
    header: () => t('Change the Header'),
    algorithm: () => t('Change the Algorithm'),
    encoding: () => t('Change the Encoding'),
    form: () => t('Change the Prefix'),
    content: () => t('Change What Is Signed'),
    secret: () => t('Enter the Secret Again'),
  };
  return texts[question]();
}

const names =
  /^(body|timestamp|method|url|path|form|crc32|secret|(header|json|query|field):[^{}|]+)(\|lower)?$/;

/** What is wrong with a template that a person typed, null where nothing is. The engine checks it again. */
export function templateProblem(template: string, t: Translate): string | null {
  if (template === '') {
    return t('Enter what is signed, such as {0}.', '{body}');
  }
  const inBraces = [...template.matchAll(/\{([^{}]*)\}/g)].map(([, name = '']) => name);
  const wrong = inBraces.find((name) => !names.test(name));
  if (wrong !== undefined) {
    return t('A request has no “{0}”.', displayText(wrong));
  }
  const rest = template.replaceAll(/\{[^{}]*\}/g, '');
  return /[{}]/.test(rest) ? t('A brace is not closed, or was never opened.') : null;
}
