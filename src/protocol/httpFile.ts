import type { Signing } from './signer.ts';
import type { Delivery } from './delivery.ts';
import type { ReplayTarget } from './targets.ts';

/** What a fixture has in place of the signature: nothing that verifies, and harmless where it is sent. */
export const signaturePlaceholder = 're-sign';

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
  /** A body that is marked as formatted JSON and is none. A remark: it is sent as it stands. */
  | 'notJson'
  /** `{{...}}`, which is not replaced. */
  | 'variable'
  /** A response handler of another client. A remark: it is neither run nor sent. */
  | 'notRun'
  /** Such a handler that has no end, or text behind one. */
  | 'brokenHandler'
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
export interface HttpRequestInfo extends Signing {
  /** Of the request line, from 0. */
  readonly line: number;
  /** The first of its part of the document: behind `###`. */
  readonly firstLine: number;
  readonly method: string;
  /** Null where it has none that can be sent to. */
  readonly url: string | null;
  /** Scheme id and name of the provider that the document names; null where it names none that there is. */
  readonly provider: { readonly id: string; readonly name: string } | null;
  /** The captured event that the document was made of; null where it names none. */
  readonly event: number | null;
  /** Name of the source that it belongs to, by what the document says, its provider or its path; null for none. */
  readonly source: string | null;
  /** A header has `signaturePlaceholder` where the signature belongs. */
  readonly hasPlaceholder: boolean;
  /** The file beside the document that holds the body; null where there is none. */
  readonly bodyPath: string | null;
  /** How JSON of an event stands: in lines for reading, or as it is sent; null where there is no choice. */
  readonly layout: 'formatted' | 'exact' | null;
  /** In the order of their places. */
  readonly problems: readonly HttpProblem[];
}

/** An event in the `.http` form. */
export interface HttpDocument {
  readonly text: string;
  /** The body, where it stands in a file beside the text. */
  readonly bodyFile: { readonly name: string; readonly bytes: Uint8Array } | null;
}

/** Lines above a document to edit, in the person's language. */
export interface EditRemarks {
  readonly always: readonly string[];
  /** Where the body cannot be shown as text: it is referred to. */
  readonly captured: readonly string[];
}

/** Whether a problem keeps the request from being sent. */
export function isHttpError({ code }: HttpProblem): boolean {
  return code !== 'contentLength' && code !== 'notJson' && code !== 'notRun';
}

/** A request of a document and the newest event that is like it, as texts. */
export interface HttpComparison {
  readonly event: number;
  readonly title: string;
  readonly document: string;
  readonly latest: string;
  /** The same with line breaks added to the bodies for reading; null where they need none. Not whole: only what differs. */
  readonly inLines: {
    readonly document: string;
    readonly latest: string;
    readonly isWhole: boolean;
  } | null;
}

/** What the host asks the engine about such documents; part of `EngineCalls`. */
export interface HttpFileCalls {
  /**
   * A stored event as a document to edit, in the `.http` form, for a target URL; `remarks` stand above it. `formatted`:
   * with JSON in lines for reading.
   */
  editHttp: {
    readonly params: ReplayTarget & {
      readonly id: number;
      readonly remarks: EditRemarks;
      readonly formatted?: boolean;
    };
    readonly result: { readonly text: string };
  };
  /** A stored event as a file for others, without a secret. `name` is that of the file, without its end. */
  fixture: {
    readonly params: ReplayTarget & { readonly id: number; readonly name: string };
    readonly result: HttpDocument;
  };
  /** The requests of a document in the `.http` form, in their order. */
  readHttp: { readonly params: { readonly text: string }; readonly result: readonly HttpRequestInfo[] };
  /**
   * A document with the body of the request that begins in a line as it is sent, or in lines for reading; null where it
   * cannot stand in the document so.
   */
  layHttp: {
    readonly params: { readonly text: string; readonly line: number; readonly layout: 'formatted' | 'exact' };
    readonly result: string | null;
  };
  /**
   * Sends the request that begins in a line of a document. `bodyFile` is the content of the file that it names. Kept
   * with the event that the document was made of, whatever comes of it; with id 0 and no event where there is none.
   */
  sendHttp: {
    readonly params: {
      readonly text: string;
      readonly line: number;
      readonly resign: boolean;
      /** Scheme, host and port to send to instead of those of the document; null for those. */
      readonly origin: string | null;
      readonly bodyFile: Uint8Array | null;
    };
    readonly result: { readonly delivery: Delivery; readonly event: number | null };
  };
  /** A request of a document and the newest event that is like it, both as texts to compare; null without one. */
  compareHttp: {
    readonly params: {
      readonly text: string;
      readonly line: number;
      readonly bodyFile: Uint8Array | null;
    };
    readonly result: HttpComparison | null;
  };
}
