import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../common/disposable.ts';
import type { Event } from '../../common/event.ts';
import type { HttpRequestInfo } from '../../protocol/httpFile.ts';
import { commandIds } from '../contributions.ts';
import { sourceTargets, type SourceTarget } from '../delivery/sourceTargets.ts';
import { hostOf } from '../delivery/target.ts';
import { displayText } from '../displayText.ts';
import type { EngineCaller } from '../engineClient.ts';
import type { SecretStore } from '../secretStore.ts';
import type { Settings } from '../settings.ts';
import { requestsOf, type RequestPlace } from './requests.ts';

export interface RequestLensesOptions {
  readonly engine: EngineCaller;
  readonly config: { readonly settings: Pick<Settings, 'sources'> };
  readonly secrets: Pick<SecretStore, 'onDidChange'>;
  /** The engine has taken up settings: sources, their targets and providers may be others. */
  readonly onDidConfigure: Event<unknown>;
}

/** Where requests may stand; which of these documents hold any is looked at. */
const selector: vscode.DocumentSelector = [{ scheme: 'untitled' }, { pattern: '**/*.http' }];

/** Above each request what can be done with it. */
export class RequestLenses implements vscode.CodeLensProvider, Disposable {
  readonly #engine: EngineCaller;
  readonly #config: RequestLensesOptions['config'];
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #parts = new DisposableStore();
  readonly onDidChangeCodeLenses = this.#changed.event;

  constructor({ engine, config, secrets, onDidConfigure }: RequestLensesOptions) {
    this.#engine = engine;
    this.#config = config;
    this.#parts.add(this.#changed);
    this.#parts.add(secrets.onDidChange(() => this.#changed.fire()));
    this.#parts.add(onDidConfigure(() => this.#changed.fire()));
    this.#parts.add(vscode.languages.registerCodeLensProvider(selector, this));
  }

  dispose(): void {
    this.#parts.dispose();
  }

  async provideCodeLenses(document: vscode.TextDocument): Promise<vscode.CodeLens[]> {
    const requests = await requestsOf(document, this.#engine);
    const targets = sourceTargets(this.#config.settings.sources);
    return requests.flatMap((request) => lensesOf(document, request, targets));
  }
}

/** Text of a document as part of a title, in which `$(...)` would become an icon. */
function titlePart(text: string): string {
  return displayText(text, 60).replaceAll('$(', '$ (');
}

/** The origin of the target of the request's source, where that is another than the one of its URL. */
function otherOrigin({ url, source }: HttpRequestInfo, targets: readonly SourceTarget[]): string | null {
  const target = targets.find((other) => other.source === source)?.target;
  const origin = target === undefined ? null : new URL(target).origin;
  return url === null || origin === new URL(url).origin ? null : origin;
}

type MakeLens = (title: string, command: string, to?: string | null) => vscode.CodeLens;

/** To send it signed anew, or to save the secret that is missing for that. */
function signingLenses(
  { provider, source, signing }: HttpRequestInfo,
  lens: MakeLens,
  range: vscode.Range,
): vscode.CodeLens[] {
  const name = titlePart(provider?.name ?? '');
  switch (signing) {
    case 'possible':
      return [lens(vscode.l10n.t('Re-sign and Send ({0})', name), commandIds.resignAndSendRequest)];
    case 'noSecret': {
      const title = vscode.l10n.t('Set Signing Secret ({0})', name);
      const sender = { provider: provider?.id, source };
      return [
        new vscode.CodeLens(range, { title, command: commandIds.setSigningSecret, arguments: [sender] }),
      ];
    }
    case 'privateKey':
    case 'unsigned':
      return [];
  }
}

function lensesOf(
  { uri }: vscode.TextDocument,
  request: HttpRequestInfo,
  targets: readonly SourceTarget[],
): vscode.CodeLens[] {
  const { line, url } = request;
  const range = new vscode.Range(line, 0, line, 0);
  const lens: MakeLens = (title, command, to = null) => {
    const place: RequestPlace = { uri: uri.toString(), line, origin: to };
    return new vscode.CodeLens(range, { title, command, arguments: [place] });
  };
  const where = url === null ? '' : titlePart(hostOf(url));
  const send = where === '' ? vscode.l10n.t('Send') : vscode.l10n.t('Send to {0}', where);
  const other = otherOrigin(request, targets);
  return [
    lens(`$(send) ${send}`, commandIds.sendRequest),
    ...signingLenses(request, lens, range),
    ...(other === null
      ? []
      : [
          lens(
            vscode.l10n.t('Send to {0}, as {1}', titlePart(hostOf(other)), titlePart(request.source ?? '')),
            commandIds.sendRequest,
            other,
          ),
        ]),
    lens(vscode.l10n.t('Compare with Latest'), commandIds.compareWithLatest),
  ];
}
