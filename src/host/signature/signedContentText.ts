import { displayText } from '../words/displayText.ts';
import { placeText } from '../words/placeText.ts';
import type { Translate } from '../words/translate.ts';
import type { Place } from '../../protocol/signature.ts';

const placeholder = /\{([^{}]+)\}/;

function placeOf(kind: string, name: string): Place | null {
  switch (kind) {
    case 'header':
      return { header: name };
    case 'json':
      return { json: name };
    case 'query':
      return { query: name };
    case 'form':
      return { form: name };
    case 'field':
      return { field: name };
    default:
      return null;
  }
}

/** What stands in for a placeholder of a signed-content template; what no word is known of stays as it is. */
function partText(name: string, t: Translate): string {
  const words: Readonly<Record<string, () => string>> = {
    body: () => t('the body'),
    timestamp: () => t('the time'),
    method: () => t('the method'),
    url: () => t('the URL'),
    path: () => t('the path'),
    form: () => t('the sorted form fields'),
    crc32: () => t('the CRC-32 of the body'),
    secret: () => t('the secret'),
    listed: () => t('the headers that are listed'),
  };
  const bare = name.replace(/\|lower$/, '');
  const colon = bare.indexOf(':');
  const place = colon < 0 ? null : placeOf(bare.slice(0, colon), bare.slice(colon + 1));
  if (place !== null) {
    return placeText(place, t);
  }
  return (Object.hasOwn(words, bare) ? words[bare]?.() : undefined) ?? displayText(bare);
}

/** `a`, `a and b`, `a, b and c`. */
export function listText(items: readonly string[], t: Translate): string {
  const last = items.at(-1) ?? '';
  return items.length < 2 ? last : t('{0} and {1}', items.slice(0, -1).join(', '), last);
}

/** Parts by the names that they have in a template. */
export function partsText(names: readonly string[], t: Translate): string {
  return listText([...new Set(names.map((name) => partText(name, t)))], t);
}

/** What a template names, each once and in its order: `the time and the body`. */
export function signedPartsText(template: string, t: Translate): string {
  return partsText(
    template.split(placeholder).filter((_, index) => index % 2 === 1),
    t,
  );
}

/** A template read aloud, with the text between its parts: `the time, “.”, the body`. */
export function signedContentText(template: string, t: Translate): string {
  const pieces = template
    .replaceAll(/[[\]]/g, '')
    .split(placeholder)
    .map((piece, index) => (index % 2 === 1 ? partText(piece, t) : piece && t('“{0}”', displayText(piece))));
  return pieces.filter((piece) => piece !== '').join(', ');
}
