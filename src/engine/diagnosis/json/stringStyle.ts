import { valueOf } from './spelling.ts';

/** How a writer spells strings. */
export interface StringRules {
  /**
   * What it escapes beyond quotes, backslashes and control characters: the inside of a character class of a regular
   * expression with the `u` flag. A constant of this program, never anything of a payload.
   */
  readonly escaped: string;
  /** The letters of the control characters that have the two-character form, of "bfnrt". */
  readonly short: string;
  readonly hex: 'lower' | 'upper';
  /** Escapes in a form of their own, by the character; `\uxxxx` for all that are not named. */
  readonly own?: Readonly<Record<string, string>>;
  /** Written for half a surrogate pair. Without it that is escaped where `escaped` has it, else becomes U+FFFD. */
  readonly half?: string;
}

const controls: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

function ownEscapes(rules: StringRules): Map<string, string> {
  const escapes = new Map([
    ['"', '\\"'],
    ['\\', '\\\\'],
  ]);
  for (const letter of rules.short) {
    escapes.set(controls[letter] ?? letter, `\\${letter}`);
  }
  for (const [character, escape] of Object.entries(rules.own ?? {})) {
    escapes.set(character, escape);
  }
  return escapes;
}

/** Half a surrogate pair, seen with the `u` flag. */
const half = /\p{Cs}/u;

/** Spells strings by the rules of a writer. */
export class StringStyle {
  readonly rules: StringRules;
  readonly #escapes: Map<string, string>;
  readonly #touched: RegExp;
  readonly #escaped: RegExp;

  constructor(rules: StringRules) {
    const halves = rules.half === undefined ? '' : '\\p{Cs}';
    const touched = `"\\\\\\u0000-\\u001f${rules.escaped}${halves}`;
    this.rules = rules;
    this.#escapes = ownEscapes(rules);
    this.#touched = new RegExp(`[${touched}]`, 'u');
    this.#escaped = new RegExp(`[${touched}]`, 'gu');
  }

  /** The spelling of the string that another spelling stands for, both without quotes. */
  restyled(raw: string): string {
    // A spelling without escapes has no quotes or control characters: only what this writer escapes changes it.
    return this.#touched.test(raw)
      ? valueOf(raw).replace(this.#escaped, (character) => this.#escape(character))
      : raw;
  }

  #escape(character: string): string {
    const known = this.#escapes.get(character);
    if (known !== undefined) {
      return known;
    }
    const escape =
      this.rules.half !== undefined && half.test(character) ? this.rules.half : this.#units(character);
    this.#escapes.set(character, escape);
    return escape;
  }

  #units(character: string): string {
    let escape = '';
    for (let unit = 0; unit < character.length; unit += 1) {
      const digits = character.charCodeAt(unit).toString(16).padStart(4, '0');
      escape += `\\u${this.rules.hex === 'upper' ? digits.toUpperCase() : digits}`;
    }
    return escape;
  }
}
