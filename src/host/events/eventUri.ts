import { lineNames, signedNames, type LineName, type SignedName } from '../diagnosis/signedDocuments.ts';
import { payloadNames } from '../words/eventText.ts';

export const headersName = 'headers.txt';

/** What a path of the read-only file system stands for. */
export type DocumentPath =
  | { readonly kind: 'root' }
  | { readonly kind: 'event'; readonly id: number }
  | { readonly kind: 'payload' | 'headers'; readonly id: number }
  /** What an explanation shows of the body that was signed. */
  | { readonly kind: 'signed'; readonly id: number; readonly name: SignedName }
  /** The same with line breaks added. */
  | { readonly kind: 'lines'; readonly id: number; readonly name: LineName };

/** Null where there can be no such document. */
export function parseDocumentPath(path: string): DocumentPath | null {
  if (path === '/' || path === '') {
    return { kind: 'root' };
  }
  const [, digits = '', name] = /^\/(\d{1,15})(?:\/([^/]+))?\/?$/.exec(path) ?? [];
  if (digits === '') {
    return null;
  }
  const id = Number(digits);
  if (name === undefined) {
    return { kind: 'event', id };
  }
  if (name === headersName) {
    return { kind: 'headers', id };
  }
  const signed = signedNames.find((own) => own === name);
  if (signed !== undefined) {
    return { kind: 'signed', id, name: signed };
  }
  const lines = lineNames.find((own) => own === name);
  if (lines !== undefined) {
    return { kind: 'lines', id, name: lines };
  }
  return payloadNames.some((own) => own === name) ? { kind: 'payload', id } : null;
}
