import { codeOf, messageOf } from '../../common/errors.ts';

/** Why something cannot be stored, or read. */
export type StorageFault = 'full' | 'readOnly' | 'corrupt' | 'locked' | 'unusable';

/**
 * Primary result codes of SQLite (sqlite.org/rescode.html); extended codes have them in their low byte. All others say
 * nothing about the file: 14, "unable to open", is also what a process without free file descriptors gets.
 */
const faults: Readonly<Record<number, StorageFault>> = {
  5: 'locked',
  6: 'locked',
  8: 'readOnly',
  11: 'corrupt',
  13: 'full',
  26: 'corrupt',
};

export function faultOf(error: unknown): StorageFault {
  const code = error instanceof Error && 'errcode' in error ? Number(error.errcode) : 0;
  const message = messageOf(error);
  if (/no space left|disk quota|ENOSPC|EDQUOT|EFBIG/i.test(message)) {
    return 'full';
  }
  if (codeOf(error) === 'EROFS') {
    return 'readOnly';
  }
  // The records are written by JSON.stringify: one that is no JSON was damaged on the disk.
  return code === 1 && message === 'malformed JSON' ? 'corrupt' : (faults[code & 0xff] ?? 'unusable');
}

/** An error of the disk or of opening a file, after which a connection is not trusted any more. */
export function isOfDisk(error: unknown): boolean {
  const code = error instanceof Error && 'errcode' in error ? Number(error.errcode) & 0xff : 0;
  return code === 10 || code === 14;
}

/** Storing failed; senders are told so. `message` is SQLite's or the operating system's own. */
export class StorageError extends Error {
  override readonly name = 'StorageError';
  readonly fault: StorageFault;

  constructor(cause: unknown) {
    super(messageOf(cause), { cause });
    this.fault = cause instanceof StorageError ? cause.fault : faultOf(cause);
  }
}
