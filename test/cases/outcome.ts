/** What came of one expectation-bearing item of a file. */
export interface Outcome {
  readonly name: string;
  /** What was expected and what came instead, one entry each. */
  readonly unmet: readonly string[];
  /** What only a person can judge. */
  readonly toRead: readonly string[];
}

/** Expectations of an item as they are compared. */
export class Comparison {
  readonly unmet: string[] = [];
  readonly toRead: string[] = [];

  /** Compares as JSON; nothing is expected where that is undefined. */
  same(what: string, expected: unknown, actual: unknown): void {
    if (expected !== undefined && JSON.stringify(expected) !== JSON.stringify(actual)) {
      this.unmet.push(`${what}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(actual)}`);
    }
  }

  /** Bytes that are expected in base64, printed as text. */
  bytes(what: string, expected: string | undefined, actual: Uint8Array | null): void {
    const written = expected === undefined ? undefined : Buffer.from(expected, 'base64');
    if (written !== undefined && (actual === null || Buffer.compare(written, actual) !== 0)) {
      const shown = actual === null ? 'none' : JSON.stringify(Buffer.from(actual).toString());
      this.unmet.push(`${what}: expected ${JSON.stringify(written.toString())}, got ${shown}`);
    }
  }

  /** A text that matches a pattern, in any case of letters. */
  matches(what: string, pattern: string | undefined, actual: string): void {
    if (pattern !== undefined && !new RegExp(pattern, 'i').test(actual)) {
      this.unmet.push(`${what}: expected /${pattern}/, got “${actual}”`);
    }
  }

  /** Expectations that nothing here reads. */
  unread(expected: object, read: readonly string[]): void {
    for (const [name, value] of Object.entries(expected)) {
      if (!read.includes(name)) {
        this.toRead.push(`${name}: ${JSON.stringify(value)}`);
      }
    }
  }

  of(name: string): Outcome {
    return { name, unmet: this.unmet, toRead: this.toRead };
  }
}
