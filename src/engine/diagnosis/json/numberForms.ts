/**
 * How a runtime writes a double. The digits are always the fewest that read back as the same double; runtimes differ
 * in when they use an exponent and how they write it.
 */
export interface FloatForm {
  /** Exponents of ten of the first digit for which the number is written without an exponent: from and to. */
  readonly plain: readonly [number, number];
  /** The greatest such exponent for a number with a fraction, where it is another. */
  readonly plainFraction?: number;
  /** Behind a whole number without an exponent. */
  readonly whole: '' | '.0';
  /** Behind a single digit before an exponent. */
  readonly single: '' | '.0';
  readonly letter: 'e' | 'E';
  readonly plus: '' | '+';
  /** Digits of the exponent, at least. */
  readonly exponentDigits: 1 | 2;
  /** Whether the sign of -0 is written. */
  readonly signedZero: boolean;
  /** Where a single digit would do, the nearest number of two digits: 4.9E-324 for 5e-324. */
  readonly hasTwoDigits?: boolean;
}

const base = { whole: '', single: '', letter: 'e', plus: '+', exponentDigits: 1, signedZero: true } as const;

/** ECMA-262, Number::toString. */
export const ecmaFloat: FloatForm = { ...base, plain: [-6, 20], signedZero: false };
/** With serialize_precision -1, its default. */
export const phpFloat: FloatForm = { ...base, plain: [-4, 16], single: '.0' };
export const phpZeroFractionFloat: FloatForm = { ...phpFloat, whole: '.0' };
/** float.__repr__. */
export const pythonFloat: FloatForm = { ...base, plain: [-4, 15], whole: '.0', exponentDigits: 2 };
/** encoding/json. */
export const goFloat: FloatForm = { ...base, plain: [-6, 20] };
/** Float#to_s. */
export const rubyFloat: FloatForm = { ...pythonFloat, plain: [-4, 14], plainFraction: 15, single: '.0' };
/** Double.toString. */
export const javaFloat: FloatForm = {
  plain: [-3, 6],
  whole: '.0',
  single: '.0',
  letter: 'E',
  plus: '',
  exponentDigits: 1,
  signedZero: true,
  hasTwoDigits: true,
};
/** Double.ToString("R") since .NET Core 3.0, with the `.0` that Newtonsoft.Json puts behind whole numbers. */
export const dotnetFloat: FloatForm = {
  plain: [-4, 14],
  whole: '.0',
  single: '',
  letter: 'E',
  plus: '+',
  exponentDigits: 2,
  signedZero: true,
};

function plainText(digits: string, exponent: number, whole: string): string {
  if (exponent < 0) {
    return `0.${'0'.repeat(-exponent - 1)}${digits}`;
  }
  if (digits.length <= exponent + 1) {
    return digits.padEnd(exponent + 1, '0') + whole;
  }
  return `${digits.slice(0, exponent + 1)}.${digits.slice(exponent + 1)}`;
}

function exponentText(digits: string, exponent: number, form: FloatForm): string {
  const fraction = digits.length === 1 ? form.single : `.${digits.slice(1)}`;
  const sign = exponent < 0 ? '-' : form.plus;
  const power = String(Math.abs(exponent)).padStart(form.exponentDigits, '0');
  return digits.charAt(0) + fraction + form.letter + sign + power;
}

/** The digits of a double that is not negative, and the exponent of ten of the first of them. */
function digitsOf(value: number, form: FloatForm): { readonly digits: string; readonly exponent: number } {
  const [shortest = ''] = value.toExponential().split('e');
  const isSingle = shortest.length === 1 && form.hasTwoDigits === true;
  const [mantissa = '', power = '0'] = value.toExponential(isSingle ? 1 : undefined).split('e');
  return { digits: mantissa.replace(/\.0$/, '').replace('.', ''), exponent: Number(power) };
}

/** A finite double in a runtime's form. */
export function floatText(value: number, form: FloatForm): string {
  const sign = value < 0 || (form.signedZero && Object.is(value, -0)) ? '-' : '';
  const { digits, exponent } = digitsOf(Math.abs(value), form);
  const most = digits.length > exponent + 1 ? (form.plainFraction ?? form.plain[1]) : form.plain[1];
  const isPlain = exponent >= form.plain[0] && exponent <= most;
  return sign + (isPlain ? plainText(digits, exponent, form.whole) : exponentText(digits, exponent, form));
}

/** Whether a JSON number has no fraction and no exponent, which most runtimes read as an integer. */
export function isInteger(text: string): boolean {
  return !/[.eE]/.test(text);
}

/** Decimals of at most 15 digits from 0.001 to below a million: every runtime writes them as they are. */
const settled = /^-?(?:[1-9]\d{0,5}\.\d{0,8}[1-9]|0\.(?:0{0,2}[1-9]|0{0,2}[1-9]\d{0,10}[1-9]))$/;

/** And these every runtime that writes `.0`. */
const settledWhole = /^-?[1-9]\d{0,5}\.0$/;

/** A number with its fraction or exponent as a form has it; integers and what a double cannot hold stay. */
export function withForm(text: string, form: FloatForm): string {
  if (isInteger(text) || settled.test(text) || (form.whole === '.0' && settledWhole.test(text))) {
    return text;
  }
  const value = Number(text);
  return Number.isFinite(value) ? floatText(value, form) : text;
}

const int64 = { least: -(2n ** 63n), most: 2n ** 63n - 1n };

/** Whether an integer's text fits 64 bits. */
export function isInt64(text: string): boolean {
  if (text.length < 19) {
    return true;
  }
  if (text.length > 20) {
    return false;
  }
  const value = BigInt(text);
  return value >= int64.least && value <= int64.most;
}

/** What a runtime does to numbers. */
export interface NumberRules {
  /** `float`: read as doubles; `int64`: those that fit are kept, the others read as doubles. */
  readonly integers: 'kept' | 'float' | 'int64';
  /** `-0` read as an integer. */
  readonly minusZero: '0' | '-0' | '-0.0';
  readonly floats: FloatForm | 'kept';
  /** Written for what a double cannot hold; null where the runtime gives up. */
  readonly infinite: 'null' | 'Infinity' | '"Infinity"' | null;
}

function readFloat(text: string, form: FloatForm, infinite: NumberRules['infinite']): string | undefined {
  const value = Number(text);
  if (Number.isFinite(value)) {
    return floatText(value, form);
  }
  return infinite === null ? undefined : infinite.replace('Inf', value < 0 ? '-Inf' : 'Inf');
}

/** A number as a runtime writes it after it has read it; undefined where it gives up. */
export function rewrittenNumber(text: string, rules: NumberRules): string | undefined {
  if (isInteger(text)) {
    if (text === '-0') {
      return rules.minusZero;
    }
    if (rules.integers === 'kept' || (rules.integers === 'int64' && isInt64(text))) {
      return text;
    }
  }
  return rules.floats === 'kept' || settled.test(text) ? text : readFloat(text, rules.floats, rules.infinite);
}
