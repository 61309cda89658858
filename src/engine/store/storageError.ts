import { messageOf } from '../../common/errors.ts';

/** Why something cannot be stored, or read. */
export type StorageFault = 'full' | 'readOnly' | 'corrupt' | 'unusable';

/** Primary result codes of SQLite (sqlite.org/rescode.html); extended codes have them in their low byte. */
const faults: Readonly<Record<number, StorageFault>> = {
  8: 'readOnly',
  11: 'corrupt',
  13: 'full',
  14: 'readOnly',
  26: 'corrupt',
};

export function faultOf(error: unknown): StorageFault {
  const code = error instanceof Error && 'errcode' in error ? Number(error.errcode) : 0;
  if (/no space left|disk quota|ENOSPC|EDQUOT|EFBIG/i.test(messageOf(error))) {
    return 'full';
  }
  return faults[code & 0xff] ?? 'unusable';
}

/** Storing failed; senders are told so. `message` is SQLite's or the operating system's own. */
export class StorageError extends Error {
  override readonly name = 'StorageError';
  readonly fault: StorageFault;

  constructor(cause: unknown) {
    super(messageOf(cause), { cause });
    this.fault = faultOf(cause);
  }
}
