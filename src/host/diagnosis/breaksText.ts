import type { BreakKind, Difference, RuntimeBreak } from '../../protocol/diagnosis.ts';
import type { BreakView, BreaksView } from '../../protocol/webview.ts';
import type { Translate } from '../translate.ts';
import { codeText, jsonChanges } from './differenceText.ts';
import { runtimeName } from './runtimeNames.ts';
import { remedies } from './remedies.ts';

/** The first change: what came, and what the runtime writes in its place. */
function firstText({ offset, received, signed: written }: Difference, t: Translate): string {
  if (received === '') {
    return t('would add {0} at byte {1}', codeText(written), offset);
  }
  return written === ''
    ? t('would take out {0} at byte {1}', codeText(received), offset)
    : t('would change {0} to {1} at byte {2}', codeText(received), codeText(written), offset);
}

function changeText({ first, count }: RuntimeBreak, t: Translate): string {
  if (first === null) {
    return t('unchanged');
  }
  const text = firstText(first, t);
  return count <= 1 ? text : t('{0} and {1} more', text, count - 1);
}

function kindsText(kinds: readonly BreakKind[], t: Translate): string {
  return kinds.length === 0 ? '' : ` (${kinds.map((kind) => jsonChanges[kind](t)).join(', ')})`;
}

function breakView(change: RuntimeBreak, t: Translate): BreakView {
  const changes = change.first !== null;
  const text = `${changeText(change, t)}${kindsText(changes ? change.kinds : [], t)}`;
  return { runtime: runtimeName(change.runtime), expression: change.expression, changes, text };
}

/** What runtimes would make of a body, and how a handler keeps them from it. */
export function breaksView(breaks: readonly RuntimeBreak[], t: Translate): BreaksView {
  return { rows: breaks.map((change) => breakView(change, t)), remedies: remedies(t) };
}
