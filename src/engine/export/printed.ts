import { Buffer } from 'node:buffer';
import type { ExportFormat } from '../../protocol/exports.ts';
import type { Knowledge } from '../verification/knowledge.ts';
import { printEvent } from './eventJson.ts';
import { printEntry } from './har.ts';
import { maskedEvent, ruleOf, type ExportedEvent } from '../requests/masking.ts';

export interface PrintOptions {
  readonly format: ExportFormat;
  readonly masked: boolean;
}

/** An event as it stands in a file, in UTF-8. */
export function printed(
  whole: ExportedEvent,
  { format, masked }: PrintOptions,
  knowledge: Knowledge,
): Uint8Array<ArrayBuffer> {
  const shown = masked ? maskedEvent(whole, ruleOf(whole.event, knowledge)) : whole;
  const text = format === 'har' ? printEntry(shown) : printEvent(shown);
  const bytes = Buffer.allocUnsafeSlow(Buffer.byteLength(text));
  bytes.write(text);
  return bytes;
}
