interface FactText {
  readonly label: string;
  /** As the JSON has it. */
  readonly value: string;
  /** Said beside the value, quieter (a backup's type, an amount's currency as it was sent). */
  readonly note?: string;
}

/** One thing worth reading without opening the payload. */
export type Fact = FactText &
  (
    | { readonly kind: 'text' | 'outcome' }
    | {
        readonly kind: 'milliseconds';
        /** It is between times of no zone, whose clock may have been put forward or back. */
        readonly lacksZone?: true;
      }
    | {
        readonly kind: 'amount';
        /** In the main unit, as decimal text, where it is certain what the number means; the code is upper case. */
        readonly money?: { readonly major: string; readonly currency: string };
      }
    | {
        readonly kind: 'time';
        /** Milliseconds since the epoch, where the text says which time it is. */
        readonly at?: number;
        /** It is a date and a time of no zone. */
        readonly lacksZone?: true;
      }
  );
