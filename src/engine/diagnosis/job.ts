import type { Diagnosis, RuntimeBreak } from '../../protocol/diagnosis.ts';
import type { EngineSettings, Secrets } from '../../protocol/engine.ts';
import type { CapturedRequest } from '../capture/capturedRequest.ts';

/** What a diagnosis worker is started with. */
export type Job =
  | {
      readonly kind: 'diagnose';
      readonly request: CapturedRequest;
      /** Scheme id. */
      readonly provider: string;
      readonly settings: EngineSettings;
      readonly secrets: Secrets;
      /** When another request with the same signature was received, null for never. */
      readonly seenAt: number | null;
      /** Milliseconds. */
      readonly budget: number;
    }
  | { readonly kind: 'breaks'; readonly body: Uint8Array };

/** What a job comes to. */
export interface JobResults {
  readonly diagnose: Diagnosis | null;
  readonly breaks: readonly RuntimeBreak[];
}

export type JobMessage =
  | { readonly type: 'progress'; readonly share: number }
  | { readonly type: 'done'; readonly result: JobResults[Job['kind']] };
