import { Buffer } from 'node:buffer';
import type { Cause } from '../../../protocol/diagnosis.ts';
import { cause } from '../hypothesis.ts';
import { readJson } from '../json/tokens.ts';
import { scanValue } from './jsonSlices.ts';
import { bufferOf, bytesOf, textOf } from './text.ts';
import { isEscapedJson } from './wrapping.ts';

/** U+FFFD in UTF-8: what decoders put where bytes are no text. */
const replacement = Buffer.from('\ufffd', 'utf8');

/** What a program sends that was handed no body, and no parser to read one with. */
const hollow: ReadonlySet<string> = new Set(['{}', '[]', 'null', 'undefined', 'None', 'Array', '""']);

/** Question marks within words, or several of them before one: what a poor charset leaves of other letters. */
const lostLetters = /\p{L}\?+\p{L}|(?:^|\s)\?+\p{L}+\?/u;

function wholeSigns(body: Uint8Array, text: string | undefined): Cause[] {
  return [
    ...(body.length === 0 ? [cause('body-empty', { received: 'empty' })] : []),
    ...(hollow.has(text?.trim() ?? '') ? [cause('body-empty', { received: text?.trim() ?? '' })] : []),
    ...(text === '[object Object]' ? [cause('body-edited', { received: 'object' })] : []),
  ];
}

/** What is left of `\\u00e9` and the like without its backslash, in a word. */
const bareEscape = /\p{L}u(?:00[c-f][0-9a-f]|20[12][0-9a-f])|"u(?:00[c-f]|20[12])[0-9a-f]/u;

/** What stands in the strings of JSON, for a URL has question marks of its own. */
function hasLostLetters(text: string): boolean {
  const strings = text.match(/"[^"\\]{3,400}"/g) ?? [];
  return strings.some((string) => !/[/=&]/.test(string) && lostLetters.test(string.slice(1, -1)));
}

function isNumberless(text: string): boolean {
  return readJson(bytesOf(text.replace(/-?\b(?:NaN|Infinity)\b/g, '0'))) !== undefined;
}

/** Whether each line is a document, as log streams send them under the content type of JSON. */
function isOfLines(text: string): boolean {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  return lines.length > 1 && lines.every((line) => readJson(bytesOf(line)) !== undefined);
}

/** What shows that a body is no JSON any more, where its content type says that it is. */
function brokenJson(text: string): Cause[] {
  const json = text.replace(/^\ufeff/, '');
  if (
    hollow.has(json.trim()) ||
    json.trim() === '' ||
    json === '[object Object]' ||
    isNumberless(json) ||
    isOfLines(json)
  ) {
    return [];
  }
  const how = /[{,:]\s*[\u201c\u201d\u00ab\u201e]/.test(json) ? { how: 'quotes' } : { how: 'no JSON' };
  return [cause('body-edited', how)];
}

/** What a body shows of its way by itself, without any match: what came over it cannot be undone. */
export function bodySigns(body: Uint8Array, contentType: string): Cause[] {
  const buffer = bufferOf(body);
  const text = textOf(body);
  const isJson = /json/i.test(contentType) || /^\s*[[{]/.test(text?.slice(0, 64) ?? '');
  const isScanned = isJson && text !== undefined && !isEscapedJson(text);
  const { open, isInString } = isScanned ? scanValue(text) : { open: '', isInString: false };
  // A quote too many leaves a string open, too: then the end is there.
  const isCut = isInString ? !/[}\]]\s*$/.test(text ?? '') : open !== '';
  const isDeclared = /[/+]json\s*(?:;|$)/i.test(contentType);
  return [
    ...wholeSigns(body, text),
    ...(isCut ? [cause('body-truncated', { missing: open.slice(0, 40) })] : []),
    ...(buffer.includes(replacement) ? [cause('body-charset', { received: 'U+FFFD' })] : []),
    ...(isJson && text !== undefined && hasLostLetters(text)
      ? [cause('body-charset', { received: '?' })]
      : []),
    ...(isJson && text !== undefined && bareEscape.test(text)
      ? [cause('body-edited', { how: 'slashes' })]
      : []),
    ...(isDeclared && text !== undefined && !isCut ? brokenJson(text) : []),
  ];
}
