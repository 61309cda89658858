import type { FactRule } from './scheme.ts';

type AmountRule = Extract<FactRule, { readonly kind: 'amount' }>;

/** Digits behind the point (ISO 4217, list one) where they are not two; null where senders do not agree. */
const isoDigits: Readonly<Record<string, number | null>> = {
  ...digitsOf(0, 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF'),
  ...digitsOf(3, 'BHD IQD JOD KWD LYD OMR TND'),
  ...digitsOf(null, 'CLF MGA MRU UYI UYW'),
};

function digitsOf(digits: number | null, codes: string): Record<string, number | null> {
  return Object.fromEntries(codes.split(' ').map((code) => [code, digits]));
}

/** Codes of money; the others under X are metals, funds and tests. */
function isCurrency(code: string): boolean {
  return /^(?!X(?!AF|CD|CG|OF|PF))[A-Z]{3}$/.test(code) && Intl.supportedValuesOf('currency').includes(code);
}

function digitsFor(code: string, { unit, digits = {} }: AmountRule): number | null {
  if (Object.hasOwn(digits, code)) {
    return digits[code] ?? null;
  }
  const iso = Object.hasOwn(isoDigits, code) ? (isoDigits[code] ?? null) : 2;
  return unit === 'hundredths' && iso !== 2 ? null : iso;
}

/** `4900` with two digits behind the point is `49.00`. */
function withPoint(text: string, digits: number): string {
  const [sign, whole] = text.startsWith('-') ? ['-', text.slice(1)] : ['', text];
  const padded = whole.padStart(digits + 1, '0');
  const point = padded.length - digits;
  return digits === 0 ? text : `${sign}${padded.slice(0, point)}.${padded.slice(point)}`;
}

/** An amount in its currency's main unit, as decimal text; undefined where it is not certain what the number means. */
export function majorAmount(
  text: string,
  currency: string,
  rule: AmountRule,
): { readonly major: string; readonly currency: string } | undefined {
  const code = currency.toUpperCase();
  if (!isCurrency(code)) {
    return undefined;
  }
  if (rule.unit === 'major') {
    return /^-?\d{1,15}(\.\d{1,6})?$/.test(text) ? { major: text, currency: code } : undefined;
  }
  const digits = digitsFor(code, rule);
  return digits !== null && /^-?\d{1,18}$/.test(text)
    ? { major: withPoint(text, digits), currency: code }
    : undefined;
}
