import { HumanError } from '../../common/errors.ts';
import type { CopyForm, ExportCalls } from '../../protocol/exports.ts';
import type { CapturedRequest } from '../capture/capturedRequest.ts';
import type { EngineHandlers } from '../engine.ts';
import { clientRequest, utf8Of } from './clientRequest.ts';
import { curlCall } from './curl.ts';
import { exportFile, ruleOf, type ExportOptions } from './exportFile.ts';
import { fetchCode } from './fetch.ts';
import { importFile } from './importFile.ts';
import { maskedNames, maskedRequest } from './masking.ts';
import { rawMessage } from './rawHttp.ts';
import { cmdCommand } from './shells/cmd.ts';
import { posixCommand } from './shells/posix.ts';
import { powershellCommand } from './shells/powershell.ts';

export interface ExportsOptions extends ExportOptions {
  /** The worker's own file. */
  readonly workerFile: string;
  /** Bytes that can be stored before the oldest events go. */
  readonly room: () => number;
}

type Handlers = Pick<EngineHandlers, keyof ExportCalls>;

/** The message as text, which is what a clipboard holds. @throws HumanError where it is none. */
function rawText(request: CapturedRequest): string {
  const text = utf8Of(rawMessage(request));
  if (text === undefined || text.includes('\0')) {
    throw new HumanError(
      'The request is not UTF-8 text, and the clipboard holds text only: export the event as JSON, or copy it as cURL.',
    );
  }
  return text;
}

/** A request in the form that a person wants to paste. @throws HumanError where that form cannot say it. */
function textOf(request: CapturedRequest, form: CopyForm, origin: string): string {
  switch (form) {
    case 'curlPosix':
      return posixCommand(curlCall(clientRequest(request, origin)));
    case 'curlPowerShell':
      return powershellCommand(curlCall(clientRequest(request, origin)));
    case 'curlCmd':
      return cmdCommand(curlCall(clientRequest(request, origin)));
    case 'fetch':
      return fetchCode(clientRequest(request, origin));
    case 'rawHttp':
      return rawText(request);
  }
}

/** Events on their way out of the store as text, and back. */
export class Exports {
  readonly #options: ExportsOptions;

  constructor(options: ExportsOptions) {
    this.#options = options;
  }

  readonly handlers: Handlers = {
    copyAs: (params) => this.#copyAs(params),
    exportEvents: (params) => exportFile(params, this.#options),
    importEvents: ({ file, most }) => importFile(file, most, this.#options),
  };

  #copyAs({ id, form, masked, origin }: ExportCalls['copyAs']['params']): ExportCalls['copyAs']['result'] {
    const { store, knowledge } = this.#options;
    const event = store.event(id);
    if (event === undefined) {
      throw new HumanError('The event is no longer stored.');
    }
    const { request } = event;
    const withoutSecrets = maskedRequest(request, ruleOf(event, knowledge()));
    const shown = masked ? withoutSecrets : request;
    return { text: textOf(shown, form, origin), masked: masked ? maskedNames(request, withoutSecrets) : [] };
  }
}
