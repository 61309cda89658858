import type { causeFamilies } from '../../protocol/diagnosis.ts';
import {
  ifSaid,
  isOfToken,
  said,
  type CauseContext,
  type CauseTexts,
  type CauseWords,
} from './causeWords.ts';
import { commented, dollarRead, escaped, invisible, quoted, several, truncated } from './causeTextCopy.ts';
import { decodedToken, encodedToken, otherToken, prefixedSecret, wordAsToken } from './causeTextToken.ts';
import { added, encodingName, inSaved, label, misread } from './secretCopies.ts';

/** What a saved text is for certain, by its form. */
const certain: ReadonlySet<string> = new Set(['empty', 'url', 'pem', 'jwt', 'email']);

/** What was saved where a secret belongs. */
function noSecret(context: CauseContext, kind: string): CauseWords {
  const { t } = context;
  const name = label(context);
  const texts: Readonly<Record<string, () => string>> = {
    empty: () => t('the saved secret “{0}” is empty', name),
    masked: () => t('the saved secret “{0}” is the masked form that a dashboard shows', name),
    placeholder: () => t('the saved secret “{0}” is a placeholder', name),
    variable: () => t('the saved secret “{0}” is the name of a variable, not its value', name),
    reference: () =>
      t('the saved secret “{0}” is a reference into a secret store, not the value there', name),
    path: () => t('the saved secret “{0}” is the path of a file, not what is in it', name),
    url: () => t('the saved secret “{0}” is a URL', name),
    pem: () => t('the saved secret “{0}” is a key or certificate in PEM, not a shared secret', name),
    jwt: () => t('the saved secret “{0}” is a JSON Web Token, not the key that signs', name),
    email: () => t('the saved secret “{0}” is an email address', name),
    id: () => t('the saved secret “{0}” is an id, such as that of the endpoint, not its secret', name),
    apiKey: () => t('the saved secret “{0}” is a key for an API, which does not sign webhooks', name),
  };
  const known = Object.hasOwn(texts, kind) ? texts[kind] : undefined;
  return {
    ...(certain.has(kind) ? { isSure: true } : {}),
    clause: known?.() ?? t('the saved secret “{0}” is no secret', name),
    remedy: t(
      'Copy the signing secret itself from where the sender shows it, for exactly this endpoint, and save it.',
    ),
  };
}

function other(context: CauseContext): CauseWords {
  const { t, diagnosis } = context;
  const kind = said(context, 'saved');
  if (kind !== '') {
    return noSecret(context, kind);
  }
  if (diagnosis.level !== 'proven') {
    return {
      clause: t('the sender signs with another secret than those that are saved'),
      remedy: t(
        'Copy the secret again from where the sender shows it, for exactly this endpoint and mode (test or live), and save it.',
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

/** With a part of a vendor's own in front of it, which is named where the engine says it. */
function prefixed(context: CauseContext, kept: boolean): CauseWords {
  const { t } = context;
  const prefix = said(context, 'prefix');
  const what = prefix === '' ? t('its prefix') : t('the prefix “{0}”', prefix);
  const name = label(context);
  const isSaved = said(context, 'in') === 'saved';
  if (isSaved && prefix === 'NAME=') {
    return {
      clause: t('the saved secret “{0}” is a whole line or setting, with a name in front of the value', name),
      remedy: t('Save only the value.'),
    };
  }
  if (isSaved && said(context, 'where') === 'twice') {
    return inSaved(
      context,
      t('the saved secret “{0}” begins with {1} twice, and the sender’s once', name, what),
    );
  }
  if (isSaved) {
    return {
      clause: kept
        ? t('the saved secret “{0}” has {1} in front, which the sender’s key does not have', name, what)
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

/** A provider's own test tool signs with a word in place of what only a real webhook has. */
function simulated({ t }: CauseContext, word: string): CauseWords {
  return {
    clause: t(
      'the event is of the provider’s simulator, which signs with the word “{0}” instead of your webhook’s id',
      word,
    ),
    remedy: t('Nothing is wrong at your end: test with a real event, for example of the provider’s sandbox.'),
  };
}

function empty({ t }: CauseContext): CauseWords {
  return {
    clause: t('the sender signed with an empty secret'),
    remedy: t('Set the secret at the sender: the variable that should hold it is not there or empty.'),
  };
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

/** The saved copy is a spelling of the sender's. */
function savedEncoded(context: CauseContext): CauseWords {
  const { t } = context;
  const [name, encoding] = [label(context), encodingName(context, 'as')];
  return {
    clause:
      said(context, 'as') === 'hex'
        ? t('the saved secret “{0}” is in {1}; the sender used the bytes that it spells', name, encoding)
        : t(
            'the saved secret “{0}” is still in {1}, as the data of a Kubernetes secret are; the sender used what it spells',
            name,
            encoding,
          ),
    remedy: t('Save the decoded value.'),
  };
}

function notDecoded(context: CauseContext): CauseWords {
  const { t } = context;
  const hash = said(context, 'hash');
  if (hash !== '') {
    return {
      clause: t('the sender used a hash of the secret “{0}” ({1}) in place of it', label(context), hash),
      remedy: t('Use the secret itself at the sender, as its provider documents it.'),
    };
  }
  if (said(context, 'in') === 'saved') {
    return savedEncoded(context);
  }
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
  'secret-invisible': invisible,
  'secret-quoted': quoted,
};

/** What happened to the secret. */
export const secretTexts: CauseTexts<(typeof causeFamilies.secret)[number]> = {
  ...endTexts,
  'secret-other': other,
  'secret-other-provider': other,
  'secret-escaped': escaped,
  'secret-dollar': dollarRead,
  'secret-hash': commented,
  'secret-prefix-kept': (context) => prefixed(context, true),
  'secret-prefix-removed': (context) => prefixed(context, false),
  'secret-decoded': decoded,
  'secret-not-decoded': notDecoded,
  'secret-truncated': truncated,
  'secret-several': several,
  'secret-case': (context) =>
    misread(
      context,
      context.t('with other upper and lower case letters'),
      context.t(
        'Copy the secret again from where it is shown, to the side that differs: upper and lower case make a difference.',
      ),
    ),
  'secret-url-encoded': (context) =>
    misread(
      context,
      context.t('with %XX or + in it read or written as in a URL'),
      context.t('Take the secret to the sender otherwise than through a URL or a form, or decode it there.'),
    ),
  'secret-empty': (context) =>
    said(context, 'signed') === '' ? empty(context) : absent(context, said(context, 'signed')),
  'secret-undefined': (context) => {
    const word = said(context, 'signed') || 'undefined';
    return said(context, 'by') === '' ? absent(context, word) : simulated(context, word);
  },
  'secret-null': (context) => absent(context, said(context, 'signed') || 'null'),
};
