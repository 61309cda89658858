import { isRow } from './settingRow.ts';
import { headersOf, headersText } from '../responses/headerTexts.ts';
import type { Schema } from './schema.ts';

/** How a value of a setting is written on one line, and read of it. */
export interface Notation {
  readonly format: (value: unknown) => string;
  /** Whatever was typed is read as something; whether it can be used is found out later. */
  readonly parse: (typed: string) => unknown;
}

function json(typed: string): unknown {
  try {
    return JSON.parse(typed);
  } catch {
    return undefined;
  }
}

/** Text in quotes where an input would lose the spaces at its ends, or its line ends. */
const text: Notation = {
  format: (value) => {
    if (typeof value !== 'string') {
      return JSON.stringify(value);
    }
    const isPlain = value !== '' && value === value.trim() && !/["\p{Cc}]/u.test(value);
    return isPlain ? value : JSON.stringify(value);
  },
  parse: (typed) => (typed.startsWith('"') ? (json(typed) ?? typed) : typed),
};

/** `header:X-Signature`, `json:data.id`; a name alone is that of a header. */
const place: Notation = {
  format: (value) => {
    const [[kind, name] = []] = isRow(value) ? Object.entries(value) : [];
    return typeof name === 'string' ? `${kind}:${name}` : text.format(value);
  },
  parse: (typed) => {
    const [, kind = 'header', name = ''] = /^(?:(header|json|query|field):)?\s*(.*)$/.exec(typed) ?? [];
    return { [kind]: name };
  },
};

const number: Notation = {
  format: String,
  parse: (typed) => (typed === 'true' ? true : /^[\d.]+$/.test(typed) ? Number(typed) : typed),
};

/** With `separator` between the items; as JSON where an item has it in itself. */
function list(item: Notation, separator: string): Notation {
  return {
    format: (value) => {
      const items = Array.isArray(value) ? (value as readonly unknown[]) : [value];
      const texts = items.map(item.format);
      const isPlain = texts.every((one) => !one.includes(separator) && !one.startsWith('['));
      return isPlain ? texts.join(`${separator} `) : JSON.stringify(items);
    },
    parse: (typed) =>
      (typed.startsWith('[') ? json(typed) : undefined) ??
      typed
        .split(separator)
        .map((one) => one.trim())
        .filter((one) => one !== '')
        .map(item.parse),
  };
}

/** `name: value; name: value`, or JSON where that does not say it. */
export const map: Notation = {
  format: (value) => {
    const written = headersText(value);
    return JSON.stringify(headersOf(written)) === JSON.stringify(value) ? written : JSON.stringify(value);
  },
  parse: (typed) => (typed.startsWith('{') ? json(typed) : undefined) ?? headersOf(typed),
};

export function isPlace({ properties, maxProperties }: Schema): boolean {
  return properties !== undefined && maxProperties === 1;
}

/** How the values of a schema are written. */
export function notationOf(schema: Schema): Notation {
  const { type, items, anyOf = [] } = schema;
  if (isPlace(schema)) {
    return place;
  }
  // Templates have commas of their own.
  const listed = items ?? anyOf.find((one) => one.type === 'array')?.items;
  if (listed !== undefined) {
    return list(notationOf(listed), items === undefined ? ';' : ',');
  }
  if (type === 'object') {
    return map;
  }
  return type === 'number' || type === 'integer' || anyOf.length > 0 ? number : text;
}
