import { crc32, deflateSync, inflateSync } from 'node:zlib';

/** 8-bit pixels, three bytes each. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly rgb: Uint8Array;
}

const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
/** Backgrounds, which keep their very colour. */
const commonColours = 2;
/** As many as fit in the four bits of a pixel. */
const maximumColours = 16;
/** Until the colours hardly move any more. */
const rounds = 12;

function chunksOf(png: Buffer): ReadonlyMap<string, readonly Buffer[]> {
  const chunks = new Map<string, Buffer[]>();
  for (let at = signature.length; at < png.length;) {
    const length = png.readUInt32BE(at);
    const type = png.toString('latin1', at + 4, at + 8);
    chunks.set(type, [...(chunks.get(type) ?? []), png.subarray(at + 8, at + 8 + length)]);
    at += length + 12;
  }
  return chunks;
}

function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner;
  const [byLeft, byUp, byCorner] = [left, up, corner].map((value) => Math.abs(guess - value)) as [
    number,
    number,
    number,
  ];
  return byLeft <= byUp && byLeft <= byCorner ? left : byUp <= byCorner ? up : corner;
}

/** Undoes the filter of each row (PNG specification, section 9). */
function unfilter(data: Buffer, stride: number, step: number): Uint8Array {
  const rows = data.length / (stride + 1);
  const out = new Uint8Array(rows * stride);
  for (let row = 0; row < rows; row += 1) {
    const filter = data[row * (stride + 1)];
    for (let x = 0; x < stride; x += 1) {
      const at = row * stride + x;
      const left = x >= step ? (out[at - step] ?? 0) : 0;
      const up = row > 0 ? (out[at - stride] ?? 0) : 0;
      const corner = row > 0 && x >= step ? (out[at - stride - step] ?? 0) : 0;
      const added = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter ?? 0] ?? 0;
      out[at] = (data[row * (stride + 1) + 1 + x] ?? 0) + added;
    }
  }
  return out;
}

/** Reads an 8-bit PNG without interlacing, as browsers write them; transparency is dropped. */
export function readPng(png: Buffer): Picture {
  const chunks = chunksOf(png);
  const header = chunks.get('IHDR')?.[0] ?? Buffer.alloc(13);
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const step = header[9] === 6 ? 4 : 3;
  const bytes = unfilter(inflateSync(Buffer.concat(chunks.get('IDAT') ?? [])), width * step, step);
  return { width, height, rgb: step === 3 ? bytes : bytes.filter((_, at) => at % 4 !== 3) };
}

function colourAt(rgb: Uint8Array, at: number): number {
  return ((rgb[at] ?? 0) << 16) | ((rgb[at + 1] ?? 0) << 8) | (rgb[at + 2] ?? 0);
}

function distance(one: number, other: number): number {
  const red = (one >> 16) - (other >> 16);
  const green = ((one >> 8) & 255) - ((other >> 8) & 255);
  const blue = (one & 255) - (other & 255);
  return red * red * 2 + green * green * 4 + blue * blue * 3;
}

function nearest(palette: readonly number[], colour: number): number {
  let best = 0;
  for (let index = 1; index < palette.length; index += 1) {
    if (distance(palette[index] ?? 0, colour) < distance(palette[best] ?? 0, colour)) {
      best = index;
    }
  }
  return best;
}

/** How much a colour counts that so many pixels have: thin lines of an accent matter, too. */
const weight = (pixels: number): number => Math.sqrt(pixels);

/** The most common colours, then those that are least like any of them. */
function firstPalette(counts: ReadonlyMap<number, number>): number[] {
  const byCount = [...counts].sort((one, other) => other[1] - one[1]).map(([colour]) => colour);
  const palette = byCount.slice(0, commonColours);
  const loss = (colour: number): number =>
    distance(palette[nearest(palette, colour)] ?? 0, colour) * weight(counts.get(colour) ?? 0);
  while (palette.length < Math.min(maximumColours, counts.size)) {
    palette.push(byCount.reduce((one, other) => (loss(other) > loss(one) ? other : one)));
  }
  return palette;
}

/** Moves each colour to the mean of those that it stands for (k-means). */
function choosePalette(counts: ReadonlyMap<number, number>): readonly number[] {
  let palette = firstPalette(counts);
  for (let round = 0; round < rounds; round += 1) {
    const sums = palette.map(() => ({ weight: 0, red: 0, green: 0, blue: 0 }));
    for (const [colour, pixels] of counts) {
      const sum = sums[nearest(palette, colour)];
      const own = weight(pixels);
      if (sum !== undefined) {
        sum.weight += own;
        sum.red += own * (colour >> 16);
        sum.green += own * ((colour >> 8) & 255);
        sum.blue += own * (colour & 255);
      }
    }
    palette = sums.map((sum, index) => {
      const mean = [sum.red, sum.green, sum.blue].map((value) => Math.round(value / sum.weight));
      const isKept = index < commonColours || sum.weight === 0;
      return isKept ? (palette[index] ?? 0) : mean.reduce((bits, value) => (bits << 8) | value, 0);
    });
  }
  return palette;
}

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(data.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(crc32(body), body.length + 4);
  return out;
}

/** Writes a PNG of at most 16 colours, two pixels a byte: a fraction of the size of what a browser writes. */
export function writePalettePng(picture: Picture): Buffer {
  const { width, height, rgb } = picture;
  const counts = new Map<number, number>();
  for (let at = 0; at < rgb.length; at += 3) {
    const colour = colourAt(rgb, at);
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  const palette = choosePalette(counts);
  const indexes = new Map([...counts.keys()].map((colour) => [colour, nearest(palette, colour)]));
  const stride = Math.ceil(width / 2) + 1;
  const rows = Buffer.alloc(stride * height);
  for (let pixel = 0; pixel < width * height; pixel += 1) {
    const x = pixel % width;
    const at = Math.floor(pixel / width) * stride + 1 + (x >> 1);
    const index = indexes.get(colourAt(rgb, pixel * 3)) ?? 0;
    rows[at] = (rows[at] ?? 0) | (x % 2 === 0 ? index << 4 : index);
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([4, 3, 0, 0, 0], 8);
  const table = Uint8Array.from(
    palette.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]),
  );
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('PLTE', table),
    chunk('IDAT', deflateSync(rows, { level: 9, memLevel: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
