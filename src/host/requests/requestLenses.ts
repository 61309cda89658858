import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../common/disposable.ts';
import type { Event } from '../../common/event.ts';
import type { HttpRequestInfo } from '../../protocol/httpFile.ts';
import type { Secret } from '../../protocol/engine.ts';
import { signerNow } from '../secrets/secretPick.ts';
import { commandIds } from '../shared/contributions.ts';
import { sourceTargets, type SourceTarget } from '../targets/sourceTargets.ts';
import { hostOf } from '../targets/target.ts';
import { displayText } from '../words/displayText.ts';
import type { EngineCaller } from '../engine/engineClient.ts';
import { signerSecret } from '../secrets/secretList.ts';
import type { SecretStore } from '../secrets/secretStore.ts';
import type { Settings } from '../settings/settings.ts';
import { requestsOf, type RequestPlace } from './requests.ts';

export interface RequestLensesOptions {
  readonly engine: EngineCaller;
  readonly config: { readonly settings: Pick<Settings, 'sources'> };
  readonly secrets: Pick<SecretStore, 'onDidChange' | 'read'>;
  /** The engine has taken up settings: sources, their targets and providers may be others. */
  readonly onDidConfigure: Event<unknown>;
  /** An event has an explanation, which may have proven the secret that signs it. */
  readonly onDidExplain: Event<unknown>;
}

/** Where requests may stand; which of these documents hold any is looked at. */
const selector: vscode.DocumentSelector = [{ scheme: 'untitled' }, { pattern: '**/*.http' }];

/** Above each request what can be done with it. */
export class RequestLenses implements vscode.CodeLensProvider, Disposable {
  readonly #engine: EngineCaller;
  readonly #config: RequestLensesOptions['config'];
  readonly #secrets: RequestLensesOptions['secrets'];
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #parts = new DisposableStore();
  readonly onDidChangeCodeLenses = this.#changed.event;

  constructor({ engine, config, secrets, onDidConfigure, onDidExplain }: RequestLensesOptions) {
    this.#engine = engine;
    this.#config = config;
    this.#secrets = secrets;
    this.#parts.add(this.#changed);
    for (const changes of [secrets.onDidChange, onDidConfigure, onDidExplain]) {
      this.#parts.add(changes(() => this.#changed.fire()));
    }
    this.#parts.add(vscode.languages.registerCodeLensProvider(selector, this));
  }

  dispose(): void {
    this.#parts.dispose();
  }

  async provideCodeLenses(document: vscode.TextDocument): Promise<vscode.CodeLens[]> {
    const requests = await requestsOf(document, this.#engine);
    const { sources } = this.#config.settings;
    const targets = sourceTargets(sources);
    const saved = requests.some(({ signer }) => signer !== null) ? await this.#secrets.read() : {};
    return requests.flatMap((request) =>
      lensesOf(document, request, { targets, signer: signerSecret(saved, request.signer) }),
    );
  }
}

/** Text of a person as part of a title, in which `$(...)` would become an icon. */
export function titlePart(text: string): string {
  return displayText(text, 60).replaceAll('$(', '$ (');
}

/** The origin of the target of the request's source, where that is another than the one of its URL. */
function otherOrigin({ url, source }: HttpRequestInfo, targets: readonly SourceTarget[]): string | null {
  const target = targets.find((other) => other.source === source)?.target;
  const origin = target === undefined ? null : new URL(target).origin;
  return url === null || origin === new URL(url).origin ? null : origin;
}

type MakeLens = (title: string, command: string, more?: Partial<RequestPlace>) => vscode.CodeLens;

/** What more is known of a request than its document says. */
interface Surroundings {
  readonly targets: readonly SourceTarget[];
  /** The secret that would sign it. */
  readonly signer: Secret | undefined;
}

/** To re-sign it before it is sent, or to save the secret that is missing for that. */
function signingLenses(
  { provider, source, signing }: HttpRequestInfo,
  lens: MakeLens,
  [range, signer]: readonly [vscode.Range, Secret | undefined],
): vscode.CodeLens[] {
  const name = titlePart(provider?.name ?? '');
  switch (signing) {
    case 'possible': {
      const withWhich = signer === undefined ? name : `${name}, ${titlePart(signerNow(signer))}`;
      return [lens(vscode.l10n.t('Re-sign and Send ({0})', withWhich), commandIds.resignAndSendRequest)];
    }
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

/** To send it as written, which is not the first choice while a placeholder stands for the signature. */
function sendLens({ url, hasPlaceholder }: HttpRequestInfo, lens: MakeLens): vscode.CodeLens {
  if (hasPlaceholder) {
    return lens(vscode.l10n.t('Send with Placeholder'), commandIds.sendRequest, { asItStands: true });
  }
  const where = url === null ? '' : titlePart(hostOf(url));
  const send = where === '' ? vscode.l10n.t('Send') : vscode.l10n.t('Send to {0}', where);
  return lens(`$(send) ${send}`, commandIds.sendRequest);
}

/** To send it where its source sends now; a placeholder is signed on the way. */
function otherLens(
  { source, hasPlaceholder }: HttpRequestInfo,
  [other, signer]: readonly [string, Secret | undefined],
  lens: MakeLens,
): vscode.CodeLens {
  const [host, as] = [titlePart(hostOf(other)), titlePart(source ?? '')];
  const withWhich = signer === undefined ? as : `${as}, ${titlePart(signerNow(signer))}`;
  return hasPlaceholder
    ? lens(
        vscode.l10n.t('Re-sign and Send to {0} (as {1})', host, withWhich),
        commandIds.resignAndSendRequest,
        {
          origin: other,
        },
      )
    : lens(vscode.l10n.t('Send to {0}, as {1}', host, as), commandIds.sendRequest, { origin: other });
}

function layoutLens({ layout }: HttpRequestInfo, lens: MakeLens): vscode.CodeLens[] {
  if (layout === null) {
    return [];
  }
  const title =
    layout === 'formatted' ? vscode.l10n.t('Show Exact Bytes') : vscode.l10n.t('Format for Reading');
  return [lens(title, commandIds.switchRequestLayout)];
}

function lensesOf(
  { uri }: vscode.TextDocument,
  request: HttpRequestInfo,
  { targets, signer }: Surroundings,
): vscode.CodeLens[] {
  const { line, hasPlaceholder } = request;
  const range = new vscode.Range(line, 0, line, 0);
  const lens: MakeLens = (title, command, more = {}) => {
    const place: RequestPlace = { uri: uri.toString(), line, origin: null, asItStands: false, ...more };
    return new vscode.CodeLens(range, { title, command, arguments: [place] });
  };
  const send = sendLens(request, lens);
  const signing = signingLenses(request, lens, [range, signer]);
  const other = otherOrigin(request, targets);
  return [
    ...(hasPlaceholder ? [...signing, send] : [send, ...signing]),
    ...(other === null ? [] : [otherLens(request, [other, signer], lens)]),
    ...layoutLens(request, lens),
    lens(vscode.l10n.t('Compare with Latest'), commandIds.compareWithLatest),
  ];
}
