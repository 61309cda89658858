import { compact, indented, spaced, type Layout } from './layout.ts';
import type { FloatForm } from './numberForms.ts';
import type { Runtime } from './runtime.ts';
import { runtimeNamed, runtimes } from './runtimes.ts';
import { StringStyle, type StringRules } from './stringStyle.ts';

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
  'php-zero',
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

/** As the unknown sender of a body may have written it: what it escapes beyond what it must, and how it lays it out. */
function senderOf(rules: Partial<StringRules>, layout: Layout, weight: number): SenderStyle {
  const own = rules.own ?? {};
  const escaped = (rules.escaped ?? '') + Object.keys(own).map(literal).join('');
  return {
    strings: new StringStyle({ short: 'bfnrt', hex: 'lower', ...rules, escaped }),
    layout,
    floats: 'kept',
    weight,
  };
}

/** A character inside of a character class. */
function literal(character: string): string {
  return `\\u{${character.charCodeAt(0).toString(16)}}`;
}

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
          const escaped = unicode.escaped + Object.keys(own).map(literal).join('');
          return new StringStyle({ escaped, hex: unicode.hex, short, own });
        }),
      ),
    ),
  );
}

/** Beyond ASCII, and what PHP and Meta escape. */
const beyondAscii = '\\u0080-\\u{10ffff}';
const slash = { '/': '\\/' };
const meta = { ...slash, '<': '\\u003C', '%': '\\u0025', '@': '\\u0040' };

/**
 * How senders write who are known to write in a way that few others do: their events show it, and Meta's
 * documentation of webhooks says it. By scheme id.
 */
const ownStyles: Readonly<Record<string, readonly SenderStyle[]>> = {
  stripe: [senderOf({}, indented('  '), 0)],
  shopify: [senderOf({ own: { ...slash, ...lower('<>&') }, escaped: '\\u2028\\u2029' }, compact, 0)],
  meta: [
    senderOf({ own: meta, escaped: beyondAscii }, compact, 0),
    senderOf({ own: { ...meta, ...lower('<') }, escaped: beyondAscii }, compact, 0),
  ],
};

/** The usual styles of senders, the likeliest first; those of the one who sent it before all others. */
export function usualStyles(scheme: string): readonly SenderStyle[] {
  return [...((Object.hasOwn(ownStyles, scheme) ? ownStyles[scheme] : undefined) ?? []), ...runtimeStyles];
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

/** Punctuation that a writer may escape although it need not, the likeliest first. */
const escapable = '/@<>&%\'+="`=#$*~!?;:,(){}[]|^-_. ';
const mostTogether = 7;

/** Every set of some characters, the small ones first. */
function sets(characters: readonly string[]): readonly string[] {
  return characters
    .reduce<readonly string[]>((all, character) => [...all, ...all.map((set) => set + character)], [''])
    .filter((set) => set !== '')
    .toSorted((a, b) => a.length - b.length);
}

/**
 * Writers that escape some of the punctuation that a body has: each alone, then every set of the likeliest seven, for
 * writers that are known by none of their escapes. `characters` are all that the body's strings have.
 */
export function escapingStyles(characters: string): readonly SenderStyle[] {
  const there = [...new Set(escapable)].filter((character) => characters.includes(character));
  const all = new Set([
    ...there,
    ...sets(there.filter((character) => character !== ' ').slice(0, mostTogether)),
  ]);
  return [...all].flatMap((set, at) =>
    [beyondAscii, ''].flatMap((escaped) =>
      [{}, slash].flatMap((slashes) =>
        [lower, upper].map((hex) => senderOf({ own: { ...slashes, ...hex(set) }, escaped }, compact, at)),
      ),
    ),
  );
}
