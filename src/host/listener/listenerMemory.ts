import { mkdir, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ExtensionContext } from 'vscode';
import { messageOf } from '../../common/errors.ts';
import { storageUriOf } from '../shared/storageFolder.ts';

/** Whether the listener of this workspace is wanted; a file, because a Memento may be lost when a window reloads. */
export class ListenerMemory {
  readonly #file: string;
  readonly #warn: (text: string) => void;
  #queue: Promise<void> = Promise.resolve();

  /** `warn` is for the log: where the file cannot be written, the store in the same folder cannot either, and says so. */
  constructor(file: string, warn: (text: string) => void) {
    this.#file = file;
    this.#warn = warn;
  }

  /** Of the workspace, or of all windows without one. */
  static of(context: ExtensionContext, warn: (text: string) => void): ListenerMemory {
    return new ListenerMemory(join(storageUriOf(context).fsPath, 'listener.on'), warn);
  }

  async wasOn(): Promise<boolean> {
    return stat(this.#file).then(
      () => true,
      () => false,
    );
  }

  /** Resolves when it is written, or cannot be; changes are written one after another. */
  remember(isOn: boolean): Promise<void> {
    this.#queue = this.#queue.then(() =>
      this.#write(isOn).catch((error: unknown) => this.#warn(`${this.#file}: ${messageOf(error)}`)),
    );
    return this.#queue;
  }

  async #write(isOn: boolean): Promise<void> {
    if (!isOn) {
      await rm(this.#file, { force: true });
      return;
    }
    if (!(await this.wasOn())) {
      await mkdir(dirname(this.#file), { recursive: true, mode: 0o700 });
      await writeFile(this.#file, '', { mode: 0o600 });
    }
  }
}
