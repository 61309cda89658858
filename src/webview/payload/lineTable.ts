/** What the value of a line is. `openX` begins a container of several lines, `close` ends one. */
export const valueKind = {
  none: 0,
  string: 1,
  number: 2,
  literal: 3,
  openObject: 4,
  openArray: 5,
  emptyObject: 6,
  emptyArray: 7,
  close: 8,
} as const;
export type ValueKind = (typeof valueKind)[keyof typeof valueKind];

const columns = [
  'kind',
  'depth',
  'nameStart',
  'nameEnd',
  'valueStart',
  'valueEnd',
  'partner',
  'count',
  'index',
  'marks',
] as const;
/**
 * `partner`: the line that closes this one, or that it closes; the number of lines where none does.
 * `count`: fields or items in the container that begins here. `index`: place among the items of the array around.
 * `marks`: bit 1 a colon follows the name, bit 2 a comma follows the value.
 */
export type LineColumn = (typeof columns)[number];

const place = Object.fromEntries(columns.map((name, at) => [name, at])) as Record<LineColumn, number>;
const stride = columns.length;

/** Numbers about lines, in one growing array: a 10 MiB payload can hold five million lines. */
export class LineTable {
  #cells = new Int32Array(stride * 256);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** Adds a line of zeros and answers its number. */
  add(): number {
    if ((this.#length + 1) * stride > this.#cells.length) this.#grow();
    return this.#length++;
  }

  get(line: number, column: LineColumn): number {
    return this.#cells[line * stride + place[column]] ?? 0;
  }

  set(line: number, column: LineColumn, value: number): void {
    this.#cells[line * stride + place[column]] = value;
  }

  #grow(): void {
    const larger = new Int32Array(this.#cells.length * 2);
    larger.set(this.#cells);
    this.#cells = larger;
  }
}
