import * as vscode from 'vscode';
import type { Disposable } from '../../common/disposable.ts';
import type { EngineClient } from '../engine/engineClient.ts';

/** Fewer stored events are verified in less time than it takes to read a notification. */
const many = 2000;

/** Shows how far the verification of the stored events has come, where there are many. */
export class VerifyProgress implements Disposable {
  readonly #subscription: Disposable;
  #running: Promise<unknown> | null = null;
  #report: ((done: number, total: number) => void) | null = null;

  constructor(engine: EngineClient) {
    this.#subscription = engine.on('verifying', ({ done, total }) => this.#progressed(done, total));
  }

  /** While `work` runs, news of progress are shown. */
  async during<T>(work: Promise<T>): Promise<T> {
    this.#running = work;
    try {
      return await work;
    } finally {
      if (this.#running === work) {
        this.#running = null;
        this.#report = null;
      }
    }
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  #progressed(done: number, total: number): void {
    if (this.#running === null || total < many) {
      return;
    }
    this.#report ??= this.#open(this.#running);
    this.#report(done, total);
  }

  #open(work: Promise<unknown>): (done: number, total: number) => void {
    let progress: vscode.Progress<{ message: string; increment: number }> | null = null;
    let shown = 0;
    const title = vscode.l10n.t('Verifying stored webhooks');
    void vscode.window.withProgress({ location: vscode.ProgressLocation.Notification, title }, (opened) => {
      progress = opened;
      return work.then(
        () => undefined,
        () => undefined,
      );
    });
    return (done, total) => {
      const percent = (done / total) * 100;
      progress?.report({ message: `${done} / ${total}`, increment: percent - shown });
      shown = percent;
    };
  }
}
