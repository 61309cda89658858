/** A field of an urlencoded form: as it reads, and as it was sent. */
export interface FormField {
  readonly name: string;
  readonly value: string;
}

/** At most so many are shown; the raw text has them all. */
const maxFields = 2_000;

export interface FormFields {
  readonly fields: readonly FormField[];
  /** Fields beyond those. */
  readonly more: number;
}

/** `+` is a space; a text with an escape that is none of UTF-8 stays as it was sent. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}

/** Reads an urlencoded form in its order, repeated names included. */
export function formFields(text: string): FormFields {
  const pairs = text.split('&').filter((pair) => pair !== '');
  const fields = pairs.slice(0, maxFields).map((pair) => {
    const equals = pair.indexOf('=');
    const [name, value] = equals < 0 ? [pair, ''] : [pair.slice(0, equals), pair.slice(equals + 1)];
    return { name: decoded(name), value: decoded(value) };
  });
  return { fields, more: Math.max(0, pairs.length - maxFields) };
}

export function isForm(contentType: string): boolean {
  return /^\s*application\/x-www-form-urlencoded\s*(;|$)/i.test(contentType);
}
