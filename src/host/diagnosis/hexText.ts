const bytesInRow = 16;

function rowText(offset: number, row: Uint8Array): string {
  const hex = Array.from(row, (byte) => byte.toString(16).padStart(2, '0')).join(' ');
  const text = Array.from(row, (byte) => (byte > 31 && byte < 127 ? String.fromCharCode(byte) : '.')).join(
    '',
  );
  return `${offset.toString(16).padStart(8, '0')}  ${hex.padEnd(bytesInRow * 3 - 1)}  ${text}\n`;
}

/** Bytes of a body in one hex document, so that making it takes a few milliseconds. */
export const hexWindow = 128 * 1024;

/** Where a window of a body begins that has what stands at `offset` near its beginning. */
export function hexStart(offset: number): number {
  const before = Math.max(0, offset - hexWindow / 8);
  return before - (before % bytesInRow);
}

/** A part of a body as rows of sixteen bytes: offset, hex, ASCII. */
export function hexText(body: Uint8Array, start: number): string {
  const rows: string[] = [];
  const end = Math.min(body.length, start + hexWindow);
  for (let offset = start; offset < end; offset += bytesInRow) {
    rows.push(rowText(offset, body.subarray(offset, Math.min(end, offset + bytesInRow))));
  }
  return rows.join('');
}
