import { dollars } from './dollarReadings.ts';
import { uuid } from './pastedSecret.ts';
import type { Damage } from './secretDamage.ts';

/** Every so many characters a line end, as `openssl` and `base64` write a long text. */
const wrapped =
  (width: number, end: string) =>
  (text: string): string =>
    text.length > width && /^[\w+/=-]+$/.test(text)
      ? (text.match(new RegExp(`.{1,${width}}`, 'g')) ?? []).join('\n') + end
      : text;

/** Characters that columns and fields of forms have room for. */
export const columnLengths: readonly number[] = [8, 16, 20, 24, 32, 40, 50, 64, 72, 100, 128, 255];

/** What the sender's shells, build tools and languages make of it: two things at once among them. */
export const configured: readonly Damage[] = [
  {
    id: 'secret-truncated',
    in: 'sender',
    detail: { where: 'mark' },
    change: (text) => text.replace(/[;&|<>()\s].*$/s, ''),
  },
  {
    id: 'secret-quoted',
    in: 'sender',
    detail: { mark: 'inner' },
    change: (text) => text.replace(/["']/g, ''),
  },
  { id: 'secret-quoted', in: 'sender', detail: { mark: 'inner' }, change: (text) => text.replace(/"/g, '') },
  { id: 'secret-quoted', in: 'sender', detail: { mark: "b'" }, change: (text) => `b'${text}'` },
  ...[64, 76].flatMap((width) =>
    ['\n', ''].map((end): Damage => ({
      id: 'secret-newline',
      in: 'sender',
      detail: { where: 'inside' },
      change: wrapped(width, end),
    })),
  ),
  ...['\n', '\r\n'].map((end): Damage => ({
    id: 'secret-bom',
    in: 'sender',
    and: { id: 'secret-newline' },
    change: (text) => `\ufeff${text}${end}`,
  })),
  ...['  ', '    ', '\t', '      ', '        '].flatMap((indent): Damage[] => [
    {
      id: 'secret-whitespace',
      in: 'sender',
      detail: { where: 'start' },
      and: { id: 'secret-newline' },
      change: (text) => `${indent}${text}\n`,
    },
    { id: 'secret-whitespace', in: 'sender', detail: { where: 'start' }, change: (text) => indent + text },
  ]),
  // What `echo "…" > file` writes in a shell that keeps the quotes, or the blank in front of the `>`.
  ...['"', "'"].flatMap((mark) =>
    ['\n', '\r\n', ' \r\n'].map((end): Damage => ({
      id: 'secret-quoted',
      in: 'sender',
      detail: { mark },
      and: { id: 'secret-newline' },
      change: (text) => mark + text + mark + end,
    })),
  ),
  ...[' \r\n', ' \n'].map((end): Damage => ({
    id: 'secret-whitespace',
    in: 'sender',
    detail: { where: 'end' },
    and: { id: 'secret-newline' },
    change: (text) => text + end,
  })),
  ...dollars.flatMap((change) =>
    [`"`, `'`].map((mark): Damage => ({
      id: 'secret-dollar',
      in: 'sender',
      and: { id: 'secret-quoted', detail: { mark } },
      change: (text) => (change(text) === text ? text : mark + change(text) + mark),
    })),
  ),
  ...columnLengths.map((length): Damage => ({
    id: 'secret-truncated',
    in: 'sender',
    detail: { where: 'length', characters: String(length) },
    // One or two characters more may be the saved copy's, as well.
    change: (text) => (text.length > length + 2 ? text.slice(0, length) : text),
  })),
  ...(['%%', '%'] as const).map((from): Damage => ({
    id: 'secret-escaped',
    in: 'sender',
    detail: { doubled: from },
    change: (text) => text.replaceAll(from, from === '%' ? '%%' : '%'),
  })),
  {
    id: 'secret-truncated',
    in: 'sender',
    detail: { where: 'hyphens' },
    change: (text) => (uuid.test(text.replaceAll('-', '')) ? text.replaceAll('-', '') : text),
  },
];
