import { Buffer } from 'node:buffer';
import { gapBefore, lengthOf } from '../json/gaps.ts';
import { compact, indented, spaced, type Layout } from '../json/layout.ts';
import { php } from '../json/runtimes/php.ts';
import { write, type WritingStyle } from '../json/styles.ts';
import { readJson, type JsonText } from '../json/tokens.ts';
import type { Scheme } from '../../signature/scheme.ts';

/** A program that writes a provider's JSON, where it is known. */
type Writer = Scheme['writer'];

function asSpelled(layout: Layout): WritingStyle {
  return { strings: { restyled: (raw) => raw }, layout, end: '' };
}

const readable = asSpelled(indented('  '));
const spelled: readonly WritingStyle[] = [
  ...[compact, spaced, { ...compact, colon: ': ' }],
  ...[indented('  '), indented('    '), indented('\t')],
  ...[indented('  ', '\r\n'), indented('    ', '\r\n'), indented('\t', '\r\n')],
].map(asSpelled);

/** JSON set in lines, each token as it is spelled; undefined where the indentation alone would be enormous. */
export function inLines(json: JsonText): string | undefined {
  return write(json, readable)?.toString('utf8');
}

/** The tokens of JSON as they are spelled, without the space between them. */
export function withoutSpace(json: JsonText): string {
  return Array.from(json.kinds, (_, index) => {
    const start = json.starts[index] ?? 0;
    const token = json.text.slice(start, start + lengthOf(json, index));
    return gapBefore(json, index).replaceAll(/[ \t\r\n]/g, '') + token;
  }).join('');
}

/** JSON as a provider writes it: as the program that is known to write it does, else the tokens without space. */
export function asWriterWrites(json: JsonText, writer: Writer): Buffer {
  return (writer === 'php' ? write(json, php.style) : undefined) ?? Buffer.from(withoutSpace(json), 'utf8');
}

/** Whether two texts differ in the space between their tokens at most. */
function haveSameTokens(one: JsonText, other: JsonText): boolean {
  return (
    one.texts.length === other.texts.length &&
    one.texts.every((text, index) => text === other.texts[index] && one.kinds[index] === other.kinds[index])
  );
}

/**
 * An edited body as the sender of the captured one would write it. Where only the space between tokens differs, these
 * are the captured bytes. Else the style that gives the captured bytes is the sender's; where none of those known does,
 * the space between tokens goes. What is no JSON stays as it is.
 */
export function asSenderWrites(edited: Uint8Array, captured: Uint8Array, writer: Writer): Uint8Array {
  const [json, original] = [readJson(edited), readJson(captured)];
  if (json === undefined || original === undefined) {
    return edited;
  }
  if (haveSameTokens(json, original)) {
    return captured;
  }
  const core = original.text.trim();
  const styles = writer === 'php' ? [php.style, ...spelled] : spelled;
  const style = styles.find((each) => write(original, { ...each, end: '' })?.toString('utf8') === core);
  const written = style === undefined ? undefined : write(json, { ...style, end: '' })?.toString('utf8');
  const at = original.text.indexOf(core);
  const [before, after] = [original.text.slice(0, at), original.text.slice(at + core.length)];
  return Buffer.from(before + (written ?? withoutSpace(json)) + after, 'utf8');
}
