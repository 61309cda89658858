import { Buffer } from 'node:buffer';
import type { Cause } from '../../../protocol/diagnosis.ts';
import { cause } from '../hypothesis.ts';
import { scanValue } from './jsonSlices.ts';
import { bufferOf, textOf } from './text.ts';

/** U+FFFD in UTF-8: what decoders put where bytes are no text. */
const replacement = Buffer.from('\ufffd', 'utf8');

/** What a body shows of its way by itself, without any match: what came over it cannot be undone. */
export function bodySigns(body: Uint8Array, contentType: string): Cause[] {
  const buffer = bufferOf(body);
  const text = textOf(body);
  const isJson = /json/i.test(contentType) || /^\s*[[{]/.test(text?.slice(0, 64) ?? '');
  const { open, isInString } =
    isJson && text !== undefined ? scanValue(text) : { open: '', isInString: false };
  return [
    ...(body.length === 0 ? [cause('body-empty', { received: 'empty' })] : []),
    ...(open !== '' || isInString ? [cause('body-truncated', { missing: open.slice(0, 40) })] : []),
    ...(buffer.includes(replacement) ? [cause('body-charset', { received: 'U+FFFD' })] : []),
    ...(text === '[object Object]' ? [cause('body-edited', { received: 'object' })] : []),
  ];
}
