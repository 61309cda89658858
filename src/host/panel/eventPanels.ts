import * as vscode from 'vscode';
import type { Disposable } from '../../common/disposable.ts';
import { panelViewType } from '../shared/contributions.ts';
import { EventPanel, type EventPanelOptions } from './eventPanel.ts';
import { makeNonce, panelHtml } from './panelHtml.ts';
import { parsePanelState } from './panelRequest.ts';

/** Opens events in panels: one is reused, as previews are, until it is pinned. */
export class EventPanels implements vscode.WebviewPanelSerializer, Disposable {
  readonly #extensionUri: vscode.Uri;
  readonly #options: EventPanelOptions;
  readonly #panels = new Set<EventPanel>();
  readonly #serializer: vscode.Disposable;

  constructor(extensionUri: vscode.Uri, options: EventPanelOptions) {
    this.#extensionUri = extensionUri;
    this.#options = options;
    this.#serializer = vscode.window.registerWebviewPanelSerializer(panelViewType, this);
  }

  /** The event of the panel that has the focus, null where none has. */
  get activeId(): number | null {
    return [...this.#panels].find(({ panel }) => panel.active)?.id ?? null;
  }

  /** Whether a panel shows an event now. */
  shows(id: number): boolean {
    return [...this.#panels].some((panel) => panel.id === id);
  }

  /** Has a text read out by screen readers, once, where a panel is in sight. */
  announce(text: string): void {
    const seen = [...this.#panels].filter(({ panel }) => panel.visible);
    (seen.find(({ panel }) => panel.active) ?? seen[0])?.announce(text);
  }

  open(id: number, preserveFocus: boolean): void {
    this.#open(id, preserveFocus);
  }

  /** Opens an event where its explanation stands. */
  openExplanation(id: number): void {
    this.#open(id, false).showExplanation();
  }

  /** Opens an event where it says where it was sent on to. */
  openDeliveries(id: number): void {
    this.#open(id, false).showDeliveries();
  }

  /** After a reload VS Code has the panel and what its page remembered, and nothing else. */
  deserializeWebviewPanel(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const shows = parsePanelState(state);
    if (shows === null) {
      panel.dispose();
    } else {
      this.#adopt(panel, { id: shows.eventId, pinned: shows.pinned });
    }
    return Promise.resolve();
  }

  dispose(): void {
    this.#serializer.dispose();
    this.#panels.forEach((panel) => panel.dispose());
    this.#panels.clear();
  }

  #open(id: number, preserveFocus: boolean): EventPanel {
    this.#options.onOpened(id);
    const panels = [...this.#panels];
    const own = panels.find((panel) => panel.id === id) ?? panels.find((panel) => !panel.pinned);
    if (own === undefined) {
      return this.#create(id, preserveFocus);
    }
    if (own.id !== id) {
      own.show(id);
    }
    own.panel.reveal(undefined, preserveFocus);
    return own;
  }

  #create(id: number, preserveFocus: boolean): EventPanel {
    const column = { viewColumn: vscode.ViewColumn.Active, preserveFocus };
    const title = vscode.l10n.t('Webhook');
    const panel = vscode.window.createWebviewPanel(panelViewType, title, column, { enableFindWidget: true });
    return this.#adopt(panel, { id, pinned: false });
  }

  #adopt(panel: vscode.WebviewPanel, shows: { id: number; pinned: boolean }): EventPanel {
    const own = new EventPanel(panel, shows, this.#options);
    this.#panels.add(own);
    panel.onDidDispose(() => {
      this.#panels.delete(own);
      own.dispose();
    });
    panel.iconPath = {
      light: this.#resource('media', 'event-light.svg'),
      dark: this.#resource('media', 'event-dark.svg'),
    };
    panel.webview.options = { enableScripts: true, localResourceRoots: [this.#resource('dist')] };
    panel.webview.html = this.#html(panel.webview);
    return own;
  }

  #html(webview: vscode.Webview): string {
    const address = (file: string): string => webview.asWebviewUri(this.#resource('dist', file)).toString();
    const resources = {
      cspSource: webview.cspSource,
      script: address('webview.js'),
      style: address('style.css'),
      language: vscode.env.language,
      title: vscode.l10n.t('Webhook'),
    };
    return panelHtml(resources, makeNonce());
  }

  #resource(...path: string[]): vscode.Uri {
    return vscode.Uri.joinPath(this.#extensionUri, ...path);
  }
}
