import type { Verdict } from './verdict.ts';

/** What a request is copied as: a cURL command for a shell, JavaScript, an HTTP message. */
export type CopyForm = 'curlPosix' | 'curlPowerShell' | 'curlCmd' | 'fetch' | 'rawHttp';

/**
 * Characters that are put on the clipboard: all of them go through the process that all extensions share, and from
 * there to the window, and few programs take more in a paste.
 */
export const longestCopy = 2 * 1024 * 1024;

/** HAR 1.2, or this extension's own form, which loses nothing. */
export type ExportFormat = 'har' | 'json';

/** Of the events that are exported: what is absent is any. */
export interface ExportFilter {
  /** Name of a source, null for none. */
  readonly source?: string | null;
  /** Scheme id, null for none. */
  readonly provider?: string | null;
  readonly verdict?: Verdict;
}

/** An entry of a file that cannot be an event. */
export interface SkippedEntry {
  /** From 1. */
  readonly entry: number;
  /** Such as `request.url is not a text`; has no value of the file in it. */
  readonly why: string;
}

export interface ImportResult {
  readonly imported: number;
  /** Entries of the file, those beyond what is taken at once included. */
  readonly found: number;
  readonly skipped: number;
  /** The first of those that were skipped. */
  readonly told: readonly SkippedEntry[];
}

/** What the host may ask of the engine about events that leave it as text or come from a file. */
export interface ExportCalls {
  /**
   * A request as text to paste. `masked` leaves credentials out, and the result names the headers that had some, `URL`
   * among them where it was the query. `origin` is where a command sends to. An error says what a form cannot say.
   * With `file`, an absolute path that is written over, the text goes there and is null here. Else it is null where it
   * has more than `longestCopy` characters; `length` says how many it has.
   */
  copyAs: {
    readonly params: {
      readonly id: number;
      readonly form: CopyForm;
      readonly masked: boolean;
      readonly origin: string;
      readonly file?: string;
    };
    readonly result: {
      readonly text: string | null;
      readonly length: number;
      readonly masked: readonly string[];
    };
  };
  /** Writes these events (null: all) into a file. `leftOut` were refused and are no requests, which HAR has no word for. */
  exportEvents: {
    readonly params: {
      readonly ids: readonly number[] | null;
      readonly filter: ExportFilter;
      readonly format: ExportFormat;
      readonly masked: boolean;
      /** Absolute path; written over. */
      readonly file: string;
    };
    readonly result: { readonly events: number; readonly leftOut: number };
  };
  /** Stores the requests of a file, at most `most`: verified, never answered, never sent on. */
  importEvents: {
    readonly params: { readonly file: string; readonly most: number };
    readonly result: ImportResult;
  };
}
