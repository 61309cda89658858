import { DisposableStore, type Disposable } from '../../common/disposable.ts';
import { Emitter, type Event } from '../../common/event.ts';
import type { Channel, EventToFire, Firing } from '../../protocol/sending.ts';
import type { EngineClient } from '../engine/engineClient.ts';
import { isOver } from './firingText.ts';

/** What the channels of this window are sending, and what came of the last event of each. */
export class ChannelFirings implements Disposable {
  readonly #engine: EngineClient;
  readonly #parts = new DisposableStore();
  readonly #changed: Emitter<unknown>;
  readonly #last = new Map<string, Firing>();

  constructor(engine: EngineClient, onError: (error: unknown) => void) {
    this.#engine = engine;
    this.#changed = this.#parts.add(new Emitter<unknown>(onError));
    this.#parts.add(engine.on('firing', ({ firing }) => this.#keep(firing)));
    // What it was sending has ended with the engine, and nothing is begun again by itself.
    this.#parts.add(engine.onDied(() => this.#endAll()));
  }

  get onDidChange(): Event<unknown> {
    return this.#changed.event;
  }

  /** Whether a channel is sending now. */
  get isFiring(): boolean {
    return [...this.#last.values()].some((firing) => !isOver(firing));
  }

  /** The last firing of a channel, null where this window has none. */
  of(channel: string): Firing | null {
    return this.#last.get(channel) ?? null;
  }

  /** Resolves when no attempt is left. @throws HumanError where nothing can be sent. */
  fire({ name, provider, url, retries, gaps, timeout }: Channel, event: EventToFire): Promise<Firing> {
    return this.#engine.call('fire', { channel: { name, provider, url, retries, gaps, timeout }, event });
  }

  async stop(channel: string): Promise<void> {
    await this.#engine.call('stopFiring', { channel });
  }

  dispose(): void {
    this.#parts.dispose();
  }

  #keep(firing: Firing): void {
    this.#last.set(firing.channel, firing);
    this.#changed.fire(undefined);
  }

  #endAll(): void {
    for (const [channel, firing] of this.#last) {
      if (!isOver(firing)) {
        this.#last.set(channel, { ...firing, state: 'stopped', nextIn: null });
      }
    }
    this.#changed.fire(undefined);
  }
}
