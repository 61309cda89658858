import type { Cause, CauseId, Diagnosis, Recovered } from '../../../../src/protocol/diagnosis.ts';
import type { StepView } from '../../../../src/protocol/webview.ts';

export function cause(id: CauseId, detail: Readonly<Record<string, string>> = {}): Cause {
  return { id, detail };
}

export const recovered: Recovered = {
  body: new TextEncoder().encode('{"url":"a\\/b"}'),
  differences: [{ offset: 212, received: '/', signed: '\\/' }],
  differenceCount: 4,
};

/** A diagnosis that is proven, unless `changes` say otherwise. */
export function diagnosisOf(changes: Partial<Diagnosis>): Diagnosis {
  return {
    level: 'proven',
    causes: [],
    provider: 'SimpleBackups',
    secretLabel: 'Secret 1',
    correction: null,
    recovered: null,
    tried: 1234,
    milliseconds: 56.7,
    isCutShort: false,
    ...changes,
  };
}

/** The steps of an explanation as one text, with their code. */
export function stepsText(steps: readonly StepView[]): string {
  return steps.flatMap(({ text, code = [] }) => [text, ...code.map(({ value }) => value)]).join(' ');
}
