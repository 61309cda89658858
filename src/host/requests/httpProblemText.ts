import type { HttpProblem, HttpProblemCode } from '../../protocol/httpFile.ts';
import { displayText } from '../words/displayText.ts';
import type { Translate } from '../words/translate.ts';
import { byteCountText } from '../words/wording.ts';

type Words = (shown: string, t: Translate) => string;

const words: Readonly<Record<HttpProblemCode, Words>> = {
  noUrl: (_shown, t) => t('The URL is missing: POST http://localhost:3000/path'),
  badUrl: (_shown, t) => t('Enter a complete URL: it begins with http:// or https:// and a host.'),
  badRequestLine: (_shown, t) =>
    t('Behind the URL there can only be HTTP/1.1. A space in a URL is written %20.'),
  unknownMethod: (shown, t) => t('{0} is not an HTTP method that can be sent.', shown),
  badHeader: (_shown, t) => t('A header is “Name: value” on one line. The body begins behind an empty line.'),
  badHeaderName: (_shown, t) => t('The name of a header has letters, digits and dashes, and no spaces.'),
  continuedHeader: (_shown, t) => t('Headers must be on one line; folded headers are not supported.'),
  controlCharacter: (shown, t) =>
    t('A control character (0x{0}) cannot stand here: it would end the header and begin another.', shown),
  wideCharacter: (shown, t) =>
    t(
      '“{0}” is not a single byte. Characters up to U+00FF are sent as one byte each; write others as their UTF-8 bytes or, in a URL, as %XX.',
      shown,
    ),
  connectionHeader: (shown, t) =>
    t('{0} belongs to the connection, which is regenerated: leave it out.', shown),
  contentLength: (shown, t) =>
    shown === ''
      ? t('The length of the body is sent as it is, whatever is written here.')
      : t('The body has {0}: that is what is sent.', byteCountText(Number(shown), t)),
  notJson: (_shown, t) => t('This is not JSON. It is sent as it stands here, line breaks included.'),
  variable: (_shown, t) =>
    t('Variables are not replaced here: write the value, or put the body in a file, “< ./name”.'),
  notRun: (_shown, t) => t('Scripts and response handlers are neither run nor sent.'),
  brokenHandler: (_shown, t) =>
    t('A response handler ends the body: close it with “%}”, and write nothing but handlers behind it.'),
  mixedBody: (_shown, t) => t('A body is either text or one file: “< ./name” has to stand alone.'),
  fileVariables: (_shown, t) => t('A body file is sent as it is: write “<” without @.'),
  outsideFile: (_shown, t) =>
    t('A body file has to be beside this file: “< ./name”, with letters, digits, dots and dashes.'),
};

/** What is wrong in a request in the `.http` form, and what to do. */
export function httpProblemText({ code, detail }: HttpProblem, t: Translate): string {
  return words[code](displayText(detail, 40), t);
}

/** The same with its place, counted as editors show it. */
export function placedProblemText(problem: HttpProblem, t: Translate): string {
  return t('Line {0}, column {1}: {2}', problem.line + 1, problem.from + 1, httpProblemText(problem, t));
}
