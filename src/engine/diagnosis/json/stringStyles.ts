import { StringStyle } from './stringStyle.ts';

const base = { escaped: '', short: 'bfnrt', hex: 'lower' } as const;

const beyondAscii = '\\u0080-\\u{10ffff}';
const lineSeparators = '\\u2028\\u2029';
const halves = '\\p{Cs}';
/**
 * What .NET's encoders escape whatever they are told to allow: all beyond the first plane, control characters,
 * separators but the space, private use, and what has no character.
 */
const dotnetForbidden = '\\u007f-\\u009f\\p{Zs}\\p{Zl}\\p{Zp}\\p{Cs}\\p{Co}\\p{Cn}\\u{10000}-\\u{10ffff}';

/** JSON.stringify (ECMA-262, QuoteJSONString). */
export const ecmaStrings = new StringStyle({ ...base, escaped: halves });

/** Flags of PHP's json_encode that change strings. */
export interface PhpStringFlags {
  readonly slashes: boolean;
  readonly unicode: boolean;
}

/** `slashes` and `unicode`: with JSON_UNESCAPED_SLASHES and JSON_UNESCAPED_UNICODE. */
export function phpStrings(flags: PhpStringFlags): StringStyle {
  return new StringStyle({
    ...base,
    escaped: (flags.slashes ? '' : '/') + (flags.unicode ? lineSeparators : beyondAscii),
    own: flags.slashes ? {} : { '/': '\\/' },
  });
}

export const pythonStrings = new StringStyle({ ...base, escaped: `\\u007f${beyondAscii}` });
/** With ensure_ascii=False; also Ruby's JSON.generate. */
export const plainStrings = new StringStyle(base);

/** encoding/json since Go 1.22; before that, \b and \f have the long form. */
export const goStrings = new StringStyle({ ...base, escaped: `<>&${lineSeparators}` });
export const oldGoStrings = new StringStyle({ ...base, short: 'nrt', escaped: `<>&${lineSeparators}` });
/** With SetEscapeHTML(false). */
export const plainGoStrings = new StringStyle({ ...base, escaped: lineSeparators });
export const oldPlainGoStrings = new StringStyle({ ...base, short: 'nrt', escaped: lineSeparators });

/** Jackson into bytes, where it escapes what is beyond the first plane; and into a String. */
export const jacksonStrings = new StringStyle({
  ...base,
  hex: 'upper',
  escaped: `${halves}\\u{10000}-\\u{10ffff}`,
});
export const jacksonStringStrings = new StringStyle({ ...base, hex: 'upper', half: '?' });
export const gsonStrings = new StringStyle({ ...base, escaped: `<>&='${lineSeparators}`, half: '?' });
/** With disableHtmlEscaping, and JsonElement.toString. */
export const plainGsonStrings = new StringStyle({ ...base, escaped: lineSeparators, half: '?' });

/** System.Text.Json with JavaScriptEncoder.Default: Basic Latin without what matters to HTML. */
export const dotnetStrings = new StringStyle({
  ...base,
  hex: 'upper',
  escaped: `<>&'+\`\\u007f${beyondAscii}`,
  own: { '"': '\\u0022' },
});
/** With JavaScriptEncoder.UnsafeRelaxedJsonEscaping. */
export const relaxedDotnetStrings = new StringStyle({
  ...base,
  hex: 'upper',
  escaped: dotnetForbidden,
  own: { ' ': ' ' },
});
/** Newtonsoft.Json with StringEscapeHandling.Default. */
export const newtonsoftStrings = new StringStyle({ ...base, escaped: `\\u0085${lineSeparators}` });
