import type { Diagnosis } from '../../protocol/diagnosis.ts';
import type { EngineMessage, EngineSettings } from '../../protocol/engine.ts';
import type { ProvenSigners } from '../replay/provenSigners.ts';
import { receivedSignatures } from '../verification/detail.ts';
import { DiagnosisWorkers } from './workers.ts';
import type { Knowledge } from '../verification/knowledge.ts';
import type { EventStore } from '../store/eventStore.ts';
import type { EngineHandlers } from '../port/handlers.ts';

export interface ExplainingOptions {
  readonly store: EventStore;
  readonly post: (message: EngineMessage) => void;
  /** What is known now. */
  readonly knowledge: () => Knowledge;
  readonly settings: () => EngineSettings;
  readonly signers: ProvenSigners;
  /** The worker's own file. */
  readonly file: string;
}

/** Why stored events do not verify. */
export class Explaining {
  readonly #options: ExplainingOptions;
  readonly #workers: DiagnosisWorkers;

  constructor(options: ExplainingOptions) {
    this.#options = options;
    this.#workers = new DiagnosisWorkers(options.file);
  }

  readonly handlers: Pick<EngineHandlers, 'diagnose' | 'cancelDiagnosis'> = {
    diagnose: ({ id, budget }) => this.#diagnose(id, budget),
    cancelDiagnosis: ({ id }) => {
      this.#workers.cancel(id);
      return null;
    },
  };

  dispose(): void {
    this.#workers.dispose();
  }

  async #diagnose(id: number, budget: number): Promise<Diagnosis | null> {
    const { store, post, signers, settings: settingsNow } = this.#options;
    const event = store.event(id);
    const provider = event?.findings.provider ?? null;
    if (event === undefined || provider === null) {
      return null;
    }
    const { request } = event;
    const knowledge = this.#options.knowledge();
    const { secrets } = knowledge;
    const [signature = ''] = receivedSignatures(event, knowledge);
    const seenAt = signature === '' ? null : store.earlierWith(signature, id);
    const source = knowledge.sources.ofStored(event);
    // Of an event whose source has another path now, the source counts all the same.
    const isElsewhere = source !== knowledge.sources.of(request.target);
    const own = settingsNow();
    const sources = isElsewhere && source !== undefined ? [{ ...source, path: '/' }] : own.sources;
    const settings = { ...own, sources };
    const job = { kind: 'diagnose', request, provider, settings, secrets, seenAt, budget } as const;
    const diagnosis = await this.#workers.run(id, job, (share) => post({ type: 'diagnosing', id, share }));
    if (diagnosis !== null && knowledge === this.#options.knowledge()) {
      signers.explained(id, diagnosis);
    }
    return diagnosis;
  }
}
