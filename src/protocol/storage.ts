/** What the person is told of the store. */
export type StorageNotice =
  /** The file could not be used; it was renamed, a new one begun, and what could be read copied into that. */
  | {
      readonly kind: 'setAside';
      /** `foreign` is a database of another program. */
      readonly why: 'corrupt' | 'newerVersion' | 'foreign';
      readonly movedTo: string;
      /** Events that were copied; null where nothing was to be, or the events were cleared meanwhile. */
      readonly recovered: number | null;
      /** Events that were known to be there and were not copied, at least; null where that is not known. */
      readonly missing: number | null;
    }
  /** Events that were stored are not in the file any more, and nobody deleted them here. */
  | {
      readonly kind: 'missing';
      readonly file: string;
      /** At least so many. */
      readonly missing: number;
      /** What is left of the former file, null where nothing is. */
      readonly keptAs: string | null;
    }
  /** Senders get 507 (`full`) or 503 (all others) until this ends. */
  | {
      readonly kind: 'failing';
      readonly why: 'full' | 'readOnly' | 'locked' | 'unusable';
      readonly file: string;
      readonly detail: string;
    }
  | { readonly kind: 'recovered' };
