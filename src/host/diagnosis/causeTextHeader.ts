import type { causeFamilies } from '../../protocol/diagnosis.ts';
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
import { documentedForm, listed, placeholder, prefixed, quoted, truncated } from './causeTextForm.ts';

const isProven = ({ diagnosis }: CauseContext): boolean => diagnosis.level === 'proven';

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
  if (said(context, 'by') === 'certificate') {
    return {
      clause: t('this was not signed by Amazon: it names a certificate of somebody else'),
      remedy: t(
        'Look at SigningCertURL in the body: the certificates of Amazon SNS are at sns.<region>.amazonaws.com.',
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

/** A header did not come that belongs beside the signature, or the signature is not in its own. */
function companionAbsent(context: CauseContext): CauseWords {
  const { t, diagnosis } = context;
  const header = said(context, 'header');
  if (header === '') {
    const [place, had, item] = [said(context, 'beside'), said(context, 'had'), said(context, 'item')];
    return {
      clause: t('the sender left the signature out: {0} has {1}, but no {2}', place, had, item),
      remedy: documentedForm(t),
    };
  }
  return {
    clause:
      diagnosis.level === 'proven'
        ? t('the signature is right, but the header {0} is missing', header)
        : leftOutHeader(header, t),
    remedy: headerRemedy(t),
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
    remedy: [
      t('Check where it was copied or typed.'),
      t('If the provider sent it on purpose, to test that it is refused, nothing is wrong.'),
    ],
  };
}

/** Beside a signature that is right something is not in its form. */
function misformed(context: CauseContext): CauseWords {
  const { t } = context;
  return {
    clause: ifSaid(
      context,
      'header',
      (header) =>
        said(context, 'received') === 'empty'
          ? t('the signature is right, but {0} came empty', header)
          : t('the signature is right, but {0} also holds something that is no signature', header),
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
    remedy: t('Have the sender create the token as the provider documents it.'),
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
        isProven(context)
          ? context.t('the signature that is right stands in the header {0}, not in {1}', header, expected)
          : context.t('the signature stands in the header {0}, not in {1}', header, expected),
      () => context.t('the signature stands in another header'),
    ),
    remedy: context.t('Read the other header, or choose the right provider with “Check as Provider...”.'),
  }),
  'header-placeholder': placeholder,
  'header-truncated': truncated,
  'header-prefix': prefixed,
  'header-quoted': quoted,
  'header-whitespace': ({ t }) => ({
    clause: t('the signature has white space in or around it'),
    remedy: t(
      'Trim the value where the header is written: a line end of a shell or a file became part of it.',
    ),
    proof: 'without',
  }),
  'header-list': listed,
  'header-duplicated': (context) => ({
    clause: ifSaid(
      context,
      'header',
      (header) =>
        isProven(context)
          ? context.t('the header {0} came more than once, and one of its values is right', header)
          : context.t(
              'the header {0} came more than once, and no saved secret matches any of its values',
              header,
            ),
      () => context.t('the signature came twice in one header, as where the values of two are joined'),
    ),
    ...(isProven(context) || said(context, 'header') === '' ? {} : { isSure: true as const }),
    remedy: context.t(
      'Find out who adds the second one, mostly a proxy: which of them a handler reads depends on its framework.',
    ),
  }),
  'header-altered': altered,
  'header-form': misformed,
  'header-claim': claim,
};
