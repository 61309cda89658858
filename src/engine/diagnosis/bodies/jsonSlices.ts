/** A property of a JSON object with the text of its value, exactly as it is written. */
export interface Slice {
  readonly name: string;
  readonly text: string;
  /** Where it begins in the object's text, and behind its value. */
  readonly from: number;
  readonly to: number;
}

/** Where a JSON value or structure stands in a text. */
interface Scan {
  /** Indexes of the first value: its first character and behind its last; the end is the text's where it is open. */
  readonly start: number;
  readonly end: number;
  /** The brackets that are open at its end, as what closes them: empty where it is whole. */
  readonly open: string;
  readonly isInString: boolean;
}

const closing: Readonly<Record<string, string>> = { '{': '}', '[': ']' };
const isBlank = (character: string): boolean => ' \t\r\n'.includes(character);

/** Behind the string that begins at an index; -1 where it does not end. */
function stringEnd(text: string, from: number): number {
  let index = text.indexOf('"', from + 1);
  while (index > 0) {
    let slashes = 0;
    while (text.charAt(index - 1 - slashes) === '\\') {
      slashes += 1;
    }
    if (slashes % 2 === 0) {
      return index + 1;
    }
    index = text.indexOf('"', index + 1);
  }
  return -1;
}

/** The end of the first value of a text from an index on; its brackets are matched, not its grammar. */
export function scanValue(text: string, from = 0): Scan {
  let index = from;
  while (index < text.length && isBlank(text.charAt(index))) {
    index += 1;
  }
  const start = index;
  const open: string[] = [];
  while (index < text.length) {
    const character = text.charAt(index);
    const closer = closing[character];
    if (character === '\\') {
      // An escaped quote outside of a string: the text of a string that lost its quotes.
      index += 2;
    } else if (character === '"') {
      const end = stringEnd(text, index);
      if (end < 0) {
        return { start, end: text.length, open: open.reverse().join(''), isInString: true };
      }
      index = end;
    } else if (closer !== undefined) {
      open.push(closer);
      index += 1;
    } else if (character === open.at(-1)) {
      open.pop();
      index += 1;
    } else if (open.length === 0 && index > start && (isBlank(character) || ',:}]'.includes(character))) {
      break;
    } else {
      index += 1;
    }
    if (open.length === 0 && '"}]'.includes(character)) {
      break;
    }
  }
  return { start, end: Math.min(index, text.length), open: open.reverse().join(''), isInString: false };
}

/** The properties of the object that a text is; empty where it is none. At most 64. */
export function slicesOf(text: string): Slice[] {
  const { start } = scanValue(text);
  const slices: Slice[] = [];
  let index = text.charAt(start) === '{' ? start + 1 : text.length;
  while (index < text.length && slices.length < 64) {
    const key = scanValue(text, index);
    const colon = text.indexOf(':', key.end);
    const value = scanValue(text, colon + 1);
    if (text.charAt(key.start) !== '"' || colon < 0 || value.end <= value.start) {
      break;
    }
    slices.push({
      name: text.slice(key.start + 1, key.end - 1),
      text: text.slice(value.start, value.end),
      from: key.start,
      to: value.end,
    });
    const comma = text.indexOf(',', value.end);
    index = comma < 0 ? text.length : comma + 1;
  }
  return slices;
}
