import * as vscode from 'vscode';
import type { Disposable } from '../../common/disposable.ts';
import { Emitter, type Event } from '../../common/event.ts';
import type { StorageNotice } from '../../protocol/storage.ts';
import type { EngineClient } from '../engine/engineClient.ts';
import type { Problems } from '../shared/problems.ts';
import { sayInStatusBar } from '../shared/statusMessage.ts';
import { noticeFile, noticeText } from './storageText.ts';

/** Whether events can be stored, and the messages about it: each occurrence is said once. */
export class StorageState implements Disposable {
  readonly #problems: Problems;
  readonly #changed: Emitter<StorageNotice | null>;
  readonly #subscriptions: readonly Disposable[];
  #failing: StorageNotice | null = null;

  constructor(engine: EngineClient, problems: Problems) {
    this.#problems = problems;
    this.#changed = new Emitter<StorageNotice | null>(problems.report);
    this.#subscriptions = [
      engine.on('storage', ({ notice }) => this.#hear(notice)),
      engine.onDied(() => this.#become(null)),
    ];
  }

  /** The failure that senders are answered with right now, null while all is well. */
  get failing(): StorageNotice | null {
    return this.#failing;
  }

  get onDidChange(): Event<StorageNotice | null> {
    return this.#changed.event;
  }

  dispose(): void {
    this.#subscriptions.forEach((subscription) => subscription.dispose());
    this.#changed.dispose();
  }

  #hear(notice: StorageNotice): void {
    const isKnown = notice.kind === 'failing' && JSON.stringify(notice) === JSON.stringify(this.#failing);
    if (notice.kind === 'failing' || notice.kind === 'recovered') {
      this.#become(notice.kind === 'failing' ? notice : null);
    }
    if (!isKnown) {
      this.#problems.watch(say(notice));
    }
  }

  #become(failing: StorageNotice | null): void {
    this.#failing = failing;
    this.#changed.fire(failing);
  }
}

async function say(notice: StorageNotice): Promise<void> {
  const text = noticeText(notice, vscode.l10n.t);
  const file = noticeFile(notice);
  if (file === null) {
    sayInStatusBar(text);
    return;
  }
  const copyPath = vscode.l10n.t('Copy Path');
  const reveal = vscode.l10n.t('Reveal');
  const buttons = vscode.env.remoteName === undefined ? [reveal, copyPath] : [copyPath];
  const choice = await vscode.window.showErrorMessage(text, ...buttons);
  if (choice === copyPath) {
    await vscode.env.clipboard.writeText(file);
  } else if (choice === reveal) {
    await vscode.commands.executeCommand('revealFileInOS', vscode.Uri.file(file));
  }
}
