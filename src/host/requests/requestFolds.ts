/** First and last line of what folds. */
export interface Fold {
  readonly first: number;
  readonly last: number;
  readonly isComment: boolean;
}

const comment = /^\s*(?:#(?!##)|\/\/)/;
const opens = /[{[]\s*$/;
const closes = /^\s*[}\]]/;

/** What folds in a document of requests: blocks of comment lines, and the objects and arrays of JSON in lines. */
export function requestFolds(lines: readonly string[]): readonly Fold[] {
  const open: number[] = [];
  const folds: Fold[] = [];
  const add = (first: number, last: number, isComment: boolean): void => {
    if (last > first) {
      folds.push({ first, last, isComment });
    }
  };
  let block: number | null = null;
  for (const [line, text] of [...lines, ''].entries()) {
    if (block === null && comment.test(text)) {
      block = line;
    } else if (block !== null && !comment.test(text)) {
      add(block, line - 1, true);
      block = null;
    }
    if (closes.test(text)) {
      add(open.pop() ?? line, line - 1, false);
    }
    if (opens.test(text)) {
      open.push(line);
    }
  }
  return folds;
}
