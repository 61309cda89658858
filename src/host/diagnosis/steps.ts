import type { StepView } from '../../protocol/webview.ts';

/** What to do: one thing, or several in their order. What stands in backticks is code. */
export type Remedy = string | readonly (string | StepView)[];

/** The steps of several remedies, each once. */
export function stepsOf(remedies: readonly Remedy[]): readonly StepView[] {
  const steps = remedies.flatMap((remedy) => (typeof remedy === 'string' ? [remedy] : remedy));
  const views = steps
    .map((step): StepView => (typeof step === 'string' ? { text: step } : step))
    .filter(({ text }) => text !== '');
  return [...new Map(views.map((step) => [step.text, step])).values()];
}
