import { Buffer } from 'node:buffer';
import { Readable, type Transform } from 'node:stream';
import type { Decoded, DeliveryAnswer, Delivery } from '../../protocol/delivery.ts';
import { codingsOf, isKnownCoding } from '../content/codings.ts';
import { lenientDecoder } from '../content/contentOf.ts';

/** Bytes that are decoded: enough to read, and too few for a bomb. */
const shown = 64 * 1024;

function encodingOf({ headers }: Pick<DeliveryAnswer, 'headers'>): string {
  return codingsOf(headers.flat()).join(', ');
}

/** What comes out of a decoder, to its limit or to the first fault. */
async function read(body: Uint8Array, decoder: Transform): Promise<Pick<Decoded, 'body' | 'isWhole'>> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of Readable.from([body]).pipe(decoder)) {
      const bytes = chunk as Buffer;
      chunks.push(bytes.subarray(0, shown - length));
      length += bytes.length;
      if (length > shown) {
        return { body: Buffer.concat(chunks), isWhole: false };
      }
    }
  } catch {
    // Not of its encoding, from here on.
    return { body: Buffer.concat(chunks), isWhole: false };
  }
  return { body: Buffer.concat(chunks), isWhole: true };
}

/** An answer with its body as it reads without its encoding, where it has one that is known; for showing only. */
export async function withDecoded(answer: DeliveryAnswer): Promise<DeliveryAnswer> {
  const encoding = encodingOf(answer);
  if (!isKnownCoding(encoding) || answer.body.length === 0) {
    return answer;
  }
  const { body, isWhole } = await read(answer.body, lenientDecoder(encoding, answer.body));
  const isAll = isWhole && answer.body.length === answer.size;
  return body.length === 0 ? answer : { ...answer, decoded: { encoding, body, isWhole: isAll } };
}

/** Deliveries as they are stored, with their answers to be read. */
export function readable(deliveries: readonly Delivery[]): Promise<Delivery[]> {
  return Promise.all(
    deliveries.map(async (delivery) =>
      delivery.answer === null ? delivery : { ...delivery, answer: await withDecoded(delivery.answer) },
    ),
  );
}
