import type { BreakKind, RuntimeBreak } from '../../protocol/diagnosis.ts';
import type { BreakView, BreaksView } from '../../protocol/webview.ts';
import type { Translate } from '../translate.ts';
import { codeText, jsonChanges } from './differenceText.ts';
import { runtimeName } from './runtimeNames.ts';
import { remedies } from './remedies.ts';

/** One change of a body by parsing and writing: `received` is what came, `signed` what the runtime writes. */
function changeText({ first, count }: RuntimeBreak, t: Translate): string {
  if (first === null) {
    return t('unchanged');
  }
  const { offset } = first;
  const received = codeText(first.received);
  const written = codeText(first.signed);
  if (count <= 1) {
    return t('would change {0} to {1} at byte {2}', received, written, offset);
  }
  return t('would change {0} to {1} at byte {2} and {3} more', received, written, offset, count - 1);
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
