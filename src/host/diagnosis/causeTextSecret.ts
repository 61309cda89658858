import type { causeFamilies } from '../../protocol/diagnosis.ts';
import { displayText } from '../displayText.ts';
import { ifSaid, said, type CauseContext, type CauseTexts, type CauseWords } from './causeWords.ts';

/** The secret that verifies, by its label; its value is never said. */
function label(context: CauseContext): string {
  const own = said(context, 'label');
  return own === '' ? displayText(context.diagnosis.secretLabel ?? '', 80) : own;
}

/** `named` where it is known which saved secret it is about, else the other text. */
function ofSecret(context: CauseContext, named: (label: string) => string, otherwise: () => string): string {
  const name = label(context);
  return name === '' ? otherwise() : named(name);
}

function other(context: CauseContext): CauseWords {
  const { t, diagnosis } = context;
  if (diagnosis.level !== 'proven') {
    return {
      clause: t('the sender signs with another secret than those that are saved'),
      remedy: t(
        'Copy the secret again from where the sender shows it, for this very endpoint and mode (test or live), and save it.',
      ),
    };
  }
  return {
    clause: ifSaid(
      context,
      'owner',
      (owner) => t('the sender signed with the secret “{0}” of {1}', label(context), owner),
      () => t('the sender signed with the secret “{0}”', label(context)),
    ),
    remedy: t('Save that secret for this sender, or set the right one at the sender.'),
    proof: 'so',
  };
}

/** A saved secret with something changed at its ends or inside. */
function changed(context: CauseContext, clause: string, remedy: string): CauseWords {
  const { t } = context;
  const which = ofSecret(
    context,
    (name) => t('{0} (secret “{1}”)', clause, name),
    () => clause,
  );
  return { clause: which, remedy };
}

/** What happened to the secret. */
export const secretTexts: CauseTexts<(typeof causeFamilies.secret)[number]> = {
  'secret-other': other,
  'secret-other-provider': other,
  'secret-newline': (context) =>
    changed(
      context,
      context.t('the sender and you differ in a line end at the end of the secret'),
      context.t(
        'Set the secret again at the sender without a line end: reading a file whole, or echo without -n, adds one.',
      ),
    ),
  'secret-whitespace': (context) =>
    changed(
      context,
      context.t('the sender and you differ in white space around the secret'),
      context.t('Set the secret again on both sides without a space in front of it or behind it.'),
    ),
  'secret-bom': (context) =>
    changed(
      context,
      context.t('the sender’s secret has a byte order mark in front of it, or yours has'),
      context.t('Save the file that holds the secret as UTF-8 without a byte order mark.'),
    ),
  'secret-invisible': (context) =>
    changed(
      context,
      context.t('one side’s secret has an invisible character in it'),
      context.t('Type the secret’s ends again, or copy it from its source as plain text.'),
    ),
  'secret-quoted': (context) =>
    changed(
      context,
      context.t('one side took the quotes around the secret for a part of it'),
      context.t(
        'Take the quotes away in the file or setting that holds the secret: docker --env-file and some .env readers keep them.',
      ),
    ),
  'secret-escaped': (context) =>
    changed(
      context,
      context.t('one side read backslashes in the secret as escapes, the other as they stand'),
      context.t('Write the secret in single quotes, in which most .env readers leave backslashes alone.'),
    ),
  'secret-dollar': (context) =>
    changed(
      context,
      context.t('a $ in the secret was read as a variable'),
      context.t('Write the secret in single quotes where it is configured, or escape the $.'),
    ),
  'secret-hash': (context) =>
    changed(
      context,
      context.t('the secret was cut off at a #, which was read as a comment'),
      context.t('Write the secret in quotes where it is configured.'),
    ),
  'secret-prefix-kept': (context) =>
    changed(
      context,
      ifSaid(
        context,
        'prefix',
        (prefix) => context.t('the sender used the secret with its prefix “{0}” as the key', prefix),
        () => context.t('the sender used the secret with its prefix as the key'),
      ),
      context.t(
        'Take the prefix away at the sender before the secret is used as a key, as its provider documents it.',
      ),
    ),
  'secret-prefix-removed': (context) =>
    changed(
      context,
      ifSaid(
        context,
        'prefix',
        (prefix) => context.t('the sender used the secret without its prefix “{0}” as the key', prefix),
        () => context.t('the sender used the secret without its prefix as the key'),
      ),
      context.t(
        'Use the whole secret as the key at the sender, with its prefix, as its provider documents it.',
      ),
    ),
  'secret-decoded': (context) =>
    changed(
      context,
      context.t('the sender decoded the secret and used its bytes as the key, where its text is the key'),
      context.t(
        'Use the text of the secret as the key at the sender, or tell the provider’s rules apart with Verify As....',
      ),
    ),
  'secret-not-decoded': (context) =>
    changed(
      context,
      context.t(
        'the sender used the text of the secret as the key, where the bytes that it spells are the key',
      ),
      context.t('Decode the secret at the sender before it is used as a key.'),
    ),
  'secret-truncated': (context) =>
    changed(
      context,
      context.t('one side’s secret lacks a character or two at an end'),
      context.t('Copy the whole secret again and save it on both sides.'),
    ),
  'secret-case': (context) =>
    changed(
      context,
      context.t('one side’s secret is in another case'),
      context.t('Copy the secret again as it stands: upper and lower case make a difference.'),
    ),
  'secret-url-encoded': (context) =>
    changed(
      context,
      context.t('one side used the secret URL-encoded'),
      context.t('Decode %XX and + in the secret before it is used: it passed through a URL or a form.'),
    ),
  'secret-empty': ({ t }) => ({
    clause: t('the sender signed with an empty secret'),
    remedy: t('Set the secret at the sender: the variable that should hold it is not there or empty.'),
  }),
  'secret-undefined': ({ t }) => ({
    clause: t('the sender signed with the word “undefined” as its secret'),
    remedy: t('Set the secret at the sender: JavaScript made a word of a variable that is not set.'),
  }),
  'secret-null': ({ t }) => ({
    clause: t('the sender signed with the word “null” as its secret'),
    remedy: t('Set the secret at the sender: a value that is not set was made a word.'),
  }),
};
