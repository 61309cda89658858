export interface HexRow {
  /** Eight digits. */
  readonly offset: string;
  readonly bytes: string;
  /** A dot where a byte is not a visible ASCII character. */
  readonly ascii: string;
}

/** Rows of `width` bytes from byte `from` up to byte `to`; the last is filled up with spaces. */
export function hexRows(
  body: Uint8Array,
  range: { from: number; to: number },
  width: number,
): readonly HexRow[] {
  const rows: HexRow[] = [];
  const end = Math.min(range.to, body.length);
  for (let at = range.from; at < end; at += width) rows.push(hexRow(body, at, width));
  return rows;
}

function hexRow(body: Uint8Array, at: number, width: number): HexRow {
  const bytes = Array.from(body.subarray(at, at + width));
  const pairs = bytes.map((byte) => byte.toString(16).padStart(2, '0'));
  while (pairs.length < width) pairs.push('  ');
  const groups = [pairs.slice(0, 8), pairs.slice(8)].filter((group) => group.length > 0);
  return {
    offset: at.toString(16).padStart(8, '0'),
    bytes: groups.map((group) => group.join(' ')).join('  '),
    ascii: bytes.map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.')).join(''),
  };
}
