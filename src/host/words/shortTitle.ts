import { displayText } from './displayText.ts';

/** Characters that a side bar of 260 px shows of a label beside its badge, about. */
const usual = 22;
/** Characters that are left of the type in any case, and where a shortened id stands after it. */
const leastOfType = 14;
const leastBesideId = 11;
/** What senders make and nobody reads whole: `cs_test_a1B2c3`, a UUID, a hash, a long number. */
const madeId = /^(?=.*\d)(?:[a-z]{1,8}_\w{7,}|[\da-f-]{12,}|\w{16,})$/i;
/** Characters from which on a title without a thing in it is shortened. */
const mostWhole = 44;
const separator = ': ';

/**
 * A title for a label. What tells events of one type apart stands at its end, which a narrow side bar cuts off, so a
 * long type is shortened, and a long id in its middle: `checkout.sessi… in_249`, `charge.succ… ch_…N0B15`.
 */
export function shortTitle(title: string): string {
  const text = displayText(title);
  const at = text.indexOf(separator);
  if (at < 0) {
    return shortInside(text);
  }
  const type = [...text.slice(0, at)];
  const whole = text.slice(at + separator.length);
  if ([...text].length <= usual) {
    return text;
  }
  const isId = madeId.test(whole);
  const thing = isId ? `${whole.slice(0, 3)}…${whole.slice(-5)}` : whole;
  const room = Math.max(isId ? leastBesideId : leastOfType, usual - [...thing].length - separator.length);
  return type.length <= room
    ? `${text.slice(0, at)}${separator}${thing}`
    : `${type.slice(0, room).join('')}… ${thing}`;
}

/** A path: its end tells more than its middle. */
function shortInside(text: string): string {
  const characters = [...text];
  if (characters.length <= mostWhole) {
    return text;
  }
  return `${characters.slice(0, 14).join('')}…${characters.slice(-15).join('')}`;
}
