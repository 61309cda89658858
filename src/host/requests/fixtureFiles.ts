import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../common/disposable.ts';
import type { Event } from '../../common/event.ts';
import { fixturesFolder } from './fixtureName.ts';
import { fixtures, type Fixture } from './fixtures.ts';

/** The fixtures of the workspace folders; says when there are others, also after they were changed by hand. */
export class FixtureFiles implements Disposable {
  readonly #parts = new DisposableStore();
  readonly #changed = this.#parts.add(new vscode.EventEmitter<undefined>());
  #files: Promise<readonly Fixture[]> | null = null;

  constructor() {
    // The folder itself, too: where it goes, nothing is said of the files in it.
    const watcher = this.#parts.add(
      vscode.workspace.createFileSystemWatcher(`**/{${fixturesFolder},${fixturesFolder}/*.http}`),
    );
    const forget = (): void => this.refresh();
    this.#parts.add(watcher.onDidCreate(forget));
    this.#parts.add(watcher.onDidChange(forget));
    this.#parts.add(watcher.onDidDelete(forget));
    this.#parts.add(vscode.workspace.onDidChangeWorkspaceFolders(forget));
  }

  get onDidChange(): Event<undefined> {
    return this.#changed.event;
  }

  /** By folder and name, read once for as long as nothing changes. */
  async read(): Promise<readonly Fixture[]> {
    const reading = (this.#files ??= fixtures());
    try {
      return await reading;
    } catch (error) {
      this.#files = null;
      throw error;
    }
  }

  /** Has them read again. */
  refresh(): void {
    this.#files = null;
    this.#changed.fire(undefined);
  }

  dispose(): void {
    this.#parts.dispose();
  }
}
