import { HumanError } from '../../common/errors.ts';
import type { CopyForm, ExportCalls } from '../../protocol/exports.ts';
import type { CapturedRequest } from '../capture/capturedRequest.ts';
import type { Knowledge } from '../verification/knowledge.ts';
import type { StoredEvent } from '../store/storedEvent.ts';
import { clientRequest, utf8Of } from '../requests/clientRequest.ts';
import { curlCall } from './curl.ts';
import { fetchCode } from './fetch.ts';
import { maskedNames, maskedRequest, ruleOf } from '../requests/masking.ts';
import { rawMessage } from './rawHttp.ts';
import { cmdCommand } from './shells/cmd.ts';
import { posixCommand } from './shells/posix.ts';
import { powershellCommand } from './shells/powershell.ts';

export type CopyOptions = Omit<ExportCalls['copyAs']['params'], 'id' | 'file'> & {
  /** Characters: a longer text is left out. */
  readonly most: number;
};
export type Copied = ExportCalls['copyAs']['result'];

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

/** A request as text to paste. @throws HumanError where the form cannot say it. */
export function copyOf(
  event: StoredEvent,
  { form, masked, origin, most }: CopyOptions,
  knowledge: Knowledge,
): Copied {
  const { request } = event;
  const withoutSecrets = maskedRequest(request, ruleOf(event, knowledge));
  const shown = masked ? withoutSecrets : request;
  const text = textOf(shown, form, origin);
  return {
    text: text.length > most ? null : text,
    length: text.length,
    masked: masked ? maskedNames(request, withoutSecrets) : [],
  };
}
