import { Buffer } from 'node:buffer';

/** A case of llhttp's own tests. */
export interface ParserCase {
  readonly name: string;
  readonly bytes: Buffer;
  /** How many whole requests the authors of the parser say that there are; in lenient modes there may be more. */
  readonly requests: number;
}

const escapes: Readonly<Record<string, string>> = { r: '\r', n: '\n', t: '\t', f: '\f' };

/** What stands in a block: its lines end with CR LF, and a backslash at the end of one joins it with the next. */
function bytesOf(block: string): Buffer {
  const text = block
    .replace(/\n$/, '')
    .replaceAll('\\\n', '')
    .replaceAll('\n', '\r\n')
    .replaceAll(/\\([rntf])/g, (_, letter: string) => escapes[letter] ?? '')
    .replaceAll(/\\x([\da-f]{2})/gi, (_, digits: string) => String.fromCharCode(parseInt(digits, 16)));
  return Buffer.from(text, 'latin1');
}

/** The cases of one of llhttp's documents: a heading, an `http` block, and a `log` block of what is to be read. */
export function parserCases(markdown: string): ParserCase[] {
  const pattern = /```http\n([\s\S]*?)```\s*```log\n([\s\S]*?)```/g;
  return [...markdown.matchAll(pattern)].map(({ 1: block = '', 2: log = '', index }) => {
    const [, name = ''] = /#+ ([^\n]*)\n[^#]*$/.exec(markdown.slice(0, index)) ?? [];
    return { name, bytes: bytesOf(block), requests: log.split('message complete').length - 1 };
  });
}
