import { watch, type FSWatcher } from 'node:fs';
import type { Disposable } from '../../common/disposable.ts';
import { Emitter, type Event } from '../../common/event.ts';
import { isSameAddress, type Address, type WindowFile } from './windowFile.ts';
import type { WindowFolder } from './windowFolder.ts';

/** Another window of this extension, as this one calls it. */
export interface OtherWindow {
  /** Null where it has no folder open. */
  readonly workspace: string | null;
  /** This window's workspace has that name, too, or neither has one. */
  readonly isNamesake: boolean;
  /** It has this window's very workspace open: mostly what is left of this window from before a reload. */
  readonly isSameWorkspace: boolean;
}

/** The window that listens, by the name of its file. */
export interface ListeningWindow extends OtherWindow {
  readonly file: string;
}

export interface OtherWindowsOptions {
  readonly folder: WindowFolder;
  /** Name of the workspace of this window; undefined where it has none. */
  readonly workspace: () => string | undefined;
  /** Tells that workspace from all others, at most 255 characters; null where there is none. */
  readonly workspaceId: string | null;
  readonly onError: (error: unknown) => void;
  /** Milliseconds between two signs of life, and two looks for a window that asks for the port. */
  readonly interval?: number;
}

/** Tells the other windows where this one listens, and knows where they do. */
export class OtherWindows implements Disposable {
  readonly #options: OtherWindowsOptions;
  readonly #asked: Emitter<OtherWindow>;
  /** Another name each time that it listens: an old request is none for the new listener. */
  #own: { readonly file: string; readonly address: Address } | null = null;
  #request: string | null = null;
  #timer: NodeJS.Timeout | undefined;
  #watcher: FSWatcher | null = null;

  constructor(options: OtherWindowsOptions) {
    this.#options = options;
    this.#asked = new Emitter(options.onError);
  }

  /** Another window asks for the port that this one listens on. */
  get onAsked(): Event<OtherWindow> {
    return this.#asked.event;
  }

  /** Where this window listens from now on; null where it does not. */
  tell(address: Address | null): void {
    this.#leave();
    if (address !== null) {
      this.#own = { file: crypto.randomUUID(), address };
      this.#try(() => this.#write());
      this.#watch();
      this.#timer = setInterval(() => this.#tick(), this.#options.interval ?? 1000);
    }
  }

  /** The window that listens where this one wants to; null where no window of ours does. */
  ownerOf(address: Address): ListeningWindow | null {
    const found = [...this.#options.folder.list('json')].find(
      ([name, file]) => name !== this.#own?.file && isSameAddress(file, address),
    );
    return found === undefined ? null : { ...this.#named(found[1]), file: found[0] };
  }

  /** A third window has asked for that port and is to have it first. */
  isPromised(address: Address): boolean {
    const requests = [...this.#options.folder.list('take')];
    return requests.some(([name, file]) => name !== this.#request && isSameAddress(file, address));
  }

  /** Asks a window to stop its listener; in effect until `withdraw`. */
  ask({ file }: ListeningWindow, address: Address): void {
    this.withdraw();
    this.#options.folder.write(file, 'take', { ...address, ...this.#self });
    this.#request = file;
  }

  withdraw(): void {
    if (this.#request !== null) {
      const request = this.#request;
      this.#request = null;
      this.#try(() => this.#options.folder.remove(request, 'take'));
    }
  }

  dispose(): void {
    this.withdraw();
    this.#leave();
    this.#asked.dispose();
  }

  get #self(): Pick<WindowFile, 'workspace' | 'workspaceId'> {
    return { workspace: this.#options.workspace() ?? null, workspaceId: this.#options.workspaceId };
  }

  #named({ workspace, workspaceId }: WindowFile): OtherWindow {
    const own = this.#self;
    return {
      workspace,
      isNamesake: workspace === own.workspace,
      isSameWorkspace: workspaceId !== null && workspaceId === own.workspaceId,
    };
  }

  #write(): void {
    if (this.#own !== null) {
      const { file, address } = this.#own;
      this.#options.folder.write(file, 'json', { ...address, ...this.#self });
    }
  }

  #leave(): void {
    clearInterval(this.#timer);
    this.#watcher?.close();
    this.#watcher = null;
    if (this.#own !== null) {
      const { file } = this.#own;
      this.#own = null;
      this.#try(() => this.#options.folder.remove(file, 'json'));
    }
  }

  /** Where the folder cannot be watched, each tick looks. */
  #watch(): void {
    try {
      const watcher = watch(this.#options.folder.path, { persistent: false }, () => this.#look());
      watcher.on('error', () => watcher.close());
      this.#watcher = watcher;
    } catch {
      this.#watcher = null;
    }
  }

  #tick(): void {
    try {
      this.#options.folder.renew(this.#own?.file ?? '', 'json');
    } catch {
      // Somebody has cleared the folder.
      this.#writeAgain();
    }
    this.#look();
  }

  /** The failure was reported as the window began to listen. */
  #writeAgain(): void {
    try {
      this.#write();
    } catch {
      // The next tick tries again.
    }
  }

  #look(): void {
    const request = this.#own && this.#options.folder.read(this.#own.file, 'take');
    if (request) {
      this.#leave();
      this.#asked.fire(this.#named(request));
    }
  }

  /** What the other windows cannot be told keeps no listener from its work. */
  #try(action: () => void): void {
    try {
      action();
    } catch (error) {
      this.#options.onError(error);
    }
  }
}
