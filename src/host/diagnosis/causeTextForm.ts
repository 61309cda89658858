import { sentences } from '../secrets/secretText.ts';
import type { Translate } from '../words/translate.ts';
import { ifSaid, isOfToken, said, type CauseContext, type CauseWords } from './causeWords.ts';
import { prefixedToken } from './causeTextToken.ts';

export const documentedForm = (t: Translate): string =>
  t('Have the sender write the signature in the form that the provider documents.');

export function prefixed(context: CauseContext): CauseWords {
  const { t } = context;
  if (isOfToken(context.cause)) {
    return prefixedToken(context);
  }
  if (said(context, 'of') === 'body') {
    return {
      clause: t('the signature is the body with a digest behind it, as mac.Sum(body) of Go makes it'),
      remedy: t('At the sender, write the body to the MAC with Write, and sign with Sum(nil).'),
    };
  }
  if (said(context, 'prefix') === 'openssl') {
    return {
      clause: t('the signature came with what openssl prints around it'),
      remedy: t(
        'Send only the digest: cut the rest of the line off, or use openssl with -binary and encode that.',
      ),
      proof: 'so',
    };
  }
  return {
    clause: ifSaid(
      context,
      'prefix',
      (prefix) => t('the signature has the prefix “{0}” in front of it', prefix),
      () => t('the signature lacks the prefix that belongs in front of it'),
    ),
    remedy: documentedForm(t),
    proof: 'so',
  };
}

export function quoted(context: CauseContext): CauseWords {
  const { t } = context;
  const mark = said(context, 'mark');
  if (mark === 'b') {
    return {
      clause: t("the signature has b'...' around it, as Python prints bytes"),
      remedy: t('In Python, send what hexdigest() returns, or decode the bytes before you format them.'),
      proof: 'without',
    };
  }
  if (said(context, 'as') !== '') {
    return {
      clause: t('the signature came in JSON'),
      remedy: t('Have the sender write the signature by itself in the header.'),
      proof: 'so',
    };
  }
  return {
    clause: /^[([{<]$/.test(mark)
      ? t('the signature has brackets around it, such as those of a template')
      : t('the signature has quotes or other marks around it'),
    remedy: t('Remove them where the header is written: they became part of its value.'),
    proof: 'without',
  };
}

/** One of several signatures, or in a list that is separated otherwise. */
export function listed(context: CauseContext): CauseWords {
  const { t } = context;
  const [separator, expected] = [said(context, 'separator'), said(context, 'expected')];
  return separator === ''
    ? {
        clause: t('the signature is one part of a list'),
        remedy: t('Have the sender send the signature alone, or the handler try each part of the list.'),
        proof: 'so',
      }
    : {
        clause: t(
          'the parts of the signature header are separated by “{0}” instead of “{1}”',
          separator,
          expected,
        ),
        remedy: documentedForm(t),
        proof: 'so',
      };
}

/** A header that came without a signature in it. */
export function placeholder(context: CauseContext): CauseWords {
  const { t, cause } = context;
  const [header, value] = [said(context, 'header') || t('its header'), said(context, 'value')];
  const isEmpty = said(context, 'received') === 'empty';
  const remedy = isEmpty
    ? t('Look at the sender for a variable that is empty where the header is written.')
    : t('Look at the sender for a template, an example or a variable without a value.');
  const sure = isEmpty ? ({ isSure: true } as const) : {};
  if (value === '') {
    return {
      ...sure,
      clause: isEmpty
        ? t('{0} came empty', header)
        : isOfToken(cause)
          ? t('{0} holds a placeholder, and no token', header)
          : t('{0} holds a placeholder, and no signature', header),
      remedy,
    };
  }
  return {
    ...sure,
    clause: isEmpty
      ? t('{0} came with nothing behind “{1}”', header, value)
      : t('{0} holds “{1}”, and no signature', header, value),
    remedy,
  };
}

/** The signature ends too early, or begins too late. Where nothing matched, only its length is said. */
export function truncated(context: CauseContext): CauseWords {
  const { t, diagnosis } = context;
  const isProven = diagnosis.level === 'proven';
  const where = t('Look for a column, a log or a proxy on the way that limits how long a value may be.');
  const [received, expected] = [said(context, 'received'), said(context, 'expected')];
  const figures =
    said(context, 'as') === 'hex'
      ? t('{0} of {1} hex digits', received, expected)
      : t('{0} of {1} characters', received, expected);
  const hasFigures = received !== '' && expected !== '';
  const cut = hasFigures ? t('the signature was cut off after {0}', figures) : t('the signature was cut off');
  const short = hasFigures
    ? t('the signature is shorter than a digest: {0}', figures)
    : t('the signature is shorter than a digest');
  if (!isProven) {
    return { clause: short, remedy: where, ...(hasFigures ? { isSure: true } : {}) };
  }
  return {
    clause: said(context, 'where') === 'start' ? t('the signature lacks its first character') : cut,
    remedy: sentences(where, t('What is there matches, but a part of a signature must not be accepted.')),
  };
}
