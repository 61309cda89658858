import type { EngineSettings } from './engine.ts';

/** What the host hands to the worker as `workerData`. */
export interface EngineStart {
  /** Folder of the database; made when absent. */
  readonly storageFolder: string;
  /** The worker's own file: diagnoses run in workers of the same. */
  readonly file: string;
  readonly settings: EngineSettings;
  /** Shared with the host; absent where nobody watches. */
  readonly heartbeat?: Heartbeat;
}

/** One number: when the engine's event loop last turned, in milliseconds since the epoch; 0 before its first turn. */
export type Heartbeat = BigInt64Array<SharedArrayBuffer>;

/** Milliseconds between two beats, and two looks at them. */
export const beatInterval = 250;
