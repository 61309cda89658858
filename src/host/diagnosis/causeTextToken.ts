import type { Translate } from '../words/translate.ts';
import { ifSaid, type CauseContext, type CauseWords } from './causeWords.ts';

/** What is said of a token, which is sent as it is: nothing was signed with the secret. */

function documented(t: Translate, clause: string): CauseWords {
  return { clause, remedy: t('Have the sender send the token as the provider documents it.') };
}

/** Another secret than the sender's came, as a clause. */
export function otherToken(context: CauseContext, name: string): string {
  const { t } = context;
  return ifSaid(
    context,
    'owner',
    (owner) => t('the sender sent the secret “{0}” of {1} as its token', name, owner),
    () => t('the sender sent the secret “{0}” as its token', name),
  );
}

interface Prefixed {
  /** The secret's label. */
  readonly name: string;
  /** The prefix, in words. */
  readonly what: string;
  readonly kept: boolean;
}

/** The secret with a part of a vendor's own, or without it. */
export function prefixedSecret(t: Translate, { name, what, kept }: Prefixed): CauseWords {
  return documented(
    t,
    kept
      ? t('the sender sent the secret “{0}” with {1} in front', name, what)
      : t('the sender sent the secret “{0}” without {1}', name, what),
  );
}

export function wordAsToken(t: Translate, word: string): CauseWords {
  return {
    clause: t('the sender sent the word “{0}” as its token', word),
    remedy: t('Set the token at the sender: a variable that is not set was made a word.'),
  };
}

export function decodedToken(t: Translate, name: string): CauseWords {
  return documented(t, t('the sender decoded the secret “{0}” and sent the bytes', name));
}

export function encodedToken(t: Translate, name: string): CauseWords {
  return documented(t, t('the sender encoded the secret “{0}” and sent that text', name));
}

/** The name of an authentication scheme is in front that does not belong there, or the other way around. */
export function prefixedToken(context: CauseContext): CauseWords {
  const { t } = context;
  const clause = ifSaid(
    context,
    'prefix',
    (prefix) => t('the token has “{0}” in front of it', prefix),
    () => t('the token lacks the name of the authentication scheme in front of it'),
  );
  return { ...documented(t, clause), proof: 'so' };
}
