import { html, nothing, type TemplateResult } from 'lit';
import type { DeliveryView } from '../../protocol/webview.ts';
import { fill } from './fill.ts';
import { visibleText, type TextLayout, type TextRun } from './visibleText.ts';
import type { Outcome } from '../../protocol/summary.ts';
import type { PanelText } from '../../protocol/panelText.ts';

/** A codicon; it says nothing to a screen reader, so a word must stand beside it. */
export function icon(name: string, extra = ''): TemplateResult {
  return html`<span class="codicon codicon-${name} ${extra}" aria-hidden="true"></span>`;
}

/** Text that a sender wrote, kept from running into what stands beside it. */
export function foreign(text: string, labels: PanelText): TemplateResult {
  return html`<bdi>${marked(text, labels, 'line')}</bdi>`;
}

/** A sentence of ours: what stands in backticks is code, in which every character tells, such as `\\/`. */
export function prose(text: string, labels: PanelText): readonly TemplateResult[] {
  return text
    .split(/`([^`]+)`/)
    .map((part, at) => (at % 2 === 0 ? foreign(part, labels) : html`<code>${foreign(part, labels)}</code>`));
}

/** The runs of `text`, with a mark for each character that cannot be seen. The caller isolates them. */
export function marked(
  text: string,
  labels: PanelText,
  layout: TextLayout,
): readonly (string | TemplateResult)[] {
  return visibleText(text, layout).map((run) => runPart(run, labels));
}

function runPart(run: TextRun, labels: PanelText): string | TemplateResult {
  if (run.kind === 'plain') return run.text;
  return html`<span class="mark" title=${fill(labels.invisibleCharacter, run.code)}>${run.code}</span>`;
}

export interface IconButton {
  readonly icon: string;
  /** The accessible name: one name in either state where `pressed` tells the state. */
  readonly label: string;
  /** What a click does, where the label does not say it. */
  readonly title?: string;
  readonly act: () => void;
  /** Told as `aria-pressed` where it is given. */
  readonly pressed?: boolean;
  /** Stays focusable, so that the focus is not lost at the end of a list. */
  readonly disabled?: boolean;
}

export function iconButton(button: IconButton): TemplateResult {
  const disabled = button.disabled === true;
  return html`<button
    type="button"
    class="icon-button"
    title=${button.title ?? button.label}
    aria-label=${button.label}
    aria-pressed=${button.pressed ?? nothing}
    aria-disabled=${disabled ? 'true' : nothing}
    @click=${() => {
      if (!disabled) button.act();
    }}
  >
    ${icon(button.icon)}
  </button>`;
}

/** How an answer looks: one of success, another one, none. */
export const answerLooks: Readonly<Record<DeliveryView['look'], string>> = {
  accepted: 'pass',
  refused: 'warning',
  unanswered: 'debug-disconnect',
};

export const outcomeIcons: Readonly<Record<Outcome, string | null>> = {
  success: 'pass',
  failure: 'error',
  unknown: null,
};
