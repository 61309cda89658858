import type { EventView } from '../../protocol/webview.ts';
import { binaryKind } from './binaryKind.ts';
import { fill } from '../panel/fill.ts';
import { meansJson, type Payload, type PayloadFormat, type ProblemPlace } from './payload.ts';
import type { PanelText } from '../../protocol/panelText.ts';

interface Shown {
  readonly format: PayloadFormat;
  readonly text: PanelText;
}

/** What is not as one would expect of a body, each in a sentence or two. A body that is not whole is not judged. */
export function payloadNotes(view: EventView, payload: Payload, { format, text }: Shown): string[] {
  return [
    view.cutNote,
    view.content?.note ?? '',
    payload.isText ? encodingNote(payload, text) : bytesNote(payload, text),
    jsonNote(view, payload, { format, text }),
  ].filter((note) => note !== '');
}

function encodingNote({ decoded, json }: Payload, text: PanelText): string {
  const { encoding, hasMark } = decoded;
  if (encoding !== 'UTF-8') return fill(text.readAs, encoding ?? '');
  return hasMark && json.problem === null ? text.byteOrderMark : '';
}

function bytesNote({ bytes, decoded, parts }: Payload, text: PanelText): string {
  if (parts !== null) return '';
  const kind = binaryKind(bytes);
  if (kind !== null) {
    const size = kind.size === null ? '' : fill(text.imageSize, ...kind.size);
    return [fill(text.beginsLike, text.binaryKinds[kind.kind] ?? ''), size].filter(Boolean).join(' ');
  }
  const { invalidAt } = decoded;
  if (invalidAt === null) return text.notText;
  const byte = (bytes[invalidAt] ?? 0).toString(16).toUpperCase().padStart(2, '0');
  return fill(text.invalidUtf8, invalidAt, `0x${byte}`);
}

function jsonNote(view: EventView, payload: Payload, { format, text }: Shown): string {
  const { problem } = payload;
  const minds = format === 'json' || (format === 'raw' && meansJson(view.contentType, payload.text));
  const isWhole = view.bodyIsWhole && (view.content === null || view.content.note === '');
  return problem === null || !minds || !isWhole ? '' : problemText(problem, text);
}

function problemText({ kind, line, column, byte }: ProblemPlace, text: PanelText): string {
  return fill(text.invalidJson, text.jsonProblems[kind], line, column, byte);
}
