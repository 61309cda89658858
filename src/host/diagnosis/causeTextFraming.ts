import type { causeFamilies } from '../../protocol/diagnosis.ts';
import { timeForm } from './causeTextTime.ts';
import { bothSaid, ifSaid, said, type CauseContext, type CauseTexts, type CauseWords } from './causeWords.ts';

/** A part of the URL that is signed in another form than it was tried in. */
function url(context: CauseContext, what: string, hint: string): CauseWords {
  const { t } = context;
  const { level } = context.diagnosis;
  const [signed, received, tried] = [
    said(context, 'signed'),
    said(context, 'received'),
    said(context, 'tried'),
  ];
  const named = said(context, 'named');
  if (named !== '') {
    return {
      clause: t('the sender signed the URL that the body names, {0}', named),
      remedy: t('Set publicUrl of the source to the URL that the sender knows.'),
    };
  }
  if (said(context, 'how') === 'known' && level !== 'proven') {
    return {
      clause: t('the sender signed another URL than {0}', tried),
      remedy: [
        t(
          'Set `publicUrl` of the source to the URL that was entered at the sender, with its host, path and query: proxies may remove a path prefix.',
        ),
      ],
    };
  }
  const changed = signed === '' ? what : t('{0}, {1}', what, signed);
  return {
    clause: received === '' ? changed : t('{0} instead of {1}', changed, received),
    remedy: [
      hint,
      t('Set publicUrl of the source to the URL that the sender knows.'),
      tried === '' || level === 'proven' ? '' : t('Without it, {0} was tried.', tried),
    ],
  };
}

/** Of the query, by what was done to it. */
function queryText(context: CauseContext): string {
  const { t } = context;
  const texts: Readonly<Record<string, string>> = {
    'left out': t('the sender signed the URL without its query'),
    sorted: t('the sender signed the URL with its query sorted by name'),
    reversed: t('the sender signed the URL with its query in another order'),
    decoded: t('the sender signed the URL with its query decoded'),
    'spaces as +': t('the sender signed the URL with spaces of its query as +'),
    'spaces as %20': t('the sender signed the URL with spaces of its query as %20'),
    escapes: t('the sender signed the URL with other characters of its query escaped'),
    'as sent': t('the sender signed the URL as it is sent, with no escapes decoded'),
    empty: t('the sender signed the URL with an empty query'),
  };
  const how = said(context, 'how');
  return (Object.hasOwn(texts, how) ? texts[how] : undefined) ?? t('the sender signed another query');
}

function slashText(context: CauseContext): string {
  const { t } = context;
  switch (said(context, 'signed')) {
    case 'with':
      return t('the sender signed the URL with a slash at the end');
    case 'without':
      return t('the sender signed the URL without the slash at its end');
    default:
      return t('the sender’s URL and the one that came differ in a slash at the end');
  }
}

function joinedOtherwise(
  context: CauseContext,
  bare = context.t('the sender signed other parts than the provider, or in another order'),
): CauseWords {
  const { t } = context;
  return {
    clause: ifSaid(
      context,
      'template',
      (template) => t('the sender signed {0}, which is not what the provider signs', template),
      () => bare,
    ),
    remedy: t(
      'Have the sender join the parts in the order and with the separators that the provider documents.',
    ),
  };
}

/** The rules of another provider, by which all is right; or only what it signs, which others may sign, too. */
function otherScheme(context: CauseContext): CauseWords {
  const { t } = context;
  const provider = said(context, 'provider');
  if (said(context, 'shown') !== '') {
    return {
      clause: t(
        'the sender is {0}, not {1}: the request has {2}',
        provider,
        said(context, 'own'),
        said(context, 'shown'),
      ),
      remedy: t('Choose {0} with “Check as Provider...”, or “Recognise Automatically” there.', provider),
    };
  }
  return provider === ''
    ? joinedOtherwise(context, t('the sender signed the parts that another provider signs'))
    : {
        clause: t('the event is signed as {0} signs', provider),
        remedy: t('Choose that provider with “Check as Provider...”, or set it for the source.'),
      };
}

/** The time in another unit: in what was signed only, or where it was sent, too. */
function timestampUnit(context: CauseContext): CauseWords {
  if (said(context, 'unit') !== '') {
    return timeForm(context);
  }
  return {
    clause: bothSaid(
      context,
      ['signed', 'received'],
      (signed, received) =>
        context.t('the sender signed the time as {0} and sent it as {1}', signed, received),
      () => context.t('the sender signed the time in another unit or form than it was sent in'),
    ),
    remedy: context.t('Have the sender sign the very text of the time that it sends.'),
  };
}

/** What was hashed around the body. */
export const framingTexts: CauseTexts<(typeof causeFamilies.framing)[number]> = {
  'framing-timestamp-left-out': ({ t }) => ({
    clause: t('the sender left the timestamp out of what it signed'),
    remedy: t('Have the sender sign the timestamp with the body, as the provider documents it.'),
  }),
  'framing-id-left-out': ({ t }) => ({
    clause: t('the sender left the message id out of what it signed'),
    remedy: t('Have the sender sign the id with the body, as the provider documents it.'),
  }),
  'framing-joined-otherwise': (context) => joinedOtherwise(context),
  'framing-timestamp-unit': timestampUnit,
  'framing-other-scheme': otherScheme,
  'url-protocol': (context) =>
    url(
      context,
      context.t('the sender signed the URL with another protocol'),
      context.t('Look for a proxy or tunnel on the way that ends TLS.'),
    ),
  'url-host': (context) =>
    url(
      context,
      context.t('the sender signed the URL with another host'),
      context.t('Senders sign the public URL, of which a tunnel or proxy may hide the host.'),
    ),
  'url-port': (context) =>
    url(
      context,
      context.t('the sender signed the URL with another port'),
      context.t('Look for a proxy or tunnel on the way that listens on another port.'),
    ),
  'url-path': (context) =>
    url(
      context,
      context.t('the sender signed the URL with another path'),
      context.t('Look for a proxy on the way that takes a prefix off the path or puts one in front.'),
    ),
  'url-query': (context) =>
    said(context, 'named') === ''
      ? {
          clause: queryText(context),
          remedy: context.t(
            'Keep proxies from rewriting the query, or have the sender sign the URL that it calls.',
          ),
        }
      : url(context, '', ''),
  'url-slash': (context) => ({
    clause: slashText(context),
    remedy: context.t(
      'Enter the URL at the sender exactly as it is called, or set publicUrl of the source to the one that the sender knows.',
    ),
  }),
};
