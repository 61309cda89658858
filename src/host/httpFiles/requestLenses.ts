import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../common/disposable.ts';
import type { HttpRequestInfo } from '../../protocol/httpFile.ts';
import { commandIds } from '../contributions.ts';
import { hostOf } from '../delivery/target.ts';
import { displayText } from '../displayText.ts';
import type { EngineCaller } from '../engineClient.ts';
import type { SecretStore } from '../secretStore.ts';
import { requestsOf } from './requests.ts';

/** Where requests may stand; which of these documents hold any is looked at. */
const selector: vscode.DocumentSelector = [{ scheme: 'untitled' }, { pattern: '**/*.http' }];

/** Above each request what can be done with it. */
export class RequestLenses implements vscode.CodeLensProvider, Disposable {
  readonly #engine: EngineCaller;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #parts = new DisposableStore();
  readonly onDidChangeCodeLenses = this.#changed.event;

  constructor(engine: EngineCaller, secrets: Pick<SecretStore, 'onDidChange'>) {
    this.#engine = engine;
    this.#parts.add(this.#changed);
    this.#parts.add(secrets.onDidChange(() => this.#changed.fire()));
    this.#parts.add(vscode.languages.registerCodeLensProvider(selector, this));
  }

  dispose(): void {
    this.#parts.dispose();
  }

  async provideCodeLenses(document: vscode.TextDocument): Promise<vscode.CodeLens[]> {
    const requests = await requestsOf(document, this.#engine);
    return requests.flatMap((request) => lensesOf(document, request));
  }
}

/** Text of a document as part of a title, in which `$(...)` would become an icon. */
function titlePart(text: string): string {
  return displayText(text, 60).replaceAll('$(', '$ (');
}

function lensesOf({ uri }: vscode.TextDocument, request: HttpRequestInfo): vscode.CodeLens[] {
  const { line, url, provider, canSign } = request;
  const range = new vscode.Range(line, 0, line, 0);
  const argument = { uri: uri.toString(), line };
  const lens = (title: string, command: string): vscode.CodeLens =>
    new vscode.CodeLens(range, { title, command, arguments: [argument] });
  const where = url === null ? '' : titlePart(hostOf(url));
  const send = where === '' ? vscode.l10n.t('Send') : vscode.l10n.t('Send to {0}', where);
  return [
    lens(`$(send) ${send}`, commandIds.sendRequest),
    ...(canSign && provider !== null
      ? [
          lens(
            vscode.l10n.t('Re-sign and Send ({0})', titlePart(provider.name)),
            commandIds.resignAndSendRequest,
          ),
        ]
      : []),
    lens(vscode.l10n.t('Compare with Latest'), commandIds.compareWithLatest),
  ];
}
