import type { ContentFacts, EventDetail } from '../../protocol/event.ts';
import type { ContentView } from '../../protocol/payload.ts';
import { displayText } from '../words/displayText.ts';
import type { Translate } from '../words/translate.ts';
import { sizeText } from '../words/wording.ts';
import type { EventSummary } from '../../protocol/summary.ts';

/** How much of a body there is: `391 B`, `10.9 MB declared, first 16 KB kept`, `1 KB of 5 KB, incomplete`. */
export function bodySizeText({ size, declared, complete, verdict }: EventSummary, t: Translate): string {
  const kept = sizeText(size);
  if (verdict === 'refused') {
    if (declared === undefined) {
      return t('{0} kept', kept);
    }
    return size === 0
      ? t('{0} declared, none kept', sizeText(declared))
      : t('{0} declared, first {1} kept', sizeText(declared), kept);
  }
  if (complete) {
    return kept;
  }
  return declared === undefined
    ? t('{0}, incomplete', kept)
    : t('{0} of {1}, incomplete', kept, sizeText(declared));
}

/** Whether the body that is kept is the one that was sent, so that it can be judged. */
export function isWholeBody({ summary, reason }: EventDetail): boolean {
  return summary.complete && reason.code !== 'refused';
}

/** Why the body that is shown is not all of it; empty where it is. */
export function cutBodyNote(detail: EventDetail, t: Translate): string {
  const { summary, reason } = detail;
  const [size, declared] = [sizeText(summary.size), sizeText(summary.declared ?? 0)];
  if (reason.code === 'refused' && reason.refusal.code === 'tooManyConnections') {
    return t('Nothing of these requests was read.');
  }
  if (reason.code === 'refused' && reason.refusal.code === 'bodyTooLarge') {
    if (summary.size === 0) {
      return t('The body was declared as {0}: none of it was kept.', declared);
    }
    return summary.declared === undefined
      ? t(
          'The body is larger than {0}: only its first {1} were kept.',
          sizeText(reason.refusal.limit ?? 0),
          size,
        )
      : t('The body was declared as {0}: only its first {1} were kept.', declared, size);
  }
  if (summary.complete) {
    return '';
  }
  return summary.declared === undefined
    ? t('The request ended before its body did: {0} arrived.', size)
    : t('The request ended before its body did: {0} of {1} arrived.', size, declared);
}

function codingsText(codings: readonly string[]): string {
  return displayText(codings.join(', '), 60);
}

/** `received`: bytes that came. */
function stateNote({ state, coding, codings, size }: ContentFacts, received: number, t: Translate): string {
  const name = displayText(coding, 40);
  switch (state) {
    case 'whole':
      return '';
    case 'endsEarly':
      if (size === 0) {
        return t('The {0} data ends before anything of it can be decoded.', name);
      }
      return t('The {0} data ends early. What could be decoded is shown.', name);
    case 'damaged':
      if (size === 0) {
        return t('Content-Encoding says {0}, but the bytes cannot be decoded as {0}.', name);
      }
      return t('The {0} data is damaged. What could be decoded before the damage is shown.', name);
    case 'tooLarge':
      return t('The {0} data decodes to more than {1}. Its beginning is shown.', name, sizeText(size));
    case 'notEncoded':
      if (codings.length > 1 && size !== received) {
        return t('Content-Encoding says {0}, but the bytes cannot be decoded as {0}.', codingsText(codings));
      }
      return t(
        'Content-Encoding says {0}, but the bytes are not {0}. They are shown as received; a proxy may have decoded them and kept the header.',
        name,
      );
    case 'unknown':
      return t(
        'Content-Encoding says {0}, which this extension cannot decode. The bytes are shown as received.',
        name,
      );
    case 'tooMany':
      return t('Content-Encoding lists {0} encodings; at most 3 are decoded.', codings.length);
  }
}

/** What is told of a Content-Encoding: `gzip · 70 B → 92 B`, and what is wrong with it. */
export function contentView({ content, summary }: EventDetail, t: Translate): ContentView | null {
  if (content === null) {
    return null;
  }
  const { codings, state, size } = content;
  const names = codingsText(codings);
  const isPart = state === 'endsEarly' || state === 'damaged' || state === 'tooLarge';
  const isDecoded = state === 'whole' || (isPart && size > 0);
  const from = sizeText(summary.size);
  const to = state === 'whole' ? sizeText(size) : t('at least {0}', sizeText(size));
  return {
    chip: isDecoded ? t('{0} · {1} → {2}', names, from, to) : names,
    note: stateNote(content, summary.size, t),
    isDecoded,
    size,
  };
}
