import { compact, indented, spaced, type Layout } from './layout.ts';
import type { FloatForm } from './numberForms.ts';
import type { Runtime } from './runtime.ts';
import { runtimeNamed, runtimes } from './runtimes.ts';
import { StringStyle } from './stringStyle.ts';

/** How a sender may have written a body. */
export interface SenderStyle {
  readonly strings: StringStyle;
  readonly layout: Layout;
  /** How it writes numbers with a fraction or exponent; `kept` as they are. */
  readonly floats: FloatForm | 'kept';
  /** The less likely, the greater. */
  readonly weight: number;
}

/** The first is what SimpleBackups, the provider this is made for, is written in; then by how many senders use it. */
const likeliest = [
  'php',
  'node',
  'python',
  'php-slashes',
  'php-unicode',
  'dotnet',
  'go',
  'php-slashes-unicode',
  'python-compact',
  'jackson',
  'gson',
  'ruby',
  'rails-plain',
  'dotnet-relaxed',
  'node-indent-2',
  'php-pretty',
  'php-slashes-unicode-pretty',
  'python-unicode',
  'jackson-pretty',
  'dotnet-indented',
  'dotnet-indented-windows',
];

function asSender({ style, numbers }: Runtime, weight: number): SenderStyle {
  return { strings: style.strings, layout: style.layout, floats: numbers.floats, weight };
}

/** As runtimes write, the likeliest first. */
export const runtimeStyles: readonly SenderStyle[] = [
  ...likeliest.map(runtimeNamed),
  ...runtimes.filter(({ id }) => !likeliest.includes(id)),
].map((runtime, at) => asSender(runtime, Math.min(at, likeliest.length)));

function upper(characters: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    [...characters].map((character) => [
      character,
      `\\u00${character.charCodeAt(0).toString(16).toUpperCase()}`,
    ]),
  );
}

function lower(characters: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(upper(characters)).map(([key, text]) => [key, text.toLowerCase()]),
  );
}

const slashForms = [{}, { '/': '\\/' }];
/** Go and Rails; PHP with JSON_HEX_TAG, with it and _AMP, with _APOS and _QUOT as well; Gson; .NET. */
const htmlForms = [
  {},
  lower('<>&'),
  upper('<>'),
  upper('<>&'),
  upper("<>&'"),
  upper('<>&\'"'),
  lower("<>&='"),
  upper('<>&\'"+`'),
];
const unicodeForms = [
  { escaped: '', hex: 'lower' },
  { escaped: '\\u0080-\\u{10ffff}', hex: 'lower' },
  { escaped: '\\u007f-\\u{10ffff}', hex: 'lower' },
  { escaped: '\\u007f-\\u{10ffff}', hex: 'upper' },
  { escaped: '\\u2028\\u2029', hex: 'lower' },
] as const;
const shortForms = ['bfnrt', 'nrt', ''];
const layouts: readonly Layout[] = [
  compact,
  spaced,
  { ...compact, colon: ': ' },
  ...['  ', '    ', '\t'].flatMap((indent) => [indented(indent), indented(indent, '\r\n')]),
];

function stringForms(): readonly StringStyle[] {
  return unicodeForms.flatMap((unicode) =>
    slashForms.flatMap((slashes) =>
      htmlForms.flatMap((html) =>
        shortForms.map((short) => {
          const own = { ...slashes, ...html };
          const escaped = unicode.escaped + Object.keys(own).join('');
          return new StringStyle({ escaped, hex: unicode.hex, short, own });
        }),
      ),
    ),
  );
}

/**
 * Every combination of the ways to escape and to lay out, for writers that are not known. `isOther` says of a way to
 * spell whether it is another than those before it for the body at hand: there are 240 of them, few of which matter.
 */
export function combinedStyles(isOther: (strings: StringStyle) => boolean): readonly SenderStyle[] {
  return stringForms()
    .filter(isOther)
    .flatMap((strings, at) =>
      layouts.map((layout, place) => ({
        strings,
        layout,
        floats: 'kept' as const,
        weight: likeliest.length + at + place,
      })),
    );
}
