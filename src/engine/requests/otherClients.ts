import type { HttpProblemCode } from '../../protocol/httpFile.ts';

interface Line {
  readonly text: string;
  readonly line: number;
}

type Tell = (code: HttpProblemCode, line: Line) => void;

/** What JetBrains' client and httpYac do with a response: a script, a file of one, a file to write, a test. */
const handlers = [/^\s*>\s*\{%/, /^>\s+\S+\.m?[jt]s\s*$/, /^(?:>>!?|<>)\s+\S/, /^\?\?\s/];

/** Lines of a body without the response handlers behind it, which are not run. `tell` hears of each. */
export function withoutHandlers(lines: readonly Line[], tell: Tell): readonly Line[] {
  const first = lines.findIndex(({ text }) => handlers.some((handler) => handler.test(text)));
  if (first < 0) {
    return lines;
  }
  let script: Line | undefined;
  for (const line of lines.slice(first)) {
    const isHandler = handlers.some((handler) => handler.test(line.text));
    if (script === undefined && isHandler) {
      tell('notRun', line);
      script = line.text.includes('{%') ? line : undefined;
    } else if (script === undefined && line.text.trim() !== '') {
      tell('brokenHandler', line);
    }
    script = line.text.includes('%}') ? undefined : script;
  }
  if (script !== undefined) {
    tell('brokenHandler', script);
  }
  return lines.slice(0, first);
}

/** What JetBrains' client runs before a request: a script, or a file of one. */
const preparation = /^\s*<\s*(?:\{%|\S+\.m?[jt]s\s*$)/;

/** The index of the request line, behind scripts that are not run; -1 where none is. `tell` hears of each script. */
export function requestIndex(lines: readonly Line[], isSkipped: (line: Line) => boolean, tell: Tell): number {
  let script = -1;
  for (const [index, line] of lines.entries()) {
    if (script < 0 && preparation.test(line.text)) {
      tell('notRun', line);
      script = line.text.includes('{%') ? index : -1;
    } else if (script < 0 && !isSkipped(line)) {
      return index;
    }
    script = line.text.includes('%}') ? -1 : script;
  }
  return script;
}

/** Where the first `{{...}}` of a line begins and ends; undefined where it has none. */
export function variableIn(text: string): readonly [from: number, to: number] | undefined {
  const from = text.indexOf('{{');
  const end = from < 0 ? -1 : text.indexOf('}}', from);
  if (end >= 0) {
    return [from, end + 2];
  }
  return from >= 0 && text.slice(0, from).trim() === '' ? [from, text.length] : undefined;
}

export function isForm(contentType: string): boolean {
  return /x-www-form-urlencoded/i.test(contentType);
}

const isOneLine = (line = '', next = ''): boolean =>
  line.trimEnd().endsWith('&') || next.trimStart().startsWith('&');

/** A form may be written in lines that begin with `&` (REST Client, httpYac) or end with it (JetBrains). */
function joinedForm(lines: readonly string[]): string {
  const parts = lines.map((line, index) => {
    const isContinued = index > 0 && isOneLine(lines[index - 1], line);
    const goesOn = index < lines.length - 1 && isOneLine(line, lines[index + 1]);
    const text = isContinued ? line.trimStart() : line;
    return `${index === 0 || isContinued ? '' : '\n'}${goesOn ? text.trimEnd() : text}`;
  });
  return parts.join('');
}

/** The text of a body's lines, as REST Client sends it: the line ends of multipart are CR LF (RFC 2046, section 4.1.1). */
export function joinedBody(lines: readonly string[], contentType: string): string {
  if (isForm(contentType)) {
    return joinedForm(lines);
  }
  return lines.join(/^multipart\//i.test(contentType) ? '\r\n' : '\n');
}
