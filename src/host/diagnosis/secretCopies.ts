import { displayText } from '../words/displayText.ts';
import { isOfToken, said, type CauseContext, type CauseWords } from './causeWords.ts';
import type { Remedy } from './steps.ts';

/** The secret that it is about, by its label; its value is never said. */
export function label(context: CauseContext): string {
  const own = said(context, 'label');
  return own === '' ? displayText(context.diagnosis.secretLabel ?? '', 80) : own;
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
export function inSaved(context: CauseContext, clause: string): CauseWords {
  return {
    clause,
    remedy: context.t('Save the secret again without that, and remove the one that is damaged.'),
    proof: 'without',
  };
}

/** The saved copy lacks something. */
export function inSavedLess(context: CauseContext, clause: string): CauseWords {
  return {
    clause,
    remedy: context.t('Copy the whole secret again from where the sender shows it, and save it.'),
    proof: 'with',
  };
}

/** Where something stands that was added, as a part of a clause. */
export function added(context: CauseContext, what: string): CauseWords {
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
        t('the saved secret “{0}” has {1} in or around it that the sender’s does not have', name, what),
      ),
  });
}

/** A copy that was read or written otherwise than it stands. */
export function misread(context: CauseContext, how: string, remedy: Remedy): CauseWords {
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

/** Two copies of which nobody can tell which one is wrong. */
export function differing(context: CauseContext, clause: string): CauseWords {
  return {
    clause,
    remedy: context.t(
      'Copy the whole secret again from where it is shown, and set the same one on both sides.',
    ),
  };
}

const encodingNames: Readonly<Record<string, string>> = {
  hex: 'hex',
  base64: 'Base64',
  base64url: 'Base64url',
};

export function encodingName(context: CauseContext, name: string): string {
  const own = said(context, name);
  return Object.hasOwn(encodingNames, own) ? (encodingNames[own] ?? own) : own;
}
