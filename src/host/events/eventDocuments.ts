import * as vscode from 'vscode';
import type { Disposable } from '../../common/disposable.ts';
import type { EventDetail } from '../../protocol/event.ts';
import { documentScheme } from '../shared/contributions.ts';
import type { Diagnoses } from '../diagnosis/diagnoses.ts';
import {
  firstLine,
  firstPlace,
  signedContent,
  signedPair,
  type FirstPlace,
  type LineName,
  type SignedName,
} from '../diagnosis/signedDocuments.ts';
import type { Recovered, SignedLines } from '../../protocol/diagnosis.ts';
import type { EngineClient } from '../engine/engineClient.ts';
import { headersBytes, headerValue, payloadName } from '../words/eventText.ts';
import { headersName, parseDocumentPath, type DocumentPath } from './eventUri.ts';

/** Bytes that decide under which name a payload opens. */
const beginning = 64 * 1024;

type FilePath = Extract<DocumentPath, { readonly kind: 'payload' | 'headers' | 'signed' | 'lines' }>;

/** Two documents to compare. */
export interface SignedDocuments {
  readonly received: vscode.Uri;
  readonly signed: vscode.Uri;
  /** Where the second differs first. */
  readonly first: vscode.Range;
}

/** The same with line breaks for reading. */
export interface LineDocuments extends SignedDocuments {
  readonly lines: SignedLines;
}

/** Payloads and headers as read-only files, byte for byte as they arrived: `webhook-event:/12/payload.json`. */
export class EventDocuments implements vscode.FileSystemProvider, Disposable {
  readonly #engine: EngineClient;
  readonly #diagnoses: Diagnoses;
  readonly #changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly #subscription: Disposable;
  /** Asked for once for both documents. */
  readonly #lines = new WeakMap<Recovered, Promise<SignedLines | null>>();
  readonly onDidChangeFile = this.#changed.event;

  constructor(engine: EngineClient, diagnoses: Diagnoses, onError: (error: unknown) => void) {
    this.#engine = engine;
    this.#diagnoses = diagnoses;
    this.#subscription = engine.on('eventsChanged', ({ ids, gone }) => {
      if (gone) {
        this.#tellGone(ids).catch(onError);
      }
    });
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changed.dispose();
  }

  /** The address of an event's payload, named by what it is. */
  async payloadUri(id: number): Promise<vscode.Uri> {
    const uri = vscode.Uri.from({ scheme: documentScheme, path: `/${id}` });
    const detail = await this.#detail(id, uri);
    const body = await this.#engine.call('readBody', { id, offset: 0, length: beginning });
    return vscode.Uri.joinPath(uri, payloadName(headerValue(detail.headers, 'content-type'), body));
  }

  headersUri(id: number): vscode.Uri {
    return vscode.Uri.from({ scheme: documentScheme, path: `/${id}/${headersName}` });
  }

  /** The received body, the one that was signed, and where they differ first; null where none was found. */
  async signedPair(id: number): Promise<SignedDocuments | null> {
    const recovered = this.#recovered(id);
    if (recovered === null) {
      return null;
    }
    const root = vscode.Uri.from({ scheme: documentScheme, path: `/${id}` });
    const detail = await this.#detail(id, root);
    const body = await this.#body(detail);
    const pair = signedPair(body, recovered.body, headerValue(detail.headers, 'content-type'));
    const received =
      pair.received === null ? await this.payloadUri(id) : vscode.Uri.joinPath(root, pair.received);
    const first = rangeOf(firstPlace(pair.signed, recovered));
    return { received, signed: vscode.Uri.joinPath(root, pair.signed), first };
  }

  /** Both bodies in lines; null where none was found that was signed, or text does not show the difference. */
  async linesPair(id: number): Promise<LineDocuments | null> {
    const recovered = this.#recovered(id);
    const lines = recovered === null ? null : await this.#linesOf(id, recovered);
    if (recovered === null || lines === null) {
      return null;
    }
    const root = vscode.Uri.from({ scheme: documentScheme, path: `/${id}` });
    const { headers } = await this.#detail(id, root);
    const isJson = payloadName(headerValue(headers, 'content-type'), recovered.body) === 'payload.json';
    // A part of JSON is no JSON.
    const extension = isJson && lines.isWhole ? 'json' : 'txt';
    const named = (name: LineName): vscode.Uri => vscode.Uri.joinPath(root, name);
    return {
      received: named(`received.lines.${extension}`),
      signed: named(`signed.lines.${extension}`),
      first: rangeOf(firstLine(lines)),
      lines,
    };
  }

  /** Stored events never change; that they go is told of all of them. */
  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    const path = pathOf(uri);
    const permissions = vscode.FilePermission.Readonly;
    if (path.kind === 'root') {
      return { type: vscode.FileType.Directory, ctime: 0, mtime: 0, size: 0, permissions };
    }
    const detail = await this.#detail(path.id, uri);
    const { receivedAt, size } = detail.summary;
    const times = { ctime: receivedAt, mtime: receivedAt, permissions };
    if (path.kind === 'event') {
      return { type: vscode.FileType.Directory, size: 0, ...times };
    }
    const bytes = path.kind === 'payload' ? size : (await this.readFile(uri)).length;
    return { type: vscode.FileType.File, size: bytes, ...times };
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    const path = fileOf(uri);
    const detail = await this.#detail(path.id, uri);
    switch (path.kind) {
      case 'headers':
        return headersBytes(detail);
      case 'payload':
        return this.#body(detail);
      case 'signed':
        return this.#signed(detail, path.name, uri);
      case 'lines':
        return this.#lineContent(path.id, path.name, uri);
    }
  }

  async readDirectory(uri: vscode.Uri): Promise<[string, vscode.FileType][]> {
    const path = pathOf(uri);
    if (path.kind !== 'event') {
      return [];
    }
    const payload = await this.payloadUri(path.id);
    const names = [payload.path.split('/').at(-1) ?? '', headersName];
    return names.map((name) => [name, vscode.FileType.File]);
  }

  createDirectory(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  writeFile(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  delete(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  rename(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  #body({ summary: { id, size } }: EventDetail): Promise<Uint8Array> {
    return this.#engine.call('readBody', { id, offset: 0, length: size });
  }

  #recovered(id: number): Recovered | null {
    const state = this.#diagnoses.stateOf(id);
    return state?.kind === 'done' ? state.diagnosis.recovered : null;
  }

  /** What was signed is in memory only: after a reload it is looked for again. */
  async #recoveredAgain(id: number, uri: vscode.Uri): Promise<Recovered> {
    const recovered = await this.#diagnoses.recoveredBody(id);
    return recovered ?? notFound(uri);
  }

  async #signed(detail: EventDetail, name: SignedName, uri: vscode.Uri): Promise<Uint8Array> {
    const recovered = await this.#recoveredAgain(detail.summary.id, uri);
    return signedContent(name, await this.#body(detail), recovered);
  }

  #linesOf(id: number, recovered: Recovered): Promise<SignedLines | null> {
    const asked =
      this.#lines.get(recovered) ?? this.#engine.call('signedLines', { id, signed: recovered.body });
    this.#lines.set(recovered, asked);
    return asked;
  }

  async #lineContent(id: number, name: LineName, uri: vscode.Uri): Promise<Uint8Array> {
    const recovered = await this.#recoveredAgain(id, uri);
    const lines = (await this.#linesOf(id, recovered)) ?? (await notFound(uri));
    return new TextEncoder().encode(name.startsWith('received') ? lines.received : lines.signed);
  }

  async #detail(id: number, uri: vscode.Uri): Promise<EventDetail> {
    const detail = await this.#engine.call('getEvent', { id });
    if (detail === null) {
      throw vscode.FileSystemError.FileNotFound(uri);
    }
    return detail;
  }

  /** Tells the editors that show an event which is gone. */
  async #tellGone(ids: readonly number[] | null): Promise<void> {
    const open = vscode.workspace.textDocuments.map(({ uri }) => uri);
    for (const uri of open.filter(({ scheme }) => scheme === documentScheme)) {
      const path = parseDocumentPath(uri.path);
      const id = path === null || path.kind === 'root' ? null : path.id;
      const isMeant = id !== null && (ids === null || ids.includes(id));
      if (isMeant && (await this.#engine.call('getEvent', { id })) === null) {
        this.#changed.fire([{ type: vscode.FileChangeType.Deleted, uri }]);
      }
    }
  }
}

/** A comparison that was restored with one side missing would stay empty: its tab is closed. */
async function notFound(uri: vscode.Uri): Promise<never> {
  const tabs = vscode.window.tabGroups.all
    .flatMap((group) => group.tabs)
    .filter(({ input }) => {
      const shown = input instanceof vscode.TabInputTextDiff ? [input.original, input.modified] : [];
      return shown.some((own) => own.toString() === uri.toString());
    });
  await vscode.window.tabGroups.close(tabs);
  throw vscode.FileSystemError.FileNotFound(uri);
}

function rangeOf({ line, from, to }: FirstPlace): vscode.Range {
  return new vscode.Range(line, from, line, to);
}

function pathOf(uri: vscode.Uri): DocumentPath {
  const path = parseDocumentPath(uri.path);
  if (path === null) {
    throw vscode.FileSystemError.FileNotFound(uri);
  }
  return path;
}

function fileOf(uri: vscode.Uri): FilePath {
  const path = pathOf(uri);
  if (path.kind === 'root' || path.kind === 'event') {
    throw vscode.FileSystemError.FileIsADirectory(uri);
  }
  return path;
}
