import type { Difference, RewriteKind, RuntimeBreak } from '../../protocol/diagnosis.ts';
import type { BreakView, BreaksView } from '../../protocol/webview.ts';
import { listText } from '../signature/signedContentText.ts';
import type { Translate } from '../words/translate.ts';
import { numberText } from '../words/wording.ts';
import { codeText, codeTexts } from './differenceText.ts';
import { runtimeName } from './runtimeNames.ts';
import { remedies } from './remedies.ts';

/** What a runtime would do to a body, after “would”. */
const actions: Readonly<Record<RewriteKind, (t: Translate) => string>> = {
  'keys-sorted': (t) => t('sort the keys'),
  'keys-indexed': (t) => t('move the keys that are integers to the front'),
  'keys-moved': (t) => t('change the order of the keys'),
  'space-added': (t) => t('add white space'),
  'space-removed': (t) => t('remove white space'),
  'space-changed': (t) => t('change white space'),
  'json-slashes': (t) => t('change how slashes are escaped'),
  'json-unicode': (t) => t('change which characters are \\u escapes'),
  'json-html': (t) => t('change how <, > and & are escaped'),
  'json-empty-objects': (t) => t('turn empty objects into lists'),
  'objects-listed': (t) => t('turn objects with the keys 0, 1, 2 into lists'),
  'json-numbers': (t) => t('change how numbers are written'),
  'json-dates': (t) => t('shorten the fractions of dates'),
  'json-big-integers': (t) => t('round integers too big for a double'),
  'json-duplicate-keys': (t) => t('keep one of several equal keys'),
};

const moves: ReadonlySet<RewriteKind> = new Set(['keys-sorted', 'keys-indexed', 'keys-moved']);

/** The first change: what came, and what the runtime writes in its place. */
function firstText({ offset, received, signed: written }: Difference, t: Translate): string {
  const place = numberText(offset);
  if (received === '') {
    return t('{0} added at byte {1}', codeText(written), place);
  }
  return written === ''
    ? t('{0} removed at byte {1}', codeText(received), place)
    : t('{0} to {1} at byte {2}', ...codeTexts(received, written), place);
}

function placeText(first: Difference, count: number, t: Translate): string {
  const text = firstText(first, t);
  return count <= 1 ? text : t('{0} and {1} more', text, numberText(count - 1));
}

/**
 * What a runtime does that changes a body, after “would”, empty where it changes nothing. Where keys move, the bytes
 * that differ say nothing; else the first of them is shown.
 */
export function rewriteActions({ first, count, kinds }: RuntimeBreak, t: Translate): string {
  if (first === null) {
    return '';
  }
  const done =
    kinds.length === 0
      ? t('change bytes')
      : listText(
          kinds.map((kind) => actions[kind](t)),
          t,
        );
  return kinds.some((kind) => moves.has(kind)) ? done : t('{0}: {1}', done, placeText(first, count, t));
}

function breakView(change: RuntimeBreak, t: Translate): BreakView {
  const done = rewriteActions(change, t);
  return {
    runtime: runtimeName(change.runtime),
    expression: change.expression,
    changes: done !== '',
    text: done === '' ? t('unchanged') : t('would {0}', done),
  };
}

/** What runtimes would make of a body, and how a handler keeps them from it. */
export function breaksView(breaks: readonly RuntimeBreak[], t: Translate): BreaksView {
  return { rows: breaks.map((change) => breakView(change, t)), remedies: remedies(t) };
}
