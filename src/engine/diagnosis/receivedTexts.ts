import { Buffer } from 'node:buffer';
import type { Cause } from '../../protocol/diagnosis.ts';
import type { ParseRule } from '../signature/scheme.ts';
import { isSignatureKey, itemsOf } from '../signature/verifiers/readSignature.ts';
import { cause } from './hypothesis.ts';
import {
  changed,
  partLimit,
  plainHex,
  printedLines,
  printedValues,
  type ReceivedText,
} from './printedTexts.ts';

/** Characters of a value that are looked at: no signature is longer. */
const valueLimit = 4096;

/** A name in front of a value, as in `sha256=…`, `v1,…`, `Bearer …` and `t=1, v1=…`. */
const prefix = /^([A-Za-z][A-Za-z0-9_.-]{0,31})(?:\s*[=:,]\s*|\s+)(?=\S)/;

/** From where certainly one value ends to every character that could be between two. */
const separators = [/,\s+|;\s*|\s+/, /[,;\s]+/];

/** Headers are read as Latin-1: characters beyond ASCII, which a digest never has, are of UTF-8 mostly. */
function decoded(text: string): string {
  const spelled = Buffer.from(text, 'latin1').toString('utf8');
  return spelled.includes('\ufffd') ? text : spelled;
}

const entities = /&(?:quot|apos|#0?39|#x27);/gi;
const marks = /^[\\"'`\u2018-\u201f\u00ab\u00bb]+|[\\"'`\u2018-\u201f\u00ab\u00bb]+$/g;
const unseen = /[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u00ad\ufeff]/g;

/** Without whitespace, what nobody sees, and quotes at its ends. */
export function cleaned(received: ReceivedText): ReceivedText {
  const text = decoded(received.text);
  const seen = text.replace(unseen, '').trim();
  const spaced = seen === text ? received : changed(received, seen, cause('header-whitespace'));
  const bare = changed(
    spaced,
    decoded(spaced.text).replace(entities, '"').replace(marks, ''),
    cause('header-quoted'),
  );
  return changed(bare, bare.text.trim(), cause('header-whitespace'));
}

/** What languages and templates leave around a value that was printed for people: brackets, `b'…'`, a written `\\n`. */
function undressed(received: ReceivedText): ReceivedText[] {
  const ended = changed(
    received,
    received.text.replace(/(?:\\[nrt]|%0[ad]|%20)+$/i, ''),
    cause('header-whitespace'),
  );
  const [, start = '', printed] =
    /^([bu]["']|[([{<]{1,3}["']?)(.*?)["']?[)\]}>]{0,3}["']?$/s.exec(ended.text) ?? [];
  const mark = start.slice(0, 1);
  // Of the same marks one end may be known as a quote already.
  const causes = ended.causes.filter(({ id }) => id !== 'header-quoted');
  const bare =
    printed === undefined ? ended : changed({ ...ended, causes }, printed, cause('header-quoted', { mark }));
  return bare === received ? [] : [cleaned(bare)];
}

/** A value as a whole: as it is, and without what was printed around it. */
export function wholeTexts(value: string): ReceivedText[] {
  const whole = cleaned({ text: value.slice(0, valueLimit), causes: [] });
  return [whole, ...undressed(whole)];
}

/** The text behind the name that a scheme has in front of it, or that it ought not to have. */
function unprefixed(received: ReceivedText, parse: ParseRule | undefined): ReceivedText[] {
  const { text } = received;
  const own = parse?.keys.find((key) => text.startsWith(key + parse.pair));
  if (parse !== undefined && own !== undefined) {
    const bare = cleaned({ ...received, text: text.slice(own.length + parse.pair.length) });
    const again = changed(bare, bare.text.replace(prefix, ''), cause('header-prefix', { prefix: own }));
    return again === bare ? [bare] : [bare, again];
  }
  const [found = '', name = ''] = prefix.exec(text) ?? [];
  const rest = cleaned(changed(received, text.slice(found.length), cause('header-prefix', { prefix: name })));
  const whole =
    parse === undefined
      ? received
      : { ...received, causes: [...received.causes, cause('header-prefix', { prefix: '' })] };
  const again = changed(rest, rest.text.replace(prefix, ''));
  return found === '' ? [whole] : again === rest ? [rest, whole] : [rest, again, whole];
}

/** The parts of a list, where a value can be taken for one; the same thing again and again is a joined duplicate. */
function listed(received: ReceivedText, parse: ParseRule | undefined): ReceivedText[] {
  const half = received.text.slice(0, received.text.length / 2);
  const isTwice = half.length >= 32 && half + half === received.text;
  const twice = isTwice ? [changed(received, half, cause('header-duplicated'))] : [];
  return [...twice, ...separatedParts(received, parse)];
}

/** What parts of a value are the mark of: of nothing, where the scheme has such a list and separates it so. */
function listMarks(text: string, parts: readonly string[], parse: ParseRule | undefined): Cause[] {
  const [first = '', second = ''] = parts;
  if (new Set(parts).size === 1) {
    return [cause('header-duplicated')];
  }
  const { items, pair = '' } = parse ?? {};
  if (items === undefined || !parts.every((part) => part.indexOf(pair) > 0)) {
    return [cause('header-list')];
  }
  const from = text.indexOf(first) + first.length;
  const between = text.slice(from, text.indexOf(second, from));
  return between.trim() === items.trim()
    ? []
    : [cause('header-list', { separator: between.trim() || between, expected: items })];
}

function separatedParts(received: ReceivedText, parse: ParseRule | undefined): ReceivedText[] {
  return separators.flatMap((separator) => {
    const parts = received.text.split(separator, partLimit).filter((part) => part !== '');
    const marks = parts.length < 2 ? [] : listMarks(received.text, parts, parse);
    return parts.length < 2 ? [] : parts.map((text) => cleaned(changed(received, text, ...marks)));
  });
}

/** Base64 that lost its `+` to a decoder of forms, or that was broken into lines. */
function respaced({ text, causes }: ReceivedText): ReceivedText[] {
  const isBroken = /\s/.test(text) && /^[A-Za-z0-9+/_\s-]{16,}={0,2}$/.test(text);
  const more = [...causes, cause('header-whitespace')];
  return isBroken
    ? [
        { text: text.replaceAll(' ', '+'), causes: more },
        { text: text.replace(/\s+/g, ''), causes: more },
      ]
    : [];
}

/** The signatures of a value as its scheme has them. */
export function ownTexts(value: string, parse: ParseRule | undefined): string[] {
  return parse === undefined
    ? [value]
    : itemsOf(value, parse).flatMap(([key, text]) => (isSignatureKey(key, parse) ? [text] : []));
}

/** Without blanks around what stands between a name and its value, as in `t = 1, v1 = 5257…`. */
export function tightened(received: ReceivedText, parse: ParseRule | undefined): ReceivedText[] {
  const pair = parse?.pair ?? '';
  const parts = pair === '' ? [] : received.text.split(pair);
  const text = parts.map((part) => part.trim()).join(pair);
  return parts.length < 2 || text === received.text.trim()
    ? []
    : [changed(received, text, cause('header-whitespace'))];
}

/** Everything in a value that may be a digest, however it is dressed; what the scheme itself reads goes first. */
export function textsIn(value: string, parse: ParseRule | undefined): ReceivedText[] {
  const received = { text: value.slice(0, valueLimit), causes: [] };
  const whole = cleaned(received);
  const own = [received, whole, ...tightened(whole, parse)].flatMap((reading) =>
    ownTexts(reading.text, parse).map((text) => ({ ...reading, text })),
  );
  const lines = printedLines(whole);
  if (lines.length > 0) {
    return lines.flatMap((line) => [line, ...unprefixed(line, parse)]);
  }
  const wholes = [...wholeTexts(value), ...printedValues(whole).map(cleaned)];
  const parts = [...wholes, ...listed(whole, parse)].flatMap((part) => unprefixed(part, parse));
  const inner = [...own, ...parts].flatMap((part) => [...undressed(part), ...printedValues(part)]);
  const all = [...own, ...own.map(cleaned), ...parts, ...inner];
  return [...all, ...all.flatMap(plainHex), ...respaced(whole), ...parts.flatMap(respaced)];
}
