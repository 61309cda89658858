/** What is wrong with a request in the `.http` form; the host puts it into words. */
export type HttpProblemCode =
  | 'noUrl'
  | 'badUrl'
  | 'badRequestLine'
  | 'unknownMethod'
  | 'badHeader'
  | 'badHeaderName'
  | 'continuedHeader'
  /** CR, LF or another control character inside a line: `detail` is its code point in hex. */
  | 'controlCharacter'
  /** A character that is no single byte: `detail` is the character. */
  | 'wideCharacter'
  /** A header of the connection, which is not the request's: `detail` is its name. */
  | 'connectionHeader'
  /** The length said is not that of the body: `detail` is the right one. A remark: the right one is sent. */
  | 'contentLength'
  | 'variable'
  | 'mixedBody'
  | 'fileVariables'
  | 'outsideFile';

/** A problem and where it stands: lines and columns (UTF-16 units) from 0. */
export interface HttpProblem {
  readonly code: HttpProblemCode;
  readonly detail: string;
  readonly line: number;
  readonly from: number;
  readonly to: number;
}

/** A request of an `.http` document, as far as the host has to know it. */
export interface HttpRequestInfo {
  /** Of the request line, from 0. */
  readonly line: number;
  readonly method: string;
  /** Null where it has none that can be sent to. */
  readonly url: string | null;
  /** Scheme id and name of the provider that the document names; null where it names none that there is. */
  readonly provider: { readonly id: string; readonly name: string } | null;
  /** The captured event that the document was made of; null where it names none. */
  readonly event: number | null;
  /** Whether it can be signed now: the provider signs in a way that can be done here, and a secret is saved. */
  readonly canSign: boolean;
  /** The file beside the document that holds the body; null where there is none. */
  readonly bodyPath: string | null;
  /** In the order of their places. */
  readonly problems: readonly HttpProblem[];
}

/** An event in the `.http` form. */
export interface HttpDocument {
  readonly text: string;
  /** The body, where it stands in a file beside the text. */
  readonly bodyFile: { readonly name: string; readonly bytes: Uint8Array } | null;
}

/** Whether a problem keeps the request from being sent. */
export function isHttpError({ code }: HttpProblem): boolean {
  return code !== 'contentLength';
}
