/** The space that a writer puts between tokens. */
export interface Layout {
  /** One level of indentation; null where all stands in one line. */
  readonly indent: string | null;
  readonly comma: string;
  readonly colon: string;
  readonly lineEnd: '\n' | '\r\n';
  /** `spaced`: in one line, with spaces inside of the brackets, while objects have lines of their own. */
  readonly arrays: 'lines' | 'spaced';
  /** Between the brackets of what is empty; `lines`: as Ruby did, one line end in an object and two in an array. */
  readonly empty: '' | ' ' | 'lines';
}

export const compact: Layout = {
  indent: null,
  comma: ',',
  colon: ':',
  lineEnd: '\n',
  arrays: 'lines',
  empty: '',
};

/** `, ` and `: `, as Python writes by default. */
export const spaced: Layout = { ...compact, comma: ', ', colon: ': ' };

export function indented(indent: string, lineEnd: Layout['lineEnd'] = '\n'): Layout {
  return { ...compact, indent, colon: ': ', lineEnd };
}

/** As Jackson's DefaultPrettyPrinter has it. */
export const jacksonPretty: Layout = { ...indented('  '), colon: ' : ', arrays: 'spaced', empty: ' ' };

/** The space inside of an object or array: behind its start, between two members, before its end. */
export interface Gaps {
  readonly start: string;
  readonly between: string;
  readonly end: string;
  /** In place of the others where nothing stands in it. */
  readonly empty: string;
  /** How many levels what stands in it is indented by. */
  readonly level: number;
}

function emptyGap(layout: Layout, isArray: boolean, end: string): string {
  if (layout.empty !== 'lines') {
    return layout.empty;
  }
  return isArray ? layout.lineEnd + end : end;
}

/** Of an object or array that stands in another, or at the top: level 0. */
export function gapsOf(layout: Layout, isArray: boolean, outerLevel: number): Gaps {
  if (layout.indent === null) {
    return { start: '', between: layout.comma, end: '', empty: '', level: 0 };
  }
  const start = layout.lineEnd + layout.indent.repeat(outerLevel + 1);
  const end = layout.lineEnd + layout.indent.repeat(outerLevel);
  const empty = emptyGap(layout, isArray, end);
  return isArray && layout.arrays === 'spaced'
    ? { start: ' ', between: ', ', end: ' ', empty, level: outerLevel }
    : { start, between: `,${start}`, end, empty, level: outerLevel + 1 };
}
