import { displayText } from './displayText.ts';

/** Characters that a side bar of 260 px shows of a label, about. */
const usual = 24;
/** Characters that are left of the type in any case. */
const leastOfType = 14;
/** Characters from which on a title without a thing in it is shortened. */
const mostWhole = 44;
const separator = ': ';

/**
 * A title for a label. What tells events of one type apart stands at its end, which a narrow side bar cuts off, so a
 * long type is shortened: `checkout.session… in_249`.
 */
export function shortTitle(title: string): string {
  const text = displayText(title);
  const at = text.indexOf(separator);
  if (at < 0) {
    return shortInside(text);
  }
  const type = [...text.slice(0, at)];
  const thing = text.slice(at + separator.length);
  const room = Math.max(leastOfType, usual - [...thing].length - separator.length);
  if (type.length + separator.length + [...thing].length <= usual || type.length <= room) {
    return text;
  }
  return `${type.slice(0, room).join('')}… ${thing}`;
}

/** A path: its end tells more than its middle. */
function shortInside(text: string): string {
  const characters = [...text];
  if (characters.length <= mostWhole) {
    return text;
  }
  return `${characters.slice(0, 14).join('')}…${characters.slice(-15).join('')}`;
}
