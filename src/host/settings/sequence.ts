import { isRow, type Row } from './settingRow.ts';
import { fieldAt, withField } from './rowFields.ts';

const path = ['answer', 'sequence'];

/** The status of a response as it is written: a status alone is short for a response that has nothing else. */
export function statusText(step: unknown): string {
  return String((isRow(step) ? step['status'] : step) ?? 200);
}

/** The responses of a source's sequence as they are written; none where it has no sequence. */
export function stepsOf(row: Row): readonly unknown[] {
  const steps = fieldAt(row, path);
  return Array.isArray(steps) ? steps : [];
}

/** With these responses; what stands beside a sequence belongs into its responses, and goes. */
export function withSteps(row: Row, steps: readonly unknown[]): Row {
  const answer = fieldAt(row, ['answer']);
  const { invalid, repeat } = isRow(answer) ? answer : {};
  const isSequence = steps.length > 0;
  const kept = {
    ...(isSequence ? { sequence: steps } : {}),
    ...(isSequence && repeat !== undefined ? { repeat } : {}),
    ...(invalid === undefined ? {} : { invalid }),
  };
  return withField(row, ['answer'], Object.keys(kept).length === 0 ? undefined : kept);
}

/** With other statuses: a response whose status stays keeps its headers, its body and its delay. */
export function withStatuses(row: Row, statuses: readonly unknown[]): Row {
  const before = stepsOf(row);
  return withSteps(
    row,
    statuses.map((status, index) =>
      index < before.length && statusText(before[index]) === String(status) ? before[index] : status,
    ),
  );
}

/** With a response at another place of the sequence. */
export function withMoved(row: Row, from: number, to: number): Row {
  const steps = stepsOf(row);
  return withSteps(row, steps.toSpliced(from, 1).toSpliced(to, 0, steps[from]));
}

export function withoutStep(row: Row, index: number): Row {
  return withSteps(row, stepsOf(row).toSpliced(index, 1));
}
