import type { causeFamilies } from '../../protocol/diagnosis.ts';
import { sentences } from '../secretText.ts';
import {
  bothSaid,
  headerRemedy,
  ifSaid,
  isOfToken,
  leftOutHeader,
  said,
  type CauseContext,
  type CauseTexts,
  type CauseWords,
} from './causeWords.ts';
import { absentRemedy } from './causeTextAbsent.ts';
import { prefixedToken } from './causeTextToken.ts';

/** No signature came. */
function absent(context: CauseContext): CauseWords {
  const { cause, t } = context;
  if (said(context, 'by') === 'rawDelivery') {
    return {
      clause: t(
        'the subscription has raw message delivery, and raw messages of Amazon SNS have no signature',
      ),
      remedy: t(
        'Switch raw message delivery off for the subscription: then the message comes with its signature.',
      ),
    };
  }
  const place = said(context, 'header') || t('its header');
  return {
    clause: isOfToken(cause)
      ? t('the sender sent no token, or {0} was removed in transit', place)
      : t('the sender did not sign, or {0} was removed in transit', place),
    remedy: absentRemedy(context),
  };
}

/** A header did not come that belongs beside the signature. */
function companionAbsent(context: CauseContext): CauseWords {
  const { t, diagnosis } = context;
  const header = said(context, 'header');
  return {
    clause:
      diagnosis.level === 'proven'
        ? t('the signature is right, but the header {0} is missing', header)
        : leftOutHeader(header, t),
    remedy: headerRemedy(t),
  };
}

function prefixed(context: CauseContext): CauseWords {
  const { t } = context;
  if (isOfToken(context.cause)) {
    return prefixedToken(context);
  }
  if (said(context, 'of') === 'body') {
    return {
      clause: t('the signature is the body with a digest behind it, as mac.Sum(body) of Go makes it'),
      remedy: t('Write the body to the MAC with Write, and sign with Sum(nil).'),
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
    remedy: t('Have the sender write the signature in the form that the provider documents.'),
    proof: 'so',
  };
}

/** The signature ends too early, or begins too late. Where nothing matched, only its length is said. */
function truncated(context: CauseContext): CauseWords {
  const { t, diagnosis } = context;
  const isProven = diagnosis.level === 'proven';
  const where = t('Look for a column, a log or a proxy on the way that limits how long a value may be.');
  const [received, expected] = [said(context, 'received'), said(context, 'expected')];
  const cut =
    received === '' || expected === ''
      ? t('the signature was cut off')
      : t('the signature was cut off after {0} of {1} bytes', received, expected);
  const short =
    received === '' || expected === ''
      ? t('the signature is shorter than a digest')
      : t('the signature is shorter than a digest: {0} of {1} bytes', received, expected);
  if (!isProven) {
    return { clause: short, remedy: where };
  }
  return {
    clause: said(context, 'where') === 'start' ? t('the signature lacks its first character') : cut,
    remedy: sentences(where, t('What is there matches, but a part of a signature must not be accepted.')),
  };
}

/** One character of it is another than it should be, or there is one too many or too few. */
function altered(context: CauseContext): CauseWords {
  const { t } = context;
  const [received, signed] = [said(context, 'received'), said(context, 'signed')];
  return {
    clause: ifSaid(
      context,
      'position',
      (position) =>
        t(
          'the signature is right but for 1 character: {0} at position {1} should be {2}',
          received === '' ? t('nothing') : `“${received}”`,
          position,
          signed === '' ? t('nothing') : `“${signed}”`,
        ),
      () => t('the signature is right but for 1 character'),
    ),
    remedy: t(
      'Look for who copied or typed it. Some providers send such a signature on purpose, to test that it is refused: then all is well.',
    ),
  };
}

/** Beside a signature that is right something is not in its form. */
function misformed(context: CauseContext): CauseWords {
  const { t } = context;
  return {
    clause: ifSaid(
      context,
      'header',
      (header) => t('the signature is right, but {0} also holds something that is no signature', header),
      () => t('the signature is right, but the request is not in the form that the provider documents'),
    ),
    remedy: t('Have the sender send the header in the form that the provider documents.'),
  };
}

/** A claim of a JWT whose signature is right. */
function claim(context: CauseContext): CauseWords {
  const { t } = context;
  const [name, expected, actual] = [
    said(context, 'claim') || t('that it needs'),
    said(context, 'expected'),
    said(context, 'actual'),
  ];
  return {
    clause:
      actual === ''
        ? t('the token is signed right, but lacks the claim {0}', name)
        : t('the token is signed right, but its claim {0} is “{1}” instead of “{2}”', name, actual, expected),
    remedy: t('Have the sender make the token as the provider documents it.'),
  };
}

/** What happened to the value that carries the signature. */
export const headerTexts: CauseTexts<(typeof causeFamilies.header)[number]> = {
  'header-absent': (context) => (said(context, 'beside') === '' ? absent(context) : companionAbsent(context)),
  'header-renamed': (context) => ({
    clause: bothSaid(
      context,
      ['header', 'expected'],
      (header, expected) =>
        context.t('the signature came in the header {0} instead of {1}', header, expected),
      () => context.t('the signature came in a header of another name'),
    ),
    remedy: context.t(
      'Have the proxy or gateway on the way keep the header’s name, or read the signature from the other header.',
    ),
    proof: 'so',
  }),
  'header-other': (context) => ({
    clause: bothSaid(
      context,
      ['header', 'expected'],
      (header, expected) =>
        context.t('the signature that is right stands in the header {0}, not in {1}', header, expected),
      () => context.t('the signature that is right stands in another header'),
    ),
    remedy: context.t('Read the other header, or choose the right provider with “Check as Provider...”.'),
  }),
  'header-placeholder': (context) => ({
    clause: ifSaid(
      context,
      'value',
      (value) =>
        context.t('{0} holds a placeholder, “{1}”, and no signature', said(context, 'header'), value),
      () => context.t('the value is a placeholder that was never filled in'),
    ),
    remedy: context.t('A template, an example or a variable without a value was sent in its place.'),
  }),
  'header-truncated': truncated,
  'header-prefix': prefixed,
  'header-quoted': (context) => ({
    clause:
      said(context, 'as') === ''
        ? context.t('the signature has quotes or other marks around it')
        : context.t('the signature came in JSON'),
    remedy: context.t('Remove them where the header is written: they became part of its value.'),
    proof: 'without',
  }),
  'header-whitespace': ({ t }) => ({
    clause: t('the signature has white space in or around it'),
    remedy: t(
      'Trim the value where the header is written: a line end of a shell or a file became part of it.',
    ),
    proof: 'without',
  }),
  'header-list': ({ t }) => ({
    clause: t('the signature is one of several in a list'),
    remedy: t('Have the handler try each value of the list, or the sender send one.'),
    proof: 'so',
  }),
  'header-duplicated': (context) => ({
    clause: ifSaid(
      context,
      'header',
      (header) => context.t('the header {0} came more than once', header),
      () => context.t('the header came more than once, and its values were joined'),
    ),
    remedy: context.t(
      'Find out who adds the second one, mostly a proxy: which of them a handler reads depends on its framework.',
    ),
    proof: 'so',
  }),
  'header-altered': altered,
  'header-form': misformed,
  'header-claim': claim,
};
