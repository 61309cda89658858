import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../common/disposable.ts';
import { requestScheme } from '../shared/contributions.ts';
import { displayText } from '../words/displayText.ts';
import type { EngineClient } from '../engine/engineClient.ts';
import { composedPath, eventOfName, eventPath, parseRequestPath, type RequestPath } from './requestPath.ts';
import { SavedRequests } from './savedRequests.ts';
import { type ReplayTarget, forwardPaths } from '../../protocol/targets.ts';

/** Of a document that nobody saved: events never change. */
const neverSaved = 1;

/** A document made of an event. */
interface EventRequest {
  readonly id: number;
  readonly title: string;
  readonly to: ReplayTarget;
}

/**
 * Requests as documents to edit: `webhook-request:/.webhooks/push (event 12).http?{"target":...}`. They are made of
 * their event each time they are opened, so that there is nothing to save until a person changes one.
 */
export class RequestFiles implements vscode.FileSystemProvider, Disposable {
  readonly #engine: EngineClient;
  readonly #saved: SavedRequests;
  readonly #changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly #parts = new DisposableStore();
  readonly onDidChangeFile = this.#changed.event;

  constructor(engine: EngineClient, storage: vscode.Uri, onError: (error: unknown) => void) {
    this.#engine = engine;
    this.#saved = new SavedRequests(vscode.Uri.joinPath(storage, 'requests'));
    this.#parts.add(this.#changed);
    this.#parts.add(
      vscode.workspace.registerFileSystemProvider(requestScheme, this, { isCaseSensitive: true }),
    );
    this.#parts.add(
      engine.on('eventsChanged', ({ gone }) => {
        if (gone) {
          this.#forgetGone().catch(onError);
        }
      }),
    );
  }

  dispose(): void {
    this.#parts.dispose();
  }

  /** The address of an event's request as it was captured: another than that of one that was changed. */
  async uriOf({ id, title, to: { target, path: mode } }: EventRequest): Promise<vscode.Uri> {
    const query = JSON.stringify(mode === undefined ? { target } : { target, path: mode });
    const saved = new Set(await this.#saved.names());
    for (let copy = 1; ; copy += 1) {
      const uri = vscode.Uri.from({ scheme: requestScheme, path: eventPath(title, id, copy), query });
      if (!saved.has(fileOf(uri).name) && !isChanged(uri)) {
        return uri;
      }
    }
  }

  /** Writes a new document of a sample and answers where. */
  async compose(name: string, text: string, isJson: boolean): Promise<vscode.Uri> {
    const path = composedPath(name, crypto.randomUUID(), isJson);
    const uri = vscode.Uri.from({ scheme: requestScheme, path });
    await this.#saved.write(fileOf(uri).name, new TextEncoder().encode(text));
    return uri;
  }

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    const path = parseRequestPath(uri.path);
    if (path === null) {
      return { type: vscode.FileType.Directory, ctime: 0, mtime: 0, size: 0 };
    }
    const saved = await this.#saved.stat(path.name);
    if (saved !== undefined) {
      const { ctime, mtime, size } = saved;
      return { type: vscode.FileType.File, ctime, mtime, size };
    }
    const { length: size } = await this.#asCaptured(uri, path);
    return { type: vscode.FileType.File, ctime: neverSaved, mtime: neverSaved, size };
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    const path = fileOf(uri);
    return (await this.#saved.read(path.name)) ?? (await this.#asCaptured(uri, path));
  }

  async writeFile(uri: vscode.Uri, content: Uint8Array): Promise<void> {
    await this.#saved.write(fileOf(uri).name, content);
    this.#changed.fire([{ type: vscode.FileChangeType.Changed, uri }]);
  }

  readDirectory(): [string, vscode.FileType][] {
    return [];
  }

  createDirectory(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  async delete(uri: vscode.Uri): Promise<void> {
    await this.#saved.remove(fileOf(uri).name);
  }

  rename(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  /** @throws FileSystemError where the event is gone. */
  async #asCaptured(uri: vscode.Uri, { event }: RequestPath): Promise<Uint8Array> {
    const to = targetOf(uri);
    const detail = event === null ? null : await this.#engine.call('getEvent', { id: event });
    if (detail === null || to === null) {
      throw vscode.FileSystemError.FileNotFound(uri);
    }
    const { id, title } = detail.summary;
    const remarks = {
      always: [
        vscode.l10n.t(
          '{0} (event {1}): edit the request, then choose “Send” above it.',
          displayText(title, 80),
          id,
        ),
      ],
      captured: [vscode.l10n.t('The body is not text that can be edited here. It is sent as captured.')],
    };
    const { text } = await this.#engine.call('editHttp', { id, ...to, remarks, formatted: true });
    return new TextEncoder().encode(text);
  }

  /** What was saved of an event goes with it, but while it is open. */
  async #forgetGone(): Promise<void> {
    const open = vscode.window.tabGroups.all.flatMap(({ tabs }) =>
      tabs.flatMap(({ input }) => (input instanceof vscode.TabInputText ? [input.uri] : [])),
    );
    const kept = new Set(open.map(({ path }) => parseRequestPath(path)?.name));
    for (const name of (await this.#saved.names()).filter((each) => !kept.has(each))) {
      const id = eventOfName(name);
      if (id !== null && (await this.#engine.call('getEvent', { id })) === null) {
        await this.#saved.remove(name);
      }
    }
  }
}

/** Whether a document of this path was changed, or is to be sent elsewhere: what is saved is kept by the path. */
function isChanged(uri: vscode.Uri): boolean {
  return vscode.workspace.textDocuments.some(
    ({ isDirty, uri: other }) =>
      other.scheme === uri.scheme && other.path === uri.path && (isDirty || other.query !== uri.query),
  );
}

function fileOf(uri: vscode.Uri): RequestPath {
  const path = parseRequestPath(uri.path);
  if (path === null) {
    throw vscode.FileSystemError.FileNotFound(uri);
  }
  return path;
}

/** Where a request is to be sent, by its address; null where that names no place. */
function targetOf({ query }: vscode.Uri): ReplayTarget | null {
  try {
    const { target, path } = JSON.parse(query) as Readonly<Record<string, unknown>>;
    if (typeof target !== 'string' || !URL.canParse(target)) {
      return null;
    }
    const own = forwardPaths.find((each) => each === path);
    return own === undefined ? { target } : { target, path: own };
  } catch {
    return null;
  }
}
