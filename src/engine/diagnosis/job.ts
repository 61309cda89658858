import type { Diagnosis, RuntimeBreak, SignedLines } from '../../protocol/diagnosis.ts';
import type { EngineSettings, Secrets, Source } from '../../protocol/engine.ts';
import type { FormulaSearch } from '../../protocol/formula.ts';
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
  | { readonly kind: 'breaks'; readonly body: Uint8Array }
  | {
      readonly kind: 'formula';
      readonly request: CapturedRequest;
      readonly source: Source | undefined;
      /** Where the signature stands. */
      readonly header: string;
      readonly secret: string;
      /** Milliseconds. */
      readonly budget: number;
    }
  | { readonly kind: 'lines'; readonly received: Uint8Array; readonly signed: Uint8Array };

/** What a job comes to. */
export interface JobResults {
  readonly diagnose: Diagnosis | null;
  readonly breaks: readonly RuntimeBreak[];
  readonly lines: SignedLines | null;
  readonly formula: FormulaSearch;
}

export type JobMessage =
  | { readonly type: 'progress'; readonly share: number }
  | { readonly type: 'done'; readonly result: JobResults[Job['kind']] };
