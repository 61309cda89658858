import { Buffer } from 'node:buffer';
import { headerValues } from './headers.ts';

/** What a signature may be made over. Header characters are bytes (latin1). */
export interface SignedRequest {
  readonly rawHeaders: readonly string[];
  readonly body: Uint8Array;
}

type Part =
  | { readonly kind: 'text'; readonly bytes: Uint8Array }
  | { readonly kind: 'body' }
  | { readonly kind: 'header'; readonly name: string };

/** A signed-content template, ready to be filled in. */
export interface Template {
  readonly parts: readonly Part[];
  /** True where every byte of the body is signed. */
  readonly coversBody: boolean;
  readonly text: string;
}

const placeholder = /\{(body|header:[^{}]+)\}/;

function partOf(piece: string, index: number): Part {
  if (index % 2 === 0) {
    return { kind: 'text', bytes: Buffer.from(piece, 'utf8') };
  }
  return piece === 'body' ? { kind: 'body' } : { kind: 'header', name: piece.slice('header:'.length) };
}

/** @throws TypeError where the template names something that a request does not have: a fault of the table. */
export function compileTemplate(text: string): Template {
  const pieces = text.split(placeholder);
  const stray = pieces.find((piece, index) => index % 2 === 0 && /[{}]/.test(piece));
  if (stray !== undefined) {
    throw new TypeError(`Unknown placeholder in the signed content "${text}": "${stray}"`);
  }
  const parts = pieces.map(partOf).filter((part) => part.kind !== 'text' || part.bytes.length > 0);
  return { parts, coversBody: parts.some((part) => part.kind === 'body'), text };
}

/** The signed bytes, in pieces to be hashed one after another; the body is not copied. */
export function fillTemplate(template: Template, request: SignedRequest): Uint8Array[] {
  return template.parts.map((part) => {
    switch (part.kind) {
      case 'text':
        return part.bytes;
      case 'body':
        return request.body;
      case 'header':
        return Buffer.from(headerValues(request.rawHeaders, part.name)[0] ?? '', 'latin1');
    }
  });
}
