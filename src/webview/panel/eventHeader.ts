import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { isVerified, verdictLook } from '../../protocol/verdict.ts';
import type { AppView, DiagnosisView, EventView } from '../../protocol/webview.ts';
import { EventElement } from './eventElement.ts';
import { answerLooks, foreign, icon, iconButton, outcomeIcons } from './parts.ts';
import type { PanelText } from '../../protocol/panelText.ts';

/** The event's title, where it came from, and what can be done with it. */
export class EventHeader extends EventElement {
  static override properties: PropertyDeclarations = { diagnosis: { attribute: false } };
  declare diagnosis: DiagnosisView | undefined;

  protected override renderEvent(view: EventView, text: PanelText): TemplateResult | typeof nothing {
    const { icon: symbol, tone } = verdictLook[view.verdict];
    return html`<header class="event-header">
      <div class="event-title">
        <div class="event-name">
          ${icon(symbol, `verdict-icon tone-${tone}`)}
          <h1>${foreign(view.title, text)}</h1>
          ${outcomeBadge(view, text)}
        </div>
        <p class="event-origin">${origin(view, text)}</p>
      </div>
      <div class="event-actions">${this.#actions(view, text)}</div>
    </header>`;
  }

  #actions(view: EventView, text: PanelText): readonly (TemplateResult | typeof nothing)[] {
    // What is explained, or being explained, is not offered again.
    const isAsked = view.primaryAction === 'explain' && this.diagnosis?.state !== 'none';
    const next = view.replayProblem === '' ? 'replay' : 'openInEditor';
    const action = isAsked ? next : view.primaryAction;
    const primary: Readonly<Record<NonNullable<EventView['primaryAction']>, () => TemplateResult>> = {
      setSecret: () => primaryButton('key', text.setSecret, () => this.request({ type: 'setSecret' })),
      saveSecret: () => primaryButton('key', text.saveSecret, () => this.request({ type: 'saveSecret' })),
      explain: () =>
        primaryButton('lightbulb', text.explainSignature, () => this.request({ type: 'explain' })),
      replay: () =>
        primaryButton('debug-restart', text.replay, () => this.request({ type: 'replay', resigned: false })),
      openInEditor: () => primaryButton('go-to-file', text.openInEditor, this.#open),
    };
    return [
      action === null ? nothing : primary[action](),
      ...(view.hasContent ? this.#contentActions(action === 'openInEditor', text) : []),
      this.#pin(view, text),
      html`<span class="neighbours">
        <span class="separator"></span>
        ${this.#arrow('newer', view.hasNewer, text.newer)}${this.#arrow('older', view.hasOlder, text.older)}
      </span>`,
    ];
  }

  readonly #open = (): void => this.request({ type: 'openInEditor', what: 'payload' });

  #contentActions(isOpening: boolean, text: PanelText): readonly (TemplateResult | typeof nothing)[] {
    return [
      isOpening ? nothing : iconButton({ icon: 'go-to-file', label: text.openInEditor, act: this.#open }),
      html`<webhook-copy-button
        .label=${text.copyPayload}
        .copies=${{ type: 'copy', what: 'payload' }}
      ></webhook-copy-button>`,
    ];
  }

  #pin({ pinned }: EventView, text: PanelText): TemplateResult {
    return iconButton({
      icon: pinned ? 'pinned' : 'pin',
      label: text.pin,
      title: pinned ? text.unpin : text.pin,
      pressed: pinned,
      act: () => this.request({ type: 'pin', pinned: !pinned }),
    });
  }

  #arrow(to: 'newer' | 'older', enabled: boolean, label: string): TemplateResult {
    const symbol = to === 'newer' ? 'arrow-up' : 'arrow-down';
    return iconButton({
      icon: symbol,
      label,
      title: `${label} (${to === 'newer' ? '[' : ']'})`,
      disabled: !enabled,
      act: () => this.request({ type: 'go', to }),
    });
  }
}

function primaryButton(symbol: string, label: string, act: () => void): TemplateResult {
  return html`<button type="button" class="primary" @click=${act}>${icon(symbol)}${label}</button>`;
}

/** Whose it is, what was requested and when, and what the person's app made of it. */
function origin(view: EventView, text: PanelText): readonly TemplateResult[] {
  const request = [view.method, view.target].filter((part) => part !== '').join(' ');
  const plain = (part: string): TemplateResult[] =>
    part === '' ? [] : [html`<span>${foreign(part, text)}</span>`];
  return [
    ...plain(view.providerName),
    ...(request === '' ? [] : [html`<span class="code">${foreign(request, text)}</span>`]),
    ...plain(view.received),
    ...plain(view.sizeText),
    ...(view.app === null ? [] : [appStatus(view.app, text)]),
  ];
}

function appStatus({ text: words, look }: AppView, text: PanelText): TemplateResult {
  const symbol = look === 'waiting' ? 'clock' : answerLooks[look];
  return html`<span class="event-app">${icon(symbol, `delivery-${look}`)}${foreign(words, text)}</span>`;
}

/** What the event reports, as weighty as whether it is genuine. */
function outcomeBadge(
  { outcome, outcomeWord, verdict }: EventView,
  text: PanelText,
): TemplateResult | typeof nothing {
  const isUnproven = outcome === 'success' && !isVerified(verdict);
  // In the list, too, nothing has the look of a success that no signature proves.
  const [symbol, look] = isUnproven ? ['check', 'unproven'] : [outcomeIcons[outcome], outcome];
  if (outcomeWord === '' || symbol === null) return nothing;
  return html`<span class="outcome outcome-${look}">${icon(symbol)}${foreign(outcomeWord, text)}</span>`;
}
