import type { causeFamilies } from '../../protocol/diagnosis.ts';
import { sentences } from '../secretText.ts';
import { ifSaid, said, type CauseContext, type CauseTexts, type CauseWords } from './causeWords.ts';

/** The URL that gives the signature beside the one that was tried, where both are known. */
function url(context: CauseContext, clause: string, hint: string): CauseWords {
  const { t } = context;
  const [signed, tried] = [said(context, 'signed'), said(context, 'tried')];
  return {
    clause: signed === '' ? clause : t('{0}: {1}', clause, signed),
    remedy: sentences(
      hint,
      t('Set publicUrl of the source to the URL that the sender knows.'),
      tried === '' ? '' : t('Tried was {0}.', tried),
    ),
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
  'framing-joined-otherwise': (context) => ({
    clause: ifSaid(
      context,
      'signedAs',
      (signedAs) => context.t('the sender joined the signed parts in another way: {0}', signedAs),
      () => context.t('the sender joined the signed parts in another way'),
    ),
    remedy: context.t('Join the parts in the order and with the separators that the provider documents.'),
  }),
  'framing-timestamp-unit': ({ t }) => ({
    clause: t('the timestamp was signed in another unit or form than it was sent in (seconds, milliseconds)'),
    remedy: t('Sign the timestamp as the very text that is sent in the header.'),
  }),
  'framing-other-scheme': (context) => ({
    clause: ifSaid(
      context,
      'scheme',
      (scheme) => context.t('the event is signed by the rules of {0}', scheme),
      () => context.t('the event is signed by the rules of another provider'),
    ),
    remedy: context.t('Pick that provider with Verify As..., or for the source in the settings.'),
    proof: 'so',
  }),
  'url-protocol': (context) =>
    url(
      context,
      context.t('the sender signed another protocol (http or https) of the URL'),
      context.t('A proxy or tunnel ends TLS in front of the listener.'),
    ),
  'url-host': (context) =>
    url(
      context,
      context.t('the sender signed a URL with another host'),
      context.t('It signs the public URL, which a tunnel or proxy hides.'),
    ),
  'url-port': (context) =>
    url(
      context,
      context.t('the sender signed a URL with another port, or with none'),
      context.t('A proxy or tunnel listens on another port than the listener.'),
    ),
  'url-path': (context) =>
    url(
      context,
      context.t('the sender signed another path'),
      context.t('A proxy on the way takes a prefix off the path or puts one in front.'),
    ),
  'url-query': (context) =>
    url(
      context,
      context.t('the sender signed another query, or the same in another order'),
      context.t('A proxy on the way writes the query anew or drops a part of it.'),
    ),
  'url-slash': (context) =>
    url(
      context,
      context.t('the sender’s URL and the one that came differ in a slash at the end'),
      context.t('Write the URL at the sender as the listener is called.'),
    ),
};
