import type { Memory } from '../events/unseen.ts';

const key = 'webhookDebugger.replayTargets';
const mostRemembered = 10;

/** The URLs that a person replayed to, of this machine and not of a workspace. */
export class TargetMemory {
  readonly #memory: Memory;

  constructor(memory: Memory) {
    this.#memory = memory;
  }

  /** The one used last first. */
  get targets(): readonly string[] {
    const stored = this.#memory.get(key);
    return Array.isArray(stored)
      ? stored.filter((target): target is string => typeof target === 'string')
      : [];
  }

  async remember(target: string): Promise<void> {
    const others = this.targets.filter((other) => other !== target);
    await this.#memory.update(key, [target, ...others].slice(0, mostRemembered));
  }
}
