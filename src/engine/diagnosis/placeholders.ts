/** Texts that stand where a signature was never filled in, in lower case. */
const placeholders: ReadonlySet<string> = new Set([
  '-',
  '...',
  'changeme',
  'dummy',
  'example',
  'false',
  'invalid',
  'nan',
  'nil',
  'no-secret-provided',
  'none',
  'null',
  'placeholder',
  'sample',
  'signature',
  'test',
  'test-signature',
  'todo',
  'true',
  'undefined',
  'unsigned',
  'xxx',
  '[object object]',
]);

/** `{{signature}}`, `<signature>`, `${SIGNATURE}`, `%SIGNATURE%`, `[signature]`, `:signature`. */
const variable = /^(?:\{\{?[^{}]*\}?\}|<[^<>]*>|\$\{?[\w. -]+\}?|%[\w. -]+%|\[[^[\]]*\]|:[a-z_]+)$/i;
/** Words that ask for a signature, such as `YOUR_SIGNATURE_HERE`. */
const asking =
  /^(?:your|the|my|some|test|fake|dummy|example|sample|placeholder|insert|replace|put|paste|enter|add|invalid|bad|wrong|todo|change)(?:[\s_.-]+[a-z]+){1,7}$/;
/** What languages print of an object that is no text. */
const printedObject = /^(?:promise \{|function\b|class\b|system\.|\[b@|<[^<>]+ at 0x)/;
const repeated = /^(.{1,2})\1{7,}=*$/;
/** Digits that somebody typed for an example. */
const counted = /^(?:0?123456789|deadbeef|abcdef)/i;

/** Brackets around a digest or around numbers are no variable. */
const isVariable = (text: string): boolean =>
  variable.test(text) && !/[0-9a-f]{32}|-?\d+[,\s]+-?\d+|(?=\S*\d)[\w+/-]{27,}={0,2}[)\]}>]/.test(text);

/** Whether a text stands for a signature and is none, also behind the name of an algorithm or a version. */
export function isPlaceholder(text: string): boolean {
  const plain = text
    .trim()
    .toLowerCase()
    .replace(/^[a-z][a-z0-9-]{0,20}[=,:]\s*/, '');
  return (
    plain === '' ||
    placeholders.has(plain) ||
    asking.test(plain.slice(0, 256)) ||
    printedObject.test(plain) ||
    (plain.length <= 256 && (isVariable(plain) || repeated.test(plain) || counted.test(plain)))
  );
}
