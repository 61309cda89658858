import * as vscode from 'vscode';
import { HumanError } from '../../common/errors.ts';
import { isHttpError } from '../../protocol/httpFile.ts';
import { commandIds, requestScheme } from '../shared/contributions.ts';
import type { AnswerDocuments } from '../replay/answerDocument.ts';
import { offerCertificate } from '../replay/certificateOffer.ts';
import type { InFlight } from '../replay/inFlight.ts';
import { hostOf } from '../targets/target.ts';
import type { TargetConsent } from '../targets/targetConsent.ts';
import type { EngineCaller } from '../engine/engineClient.ts';
import type { Problems } from '../shared/problems.ts';
import type { SecretStore } from '../secrets/secretStore.ts';
import { sentences } from '../secrets/secretText.ts';
import { signersText } from '../secrets/signers.ts';
import { readBodyFile } from './bodyFile.ts';
import { placedProblemText } from './httpProblemText.ts';
import { requestsOf, type OpenRequest } from './requests.ts';

export interface RequestSenderOptions {
  readonly engine: EngineCaller;
  readonly consent: TargetConsent;
  readonly answers: AnswerDocuments;
  readonly problems: Problems;
  readonly store: Pick<SecretStore, 'read'>;
  readonly inFlight: InFlight;
}

/** Of documents that no workspace brings. */
const ownSchemes: ReadonlySet<string> = new Set(['untitled', requestScheme]);
const thisMachine = /^(localhost|[\w.-]+\.localhost|127(\.\d{1,3}){3}|\[::1\])\.?$/i;

/** Sends requests of documents, and shows beside them what was answered. */
export class RequestSender {
  readonly #options: RequestSenderOptions;

  constructor(options: RequestSenderOptions) {
    this.#options = options;
  }

  /** @throws HumanError with the place of what is wrong in it. */
  async send(open: OpenRequest, asked: boolean): Promise<void> {
    const { document, request } = open;
    const wrong = request.problems.find(isHttpError);
    if (wrong !== undefined) {
      throw new HumanError(placedProblemText(wrong, vscode.l10n.t));
    }
    const { line, bodyPath } = request;
    const { origin } = open;
    const url = urlOf(open);
    const resign = asked || (await this.#isToSign(open));
    const isSignable = resign !== true || (await this.#canSign(open));
    if (url === null || resign === undefined || !isSignable || !(await this.#mayGo(open, url))) {
      return;
    }
    const signer = resign ? await this.#signer(open) : '';
    const bodyFile = bodyPath === null ? null : await readBodyFile(document, bodyPath);
    const title = sentences(vscode.l10n.t('Sending to {0}…', hostOf(url)), signer);
    const { engine, inFlight, answers, consent, problems } = this.#options;
    const text = document.getText();
    const { delivery, event } = await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Window, title },
      () =>
        inFlight.during(
          request.event,
          url,
          engine.call('sendHttp', { text, line, resign, origin, bodyFile }),
        ),
    );
    await answers.show(delivery, event);
    problems.watch(
      offerCertificate(delivery, consent).then((isAccepted) =>
        isAccepted ? this.send({ ...open, asItStands: !resign }, resign) : undefined,
      ),
    );
  }

  /** Whether a request is signed that is to be sent as written; undefined where the person leaves. */
  async #isToSign(open: OpenRequest): Promise<boolean | undefined> {
    const { request, asItStands } = open;
    if (!request.hasPlaceholder || asItStands) {
      return false;
    }
    const isPossible = request.signing === 'possible' || request.signing === 'noSecret';
    const sign = vscode.l10n.t('Re-sign and Send');
    const asIs = vscode.l10n.t('Send with Placeholder');
    const choice = await vscode.window.showWarningMessage(
      vscode.l10n.t('The signature of this request is a placeholder.'),
      {
        modal: true,
        detail: sentences(
          vscode.l10n.t('An app that verifies signatures will reject it. Re-signing replaces it.'),
          await this.#signer(open),
        ),
      },
      ...(isPossible ? [sign] : []),
      asIs,
    );
    return choice === undefined ? undefined : choice === sign;
  }

  /** Which secret signs a request now, as a sentence; empty where none does. */
  async #signer({ document, request: { line } }: OpenRequest): Promise<string> {
    const { engine, store } = this.#options;
    const signer = (await requestsOf(document, engine)).find((other) => other.line === line)?.signer ?? null;
    return signer === null ? '' : `${signersText(await store.read(), [signer])}.`;
  }

  /** Asks for the secret where it is missing. Why it cannot be signed otherwise is said by the engine. */
  async #canSign({ document, request }: OpenRequest): Promise<boolean> {
    const { signing, provider, source, line } = request;
    if (signing !== 'noSecret') {
      return true;
    }
    await vscode.commands.executeCommand(commandIds.setSigningSecret, { provider: provider?.id, source });
    const now = await requestsOf(document, this.#options.engine);
    return now.find((other) => other.line === line)?.signing === 'possible';
  }

  /** Whether it may be sent there. A file of a workspace that is not trusted asks each time, however often it was allowed. */
  async #mayGo({ document, request }: OpenRequest, url: string): Promise<boolean> {
    const { engine, consent } = this.#options;
    const toListener = request.event === null;
    const isForeign = !vscode.workspace.isTrusted && !ownSchemes.has(document.uri.scheme);
    if (isForeign && !thisMachine.test(new URL(url).hostname)) {
      const check = await engine.call('checkTarget', { target: url, toListener });
      if (check.kind === 'allowed' && !(await askUntrusted(url))) {
        return false;
      }
    }
    return consent.ensure(url, { toListener });
  }
}

/** Where it really goes. */
function urlOf({ request: { url }, origin }: OpenRequest): string | null {
  return url === null || origin === null ? url : origin + url.replace(/^https?:\/\/[^/?#]*/i, '');
}

async function askUntrusted(url: string): Promise<boolean> {
  const send = vscode.l10n.t('Send');
  const choice = await vscode.window.showWarningMessage(
    vscode.l10n.t('Send this request to {0}?', hostOf(url)),
    {
      modal: true,
      detail: vscode.l10n.t('The file that says so is part of a workspace that you do not trust.'),
    },
    send,
  );
  return choice === send;
}
