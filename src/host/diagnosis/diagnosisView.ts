import { causeFamilies, type Cause, type Diagnosis } from '../../protocol/diagnosis.ts';
import type { DiagnosisAction, DiagnosisView } from '../../protocol/webview.ts';
import type { Translate } from '../translate.ts';
import type { DiagnosisState } from './diagnoses.ts';
import { diagnosisText } from './diagnosisText.ts';

const secretCauses: readonly string[] = causeFamilies.secret;

/** Whether a secret that is saved for somebody else verifies. */
export function isOfAnother({ id }: Cause): boolean {
  return id === 'secret-other' || id === 'secret-other-provider';
}

/** What a person may do next. */
export function diagnosisActions({ level, causes, recovered }: Diagnosis): readonly DiagnosisAction[] {
  const isProven = level === 'proven';
  const isSaved = isProven && causes.some(isOfAnother);
  const ofSecret = causes.some(({ id }) => secretCauses.includes(id));
  const asksForSecret = level === 'unexplained' || (ofSecret && !isSaved);
  return [
    ...(recovered === null ? [] : (['showSigned'] as const)),
    ...(isSaved ? (['saveFoundSecret'] as const) : []),
    ...(asksForSecret ? (['setSecret'] as const) : []),
    ...(isProven || level === 'verifies' ? [] : (['tryEnvSecrets'] as const)),
  ];
}

/** The state of a diagnosis in the words of the panel. */
export function diagnosisView(state: DiagnosisState | null, t: Translate): DiagnosisView {
  if (state === null) {
    return { state: 'none' };
  }
  if (state.kind === 'running') {
    return { state: 'running', share: state.share };
  }
  const { diagnosis, automatic } = state;
  return {
    state: 'done',
    level: diagnosis.level,
    ...diagnosisText(diagnosis, t),
    note: automatic
      ? t('Explained unasked: it is the first failure of this sender since the window was opened.')
      : '',
    actions: diagnosisActions(diagnosis),
  };
}
