import { rawParts, type RawPart } from '../../protocol/multipart.ts';

/** A part of a multipart body, as it is shown. */
export interface BodyPart extends Omit<RawPart, 'content'> {
  readonly size: number;
  /** The beginning of its text; empty where it is none. */
  readonly text: string;
  /** There is more than `text`. */
  readonly isCut: boolean;
}

const shownBytes = 2_000;

function startOf(content: Uint8Array): Pick<BodyPart, 'text' | 'isCut'> {
  const start = content.subarray(0, shownBytes);
  try {
    const isCut = content.length > start.length;
    const text = new TextDecoder('utf-8', { fatal: true }).decode(start, { stream: isCut });
    return text.includes('\0') ? { text: '', isCut: false } : { text, isCut };
  } catch {
    return { text: '', isCut: false };
  }
}

/** The parts between the boundaries of a body; null where it is not built so. */
export function multipartOf(body: Uint8Array, contentType: string): readonly BodyPart[] | null {
  const parts = rawParts(body, contentType);
  return (
    parts?.map(({ content, ...part }) => ({ ...part, size: content.length, ...startOf(content) })) ?? null
  );
}
