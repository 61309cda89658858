import type { AllowedTargets } from '../../protocol/targets.ts';
import type { Memory } from '../unseen.ts';

const key = 'webhookDebugger.allowedTargets';

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
}

/** Where a person allowed requests to be sent beyond this machine: kept for the user, whatever workspace is open. */
export class AllowedTargetMemory {
  readonly #memory: Memory;

  constructor(memory: Memory) {
    this.#memory = memory;
  }

  /** What every window of the user allows now. */
  get allowed(): AllowedTargets {
    return { origins: texts(this.#memory.get(key)) };
  }

  async add(origin: string): Promise<void> {
    await this.#memory.update(key, [...new Set([...this.allowed.origins, origin])]);
  }

  async remove(origins: readonly string[]): Promise<void> {
    await this.#memory.update(
      key,
      this.allowed.origins.filter((origin) => !origins.includes(origin)),
    );
  }
}
