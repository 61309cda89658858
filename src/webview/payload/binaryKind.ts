/** What bytes begin like, by their first ones. */
export type BinaryKind = 'png' | 'jpeg' | 'gif' | 'webp' | 'pdf' | 'zip' | 'gzip' | 'zstd';

export interface Binary {
  readonly kind: BinaryKind;
  /** Pixels, where the beginning of an image says so. */
  readonly size: readonly [width: number, height: number] | null;
}

const starts: readonly (readonly [BinaryKind, string])[] = [
  ['png', '\x89PNG\r\n\x1a\n'],
  ['jpeg', '\xff\xd8\xff'],
  ['gif', 'GIF8'],
  ['pdf', '%PDF-'],
  ['zip', 'PK\x03\x04'],
  ['gzip', '\x1f\x8b'],
  ['zstd', '\x28\xb5\x2f\xfd'],
];

function sizeOf(kind: BinaryKind, body: Uint8Array): Binary['size'] {
  const view = new DataView(body.buffer, body.byteOffset, body.length);
  if (kind === 'png' && body.length >= 24) return [view.getUint32(16), view.getUint32(20)];
  return kind === 'gif' && body.length >= 10 ? [view.getUint16(6, true), view.getUint16(8, true)] : null;
}

/** Null where they begin like nothing that is known. */
export function binaryKind(body: Uint8Array): Binary | null {
  const start = String.fromCharCode(...body.subarray(0, 16));
  const isWebp = start.startsWith('RIFF') && start.slice(8, 12) === 'WEBP';
  const kind = isWebp ? 'webp' : starts.find(([, own]) => start.startsWith(own))?.[0];
  return kind === undefined ? null : { kind, size: sizeOf(kind, body) };
}
