import { readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import type { RetentionLimits } from '../../protocol/retention.ts';

/** What people agreed to: it outlives the window, and holds for all windows that share the store. */
export interface Agreed {
  readonly inForce: RetentionLimits;
  /** Lower limits that a person did not want to have in force. */
  readonly declined: RetentionLimits | null;
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0;
}

function limitsOf(value: unknown): RetentionLimits | null {
  const { maxEvents, maxMegabytes } = fieldsOf(value);
  return isCount(maxEvents) && isCount(maxMegabytes) ? { maxEvents, maxMegabytes } : null;
}

/** Null where the text does not hold what a person agreed to. */
export function parseAgreed(text: string): Agreed | null {
  try {
    const { inForce, declined } = fieldsOf(JSON.parse(text));
    const limits = limitsOf(inForce);
    return limits && { inForce: limits, declined: limitsOf(declined) };
  } catch {
    return null;
  }
}

/** Tells one state of a file from another: each window replaces it as a whole. Empty where there is none. */
function stateOf(file: string): string {
  const stat = statSync(file, { throwIfNoEntry: false });
  return stat === undefined ? '' : `${stat.ino}:${stat.size}:${stat.mtimeMs}:${stat.ctimeMs}`;
}

/** A file beside the store. Where it is gone or spoilt, nothing was agreed to. */
export class AgreedLimits {
  readonly #file: string;
  /** What could not be written holds until the engine ends: a full disk is when less is to be kept. */
  #unwritten: Agreed | null = null;
  /** What was read last, and of which state of the file: it is asked for ten times a second under load. */
  #last: { readonly state: string; readonly agreed: Agreed | null } | null = null;

  constructor(file: string) {
    this.#file = file;
  }

  read(): Agreed | null {
    if (this.#unwritten !== null) {
      return this.#unwritten;
    }
    try {
      // Before it is read: what is written meanwhile is read the next time.
      const state = stateOf(this.#file);
      if (this.#last?.state !== state) {
        this.#last = { state, agreed: state === '' ? null : parseAgreed(readFileSync(this.#file, 'utf8')) };
      }
      return this.#last.agreed;
    } catch {
      this.#last = null;
      return null;
    }
  }

  /** Whole or not at all. */
  write(agreed: Agreed): void {
    this.#unwritten = null;
    const temporary = `${this.#file}.${process.pid}.tmp`;
    try {
      writeFileSync(temporary, `${JSON.stringify(agreed)}\n`, { mode: 0o600 });
      renameSync(temporary, this.#file);
    } catch {
      this.#unwritten = agreed;
    }
  }
}
