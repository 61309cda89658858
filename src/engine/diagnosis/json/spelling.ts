const shortEscapes: Readonly<Record<string, string>> = {
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

/** How many characters the unit of a string's spelling at `at` takes: an escape, or one UTF-16 unit as it is. */
export function spelledLength(raw: string, at: number): number {
  if (raw.charCodeAt(at) !== 0x5c) {
    return 1;
  }
  return raw.charCodeAt(at + 1) === 0x75 ? 6 : 2;
}

/** The UTF-16 unit that is spelled so. */
export function spelledUnit(spelled: string): string {
  if (spelled.length === 1) {
    return spelled;
  }
  if (spelled.length === 6) {
    return String.fromCharCode(Number.parseInt(spelled.slice(2), 16));
  }
  const letter = spelled.charAt(1);
  return shortEscapes[letter] ?? letter;
}

/** What a key or string means, of its spelling between the quotes. */
export function valueOf(raw: string): string {
  let escape = raw.indexOf('\\');
  if (escape < 0) {
    return raw;
  }
  let value = '';
  let from = 0;
  while (escape >= 0) {
    const end = escape + spelledLength(raw, escape);
    value += raw.slice(from, escape) + spelledUnit(raw.slice(escape, end));
    from = end;
    escape = raw.indexOf('\\', from);
  }
  return value + raw.slice(from);
}
