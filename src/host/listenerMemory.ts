import { mkdir, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ExtensionContext } from 'vscode';
import { storageUriOf } from './storageFolder.ts';

/** Whether the listener of this workspace is wanted; a file, because a Memento may be lost when a window reloads. */
export class ListenerMemory {
  readonly #file: string;
  #queue: Promise<unknown> = Promise.resolve();

  constructor(file: string) {
    this.#file = file;
  }

  /** Of the workspace, or of all windows without one. */
  static of(context: ExtensionContext): ListenerMemory {
    return new ListenerMemory(join(storageUriOf(context).fsPath, 'listener.on'));
  }

  async wasOn(): Promise<boolean> {
    return stat(this.#file).then(
      () => true,
      () => false,
    );
  }

  /** Resolves when it is written; changes are written one after another. */
  remember(isOn: boolean): Promise<void> {
    const written = this.#queue.then(() => this.#write(isOn));
    this.#queue = written.catch(() => undefined);
    return written;
  }

  async #write(isOn: boolean): Promise<void> {
    if (!isOn) {
      await rm(this.#file, { force: true });
      return;
    }
    await mkdir(dirname(this.#file), { recursive: true, mode: 0o700 });
    await writeFile(this.#file, '', { mode: 0o600 });
  }
}
