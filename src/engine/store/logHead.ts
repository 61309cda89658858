import { Buffer } from 'node:buffer';
import { closeSync, openSync, readSync } from 'node:fs';

/** Bytes of the header of a write-ahead log (sqlite.org/fileformat2.html, “The WAL File Format”). */
const size = 32;
/** What a log begins with; the lower bit says that its checksums are of big-endian words. */
const magic = 0x37_7f_06_82;
/** Bytes that the checksum in the last eight is of. */
const summed = 24;

/** Whether SQLite would take these bytes for the header of a log, and so look at what is behind. */
export function isLogHeader(header: Buffer): boolean {
  const first = header.readUInt32BE(0);
  if ((first & ~1) >>> 0 !== magic) {
    return false;
  }
  const word = (at: number): number =>
    (first & 1) === 1 ? header.readUInt32BE(at) : header.readUInt32LE(at);
  let [one, two] = [0, 0];
  for (let at = 0; at < summed; at += 8) {
    one = (one + word(at) + two) >>> 0;
    two = (two + word(at + 4) + one) >>> 0;
  }
  return one === header.readUInt32BE(summed) && two === header.readUInt32BE(summed + 4);
}

/**
 * The header of the log that a database was opened with. SQLite reads it only where a store is opened: in a log whose
 * header was overwritten it goes on storing, and the next start finds nothing of that.
 */
export class LogHead {
  readonly #buffer = Buffer.alloc(size);
  #descriptor: number | null;

  /** @throws the operating system's error where there is a log that cannot be opened. */
  constructor(database: string) {
    // SQLite has its locks on the other two files: to close one of these here would give them up.
    this.#descriptor = openSync(`${database}-wal`, 'r');
  }

  /** What is written by another window at this moment may be read half: the second look has all of it. */
  isIntact(): boolean {
    return this.#descriptor === null || this.#look(this.#descriptor) || this.#look(this.#descriptor);
  }

  close(): void {
    if (this.#descriptor !== null) {
      closeSync(this.#descriptor);
      this.#descriptor = null;
    }
  }

  /** A log without a whole header is an empty one. */
  #look(descriptor: number): boolean {
    return readSync(descriptor, this.#buffer, 0, size, 0) < size || isLogHeader(this.#buffer);
  }
}
