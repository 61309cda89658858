import * as vscode from 'vscode';
import { NothingToDo } from '../../common/errors.ts';
import type { HttpRequestInfo } from '../../protocol/httpFile.ts';
import type { EngineCaller } from '../engine/engineClient.ts';
import { isRequestDocument } from './requestDocument.ts';

/** A request of a document that is open. */
export interface OpenRequest {
  readonly document: vscode.TextDocument;
  readonly request: HttpRequestInfo;
  /** Where it is sent to instead of what its URL says; null for that. */
  readonly origin: string | null;
  /** The person has asked for the placeholder to be sent where the signature belongs. */
  readonly asItStands: boolean;
}

/** The requests of a document, none where it is not one of ours. */
export async function requestsOf(
  document: vscode.TextDocument,
  engine: EngineCaller,
): Promise<readonly HttpRequestInfo[]> {
  return isRequestDocument(document) ? engine.call('readHttp', { text: document.getText() }) : [];
}

/** What the argument of a CodeLens names. */
export interface RequestPlace {
  /** Of the document. */
  readonly uri: string;
  readonly line: number;
  readonly origin: string | null;
  /** See `OpenRequest`. */
  readonly asItStands: boolean;
}

/** Null where an argument names no place. */
function placeOf(argument: unknown): RequestPlace | null {
  if (typeof argument !== 'object' || argument === null) {
    return null;
  }
  const { uri, line, origin, asItStands } = argument as Readonly<Record<string, unknown>>;
  return typeof uri === 'string' && typeof line === 'number'
    ? { uri, line, origin: typeof origin === 'string' ? origin : null, asItStands: asItStands === true }
    : null;
}

/**
 * The request that an argument names, else the one at the cursor of the active editor.
 * @throws NothingToDo where there is none.
 */
export async function chosenRequest(argument: unknown, engine: EngineCaller): Promise<OpenRequest> {
  const place = placeOf(argument);
  const editor = vscode.window.activeTextEditor;
  const document =
    place === null
      ? editor?.document
      : vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === place.uri);
  const requests = document === undefined ? [] : await requestsOf(document, engine);
  const line = place?.line ?? editor?.selection.active.line ?? 0;
  const request = requests.findLast(({ firstLine }) => firstLine <= line) ?? requests[0];
  if (document === undefined || request === undefined) {
    throw new NothingToDo(
      vscode.l10n.t(
        'There is no request to send in this editor: “Edit and Replay...” makes one of an event.',
      ),
    );
  }
  return { document, request, origin: place?.origin ?? null, asItStands: place?.asItStands ?? false };
}
