import { causeFamilies, isOfAnother, type Diagnosis } from '../../protocol/diagnosis.ts';
import type { DiagnosisView } from '../../protocol/webview.ts';
import type { Translate } from '../words/translate.ts';
import type { DiagnosisState } from './diagnoses.ts';
import type { RowNotes } from '../events/eventRowText.ts';
import { canBeExplained } from '../signature/canBeExplained.ts';
import { diagnosisText } from './diagnosisText.ts';
import type { EventSummary } from '../../protocol/summary.ts';
import type { DiagnosisAction } from '../../protocol/panelText.ts';

const secretCauses: readonly string[] = causeFamilies.secret;

/** Whether the saved text holds more secrets than the one that verifies. */
export function holdsSeveral({ causes }: Diagnosis): boolean {
  return causes.some(({ id }) => id === 'secret-several');
}

/** Whether the saved copy and the sender's read alike: either may be the one at fault. */
export function mayBeOfSender({ causes }: Diagnosis): boolean {
  return causes.some(({ id }) => id === 'secret-escaped' || id === 'secret-hash');
}

function isOfTime({ causes }: Diagnosis): boolean {
  return causes.length > 0 && causes.every(({ id }) => id === 'time-old' || id === 'time-future');
}

/** What a person may do next. */
export function diagnosisActions({
  level,
  causes,
  correction,
  recovered,
  isCutShort,
  tried,
}: Diagnosis): readonly DiagnosisAction[] {
  const isProven = level === 'proven';
  const isSaved = isProven && causes.some(isOfAnother);
  const ofSecret = causes.some(({ id }) => secretCauses.includes(id));
  // Other headers may have been searched, but the likeliest is that no signature came.
  const canSearch = isCutShort && causes[0]?.id !== 'header-absent';
  // Where there was nothing to try secrets on, no other secret helps.
  const isOpen = tried > 0 && !isProven && level !== 'verifies';
  const asksForSecret =
    (level === 'unexplained' && tried > 0) || (ofSecret && !isSaved && correction === null);
  return [
    ...(canSearch ? (['searchLonger'] as const) : []),
    ...(recovered === null ? [] : (['showSigned'] as const)),
    ...(isSaved ? (['saveFoundSecret'] as const) : []),
    ...(correction === null ? [] : (['saveCorrectedSecret'] as const)),
    ...(asksForSecret ? (['setSecret'] as const) : []),
    ...(isOpen ? (['tryEnvSecrets'] as const) : []),
  ];
}

/** What the row of an event says of its explanation: nothing of one that came before the event was valid. */
export function explanationNotes(
  state: DiagnosisState | null,
  summary: EventSummary,
  t: Translate,
): Pick<RowNotes, 'explanation' | 'level' | 'repeatsReason'> {
  if (state?.kind !== 'done' || !canBeExplained(summary)) {
    return {};
  }
  const { diagnosis } = state;
  return {
    explanation: diagnosisText(diagnosis, t).sentence,
    level: diagnosis.level,
    repeatsReason: summary.verdict === 'expired' && isOfTime(diagnosis),
  };
}

/** The state of a diagnosis in the words of the panel. */
export function diagnosisView(state: DiagnosisState | null, t: Translate): DiagnosisView {
  if (state === null) {
    return { state: 'none' };
  }
  if (state.kind === 'running') {
    return { state: 'running', share: state.share };
  }
  const { diagnosis } = state;
  return {
    state: 'done',
    level: diagnosis.level,
    ...diagnosisText(diagnosis, t),
    isOfTime: isOfTime(diagnosis),
    actions: diagnosisActions(diagnosis),
  };
}
