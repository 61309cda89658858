import { isOfAnother, type Diagnosis } from '../../protocol/diagnosis.ts';
import { verifyingLabel } from '../signature/verification.ts';
import type { StoredEvent } from '../store/storedEvent.ts';

/** Events of which it is remembered: the newest explained ones. */
const mostRemembered = 1000;

/**
 * Which secret signs an event anew: the one that its signature is right with, also where an explanation proved that.
 * What was proven lasts as long as the secrets and settings of that time.
 */
export class ProvenSigners {
  /** Labels by event, the oldest first. */
  readonly #proven = new Map<number, string>();

  /** A secret that is saved for somebody else cannot sign for the event's own sender. */
  explained(id: number, { level, causes, secretLabel }: Diagnosis): void {
    const isOther = causes.some(isOfAnother);
    this.#proven.delete(id);
    if (level === 'proven' && secretLabel !== null && secretLabel !== '' && !isOther) {
      this.#proven.set(id, secretLabel);
    }
    for (const old of [...this.#proven.keys()].slice(0, -mostRemembered)) {
      this.#proven.delete(old);
    }
  }

  /** All, or those of one event. */
  forget(id?: number): void {
    if (id === undefined) {
      this.#proven.clear();
    } else {
      this.#proven.delete(id);
    }
  }

  /** The label of the secret; undefined where none is known to be right. */
  labelOf(event: Pick<StoredEvent, 'id' | 'findings'> | undefined): string | undefined {
    return event === undefined
      ? undefined
      : (verifyingLabel(event.findings.reason) ?? this.#proven.get(event.id));
  }
}
