import type { Translate } from '../words/translate.ts';
import { ifSaid, isOfToken, said, type CauseContext, type CauseWords } from './causeWords.ts';
import { added, differing, inSaved, inSavedLess, label, misread } from './secretCopies.ts';

const singleQuotes = (t: Translate): string =>
  t('Write the secret in single quotes where it is configured: most readers leave those alone.');

/** A `%` that configurations double: the saved copy may be of one of these, or the sender's is read so. */
function doubledPercent(context: CauseContext): CauseWords {
  const { t } = context;
  return said(context, 'doubled') === '%%'
    ? misread(
        context,
        t('with %% in it read as %'),
        t(
          'If you copied the secret from a file that doubles each %, such as a systemd unit, a batch file or a Python configuration, save it with one % for each %%. Otherwise, double each % where the sender has it.',
        ),
      )
    : misread(
        context,
        t('with each % doubled'),
        t('Write the secret with one % where the sender has it: nothing there reads %% as %.'),
      );
}

/** Escapes that are in the saved copy and that the sender has read, or the other way around. */
export function escaped(context: CauseContext): CauseWords {
  const { t } = context;
  if (said(context, 'doubled') !== '') {
    return doubledPercent(context);
  }
  if (said(context, 'in') !== 'saved' && said(context, 'as') === 'HTML') {
    return misread(
      context,
      t('with characters such as < and quotes escaped as in HTML'),
      t('Have the sender sign with the secret as it is shown, or choose one of letters and digits.'),
    );
  }
  if (said(context, 'in') !== 'saved') {
    return misread(
      context,
      t('with escapes in it, such as \\n or %%, read or written otherwise'),
      singleQuotes(t),
    );
  }
  const name = label(context);
  return {
    clause: isOfToken(context.cause)
      ? t(
          'the saved secret “{0}” has escapes, such as \\n or &amp;, which the sender sent as what they stand for',
          name,
        )
      : t(
          'the saved secret “{0}” has escapes, such as \\n or &amp;, which the sender signed as what they stand for',
          name,
        ),
    remedy: [
      t('Save the secret without the escapes.'),
      t('If it really has them, write it in single quotes where the sender reads it.'),
    ],
  };
}

/** A `#` that a reader took for the start of a comment, or that is one. */
export function commented(context: CauseContext): CauseWords {
  const { t } = context;
  if (said(context, 'in') !== 'saved') {
    return misread(
      context,
      t('with what follows a # taken for a comment'),
      t('Write the secret in quotes where it is configured.'),
    );
  }
  return {
    clause: t(
      'the sender used the secret “{0}” up to its #: the saved copy has a comment behind it, or the sender took the rest for one',
      label(context),
    ),
    remedy: [
      t('Save the secret without the comment.'),
      t('If the rest belongs to it, write it in quotes at the sender.'),
    ],
  };
}

/** The sender's copy ends where its reader, or a column, did. */
function cut(context: CauseContext): CauseWords {
  const { t } = context;
  return said(context, 'where') === 'length'
    ? {
        clause: t(
          'the sender used only the first {0} characters of the secret “{1}”',
          said(context, 'characters'),
          label(context),
        ),
        remedy: t(
          'Look at the sender for a column or a field that has no room for more, or choose a shorter secret.',
        ),
      }
    : misread(
        context,
        t('cut off at a character that a shell gives a meaning, such as ; or a blank'),
        singleQuotes(t),
      );
}

/** Characters that are there once too often, or that are missing. */
export function truncated(context: CauseContext): CauseWords {
  const { t } = context;
  const name = label(context);
  const isSaved = said(context, 'in') === 'saved';
  switch (said(context, 'where')) {
    case 'twice':
      return inSaved(context, t('the saved secret “{0}” is the sender’s twice in a row', name));
    case 'padding':
      return inSavedLess(context, t('the saved secret “{0}” lacks the = at its end', name));
    case 'hyphens':
      return isSaved
        ? inSavedLess(
            context,
            t('the saved secret “{0}” lacks the hyphens of a UUID that the sender’s has', name),
          )
        : differing(
            context,
            t('the sender used the secret “{0}” without the hyphens that the saved copy has', name),
          );
    case 'length':
    case 'mark':
      return cut(context);
    default:
      return isSaved
        ? inSavedLess(
            context,
            t('the saved secret “{0}” lacks a character or two that the sender’s has at an end', name),
          )
        : differing(
            context,
            t(
              'the sender used the secret “{0}” without a character or two at an end: its copy lost them, or the saved one has too many',
              name,
            ),
          );
  }
}

/** The saved text holds several secrets. */
export function several(context: CauseContext): CauseWords {
  const { t } = context;
  const name = label(context);
  return {
    clause: ifSaid(
      context,
      'position',
      (position) =>
        t(
          'the saved secret “{0}” holds several values, and the sender used number {1} of them',
          name,
          position,
        ),
      () => t('the saved secret “{0}” holds several values, and the sender used one of them', name),
    ),
    remedy: t('Save each secret by itself.'),
  };
}

export function quoted(context: CauseContext): CauseWords {
  const { t } = context;
  switch (said(context, 'mark')) {
    case 'json':
      return {
        clause: t('the saved secret “{0}” is JSON with the sender’s secret in it', label(context)),
        remedy: t('Save only the value that is the secret.'),
      };
    case 'inner':
      return misread(context, t('without the quotes in it'), singleQuotes(t));
    case 'text':
      return added(context, t('other text'));
    case 'around':
      return added(context, t('quotes, brackets or punctuation'));
    case 'markup':
      return added(context, t('markup, such as tags or asterisks,'));
    case 'prompt':
      return added(context, t('a prompt, a list marker or a line number'));
    case 'terminal':
      return added(context, t('what a terminal writes, such as color codes or ^M,'));
    case 'button':
      return added(context, t('the label of a button or an emoji'));
    case 'comment':
      return added(context, t('a comment'));
    case 'hex':
      return added(context, t('separators, 0x or \\x'));
    case "b'":
      return added(context, t('what Python prints of bytes (b and quotes)'));
    default:
      return added(context, t('quotes'));
  }
}

export function invisible(context: CauseContext): CauseWords {
  const { t } = context;
  if (said(context, 'alike') === 'letter') {
    return inSaved(
      context,
      t(
        'the saved secret “{0}” has letters of another alphabet that only look like the sender’s',
        label(context),
      ),
    );
  }
  if (said(context, 'alike') !== '') {
    return inSaved(
      context,
      t(
        'the saved secret “{0}” has characters that only look like the sender’s, such as a long dash or an accent apart from its letter',
        label(context),
      ),
    );
  }
  if (said(context, 'charset') === 'utf-16') {
    return misread(context, t('as UTF-16'), t('Make the bytes of the key of UTF-8 at the sender.'));
  }
  return said(context, 'normalised') !== '' || said(context, 'charset') !== ''
    ? misread(
        context,
        t('its letters beyond ASCII in other bytes'),
        t(
          'Write such letters in the same Unicode form and encoding on both sides, or choose a secret of ASCII.',
        ),
      )
    : added(context, t('an invisible character'));
}

/** A `$` that the sender's tools gave a meaning; or both sides', where it is doubled as in a file of Compose. */
export function dollarRead(context: CauseContext): CauseWords {
  const { t } = context;
  return said(context, 'doubled') === ''
    ? misread(
        context,
        t('with a $ in it read as a variable'),
        t('Write the secret in single quotes where it is configured, or escape the $.'),
      )
    : misread(context, t('with $$ in it read as $'), [
        t('If you copied the secret from a Compose file, save it with one $ for each $$.'),
        t('Otherwise, write it in single quotes where the sender has it.'),
      ]);
}
