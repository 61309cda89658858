import type { causeFamilies } from '../../protocol/diagnosis.ts';
import { displayText } from '../displayText.ts';
import {
  ifSaid,
  isOfToken,
  said,
  type CauseContext,
  type CauseTexts,
  type CauseWords,
} from './causeWords.ts';
import { decodedToken, encodedToken, otherToken, prefixedSecret, wordAsToken } from './causeTextToken.ts';

/** The secret that it is about, by its label; its value is never said. */
function label(context: CauseContext): string {
  const own = said(context, 'label');
  return own === '' ? displayText(context.diagnosis.secretLabel ?? '', 80) : own;
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
  const remedy = t('Save that secret for this sender, or set the right one at the sender.');
  const name = label(context);
  if (isOfToken(context.cause)) {
    return { clause: otherToken(context, name), remedy };
  }
  return {
    clause: ifSaid(
      context,
      'owner',
      (owner) => t('the sender signed with the secret “{0}” of {1}', name, owner),
      () => t('the sender signed with the secret “{0}”', name),
    ),
    remedy,
    proof: 'with',
  };
}

/** The sides that a damaged copy can be on, as clauses and remedies with the secret's label. */
interface Sides {
  /** The sender's copy has what does not belong to it. */
  readonly sender: (label: string) => CauseWords;
  /** The saved copy has it. */
  readonly saved: (label: string) => CauseWords;
}

function ofSide(context: CauseContext, { sender, saved }: Sides): CauseWords {
  const name = label(context);
  return said(context, 'in') === 'saved' ? saved(name) : sender(name);
}

/** The saved copy has something that the sender's has not. */
function inSaved(context: CauseContext, clause: string): CauseWords {
  return {
    clause,
    remedy: context.t('Save the secret again without that, and remove the one that is damaged.'),
    proof: 'without',
  };
}

/** Where something stands that was added, as a part of a clause. */
function added(context: CauseContext, what: string): CauseWords {
  const { t } = context;
  return ofSide(context, {
    sender: (name) => ({
      clause: t('the sender took {0} in or around the secret “{1}” for a part of it', what, name),
      remedy: t(
        'Set the secret again at the sender without it: reading a file whole, or echo without -n, adds such.',
      ),
    }),
    saved: (name) =>
      inSaved(
        context,
        t('the saved secret “{0}” has {1} in or around it that the sender’s has not', name, what),
      ),
  });
}

/** A copy that was read or written otherwise than it stands. */
function misread(context: CauseContext, how: string, remedy: string): CauseWords {
  const { t } = context;
  return ofSide(context, {
    sender: (name) => ({
      clause: isOfToken(context.cause)
        ? t('the sender sent the secret “{0}”, {1}', name, how)
        : t('the sender signed with the secret “{0}”, {1}', name, how),
      remedy,
    }),
    saved: (name) => ({
      clause: t('the saved secret “{0}” is stored differently than at the sender: {1}', name, how),
      remedy: t('Copy the secret again from where the sender shows it, and save it.'),
    }),
  });
}

/** With a part of a vendor's own in front of it, which is named where the engine says it. */
function prefixed(context: CauseContext, kept: boolean): CauseWords {
  const { t } = context;
  const prefix = said(context, 'prefix');
  const what = prefix === '' ? t('its prefix') : t('the prefix “{0}”', prefix);
  const name = label(context);
  const isSaved = said(context, 'in') === 'saved';
  if (isSaved) {
    return {
      clause: kept
        ? t('the saved secret “{0}” has {1} in front, which the sender’s key has not', name, what)
        : t('the saved secret “{0}” lacks {1}, which the sender’s key has', name, what),
      remedy: t('Save the secret again as the sender uses it.'),
    };
  }
  if (isOfToken(context.cause)) {
    return prefixedSecret(t, { name, what, kept });
  }
  return {
    clause: kept
      ? t('the sender took {0} of the secret “{1}” for a part of the key', what, name)
      : t('the sender removed {0} from the secret “{1}” before it used it as the key', what, name),
    remedy: t('Make the key of the secret at the sender as its provider documents it.'),
  };
}

function absent(context: CauseContext, word: string): CauseWords {
  const { t } = context;
  if (isOfToken(context.cause)) {
    return wordAsToken(t, word);
  }
  return {
    clause: t('the sender signed with the word “{0}” as its secret', word),
    remedy: t('Set the secret at the sender: a variable that is not set was made a word.'),
  };
}

function empty({ t }: CauseContext): CauseWords {
  return {
    clause: t('the sender signed with an empty secret'),
    remedy: t('Set the secret at the sender: the variable that should hold it is not there or empty.'),
  };
}

const encodingNames: Readonly<Record<string, string>> = {
  hex: 'hex',
  base64: 'Base64',
  base64url: 'Base64url',
};

function encodingName(context: CauseContext, name: string): string {
  const own = said(context, name);
  return Object.hasOwn(encodingNames, own) ? (encodingNames[own] ?? own) : own;
}

function decoded(context: CauseContext): CauseWords {
  const { t } = context;
  if (isOfToken(context.cause)) {
    return decodedToken(t, label(context));
  }
  return {
    clause: ifSaid(
      context,
      'as',
      () =>
        t(
          'the sender decoded the secret “{0}” as {1} and used the bytes as the key',
          label(context),
          encodingName(context, 'as'),
        ),
      () => t('the sender decoded the secret “{0}” and used the bytes as the key', label(context)),
    ),
    remedy: t('Use the text of the secret as the key at the sender, as its provider documents it.'),
  };
}

function notDecoded(context: CauseContext): CauseWords {
  const { t } = context;
  if (isOfToken(context.cause)) {
    return encodedToken(t, label(context));
  }
  return {
    clause: ifSaid(
      context,
      'as',
      () =>
        t(
          'the sender encoded the secret “{0}” as {1} and used that text as the key',
          label(context),
          encodingName(context, 'as'),
        ),
      () => t('the sender used the text of the secret “{0}” as the key, without decoding it', label(context)),
    ),
    remedy: t(
      'Make the key of the secret at the sender as its provider documents it: the bytes that its text spells.',
    ),
  };
}

/** What happened to the ends of the secret. */
const endTexts: CauseTexts<
  'secret-newline' | 'secret-whitespace' | 'secret-bom' | 'secret-invisible' | 'secret-quoted'
> = {
  'secret-newline': (context) => added(context, context.t('a line end')),
  'secret-whitespace': (context) => added(context, context.t('white space')),
  'secret-bom': (context) => added(context, context.t('a byte order mark')),
  'secret-invisible': (context) => {
    const { t } = context;
    return said(context, 'normalised') !== '' || said(context, 'charset') !== ''
      ? misread(
          context,
          t('its letters beyond ASCII in other bytes'),
          t(
            'Write such letters in the same Unicode form and encoding on both sides, or choose a secret of ASCII.',
          ),
        )
      : added(context, t('an invisible character'));
  },
  'secret-quoted': (context) => added(context, context.t('quotes')),
};

/** What happened to the secret. */
export const secretTexts: CauseTexts<(typeof causeFamilies.secret)[number]> = {
  ...endTexts,
  'secret-other': other,
  'secret-other-provider': other,
  'secret-escaped': (context) =>
    misread(
      context,
      context.t('with escapes in it, such as backslashes, read otherwise'),
      context.t('Write the secret in single quotes where it is configured: most readers leave those alone.'),
    ),
  'secret-dollar': (context) =>
    misread(
      context,
      context.t('with a $ in it read as a variable'),
      context.t('Write the secret in single quotes where it is configured, or escape the $.'),
    ),
  'secret-hash': (context) =>
    misread(
      context,
      context.t('with what follows a # taken for a comment'),
      context.t('Write the secret in quotes where it is configured.'),
    ),
  'secret-prefix-kept': (context) => prefixed(context, true),
  'secret-prefix-removed': (context) => prefixed(context, false),
  'secret-decoded': decoded,
  'secret-not-decoded': notDecoded,
  'secret-truncated': (context) =>
    misread(
      context,
      context.t('with a character or two missing at an end'),
      context.t('Copy the whole secret to the sender again.'),
    ),
  'secret-case': (context) =>
    misread(
      context,
      context.t('in another case'),
      context.t('Copy the secret to the sender again as it stands: upper and lower case make a difference.'),
    ),
  'secret-url-encoded': (context) =>
    misread(
      context,
      context.t('with %XX or + in it read or written as in a URL'),
      context.t('Take the secret to the sender otherwise than through a URL or a form, or decode it there.'),
    ),
  'secret-empty': (context) =>
    said(context, 'signed') === '' ? empty(context) : absent(context, said(context, 'signed')),
  'secret-undefined': (context) => absent(context, said(context, 'signed') || 'undefined'),
  'secret-null': (context) => absent(context, said(context, 'signed') || 'null'),
};
