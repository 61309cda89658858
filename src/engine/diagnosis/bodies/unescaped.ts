import { cause, type Variant } from '../hypothesis.ts';
import { bytesOf } from './text.ts';

type Variants = Generator<Variant<Uint8Array>>;

/** What PHP's htmlspecialchars, Python's html.escape and JavaScript's libraries write. */
const special: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  amp: '&',
};

/** Of U+00A0 to U+00FF, in their order (HTML 4.01, section 24.2.1): what PHP's htmlentities writes as well. */
const latin =
  'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute ' +
  'micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig ' +
  'Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash ' +
  'Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc ' +
  'euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml ' +
  'yacute thorn yuml';
const others: Readonly<Record<string, string>> = {
  euro: '\u20ac',
  hellip: '\u2026',
  ndash: '\u2013',
  mdash: '\u2014',
  lsquo: '\u2018',
  rsquo: '\u2019',
  sbquo: '\u201a',
  ldquo: '\u201c',
  rdquo: '\u201d',
  bdquo: '\u201e',
  bull: '\u2022',
  trade: '\u2122',
  OElig: '\u0152',
  oelig: '\u0153',
  Scaron: '\u0160',
  scaron: '\u0161',
};
const named: ReadonlyMap<string, string> = new Map([
  ...Object.entries(special),
  ...latin.split(' ').map((name, at) => [name, String.fromCharCode(0xa0 + at)] as const),
  ...Object.entries(others),
]);

const entity = /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]+[0-9]{0,2}));/gi;

function characterOf(decimal: string | undefined, hex: string | undefined, name: string): string | undefined {
  const code = Number(decimal ?? `0x${hex ?? ''}`);
  return decimal === undefined && hex === undefined
    ? (named.get(name) ?? special[name.toLowerCase()])
    : code > 0 && code <= 0x10ffff
      ? String.fromCodePoint(code)
      : undefined;
}

/** With its entities as what they stand for; `quote` is what a `"` becomes. */
function withoutEntities(text: string, quote: string): string {
  return text.replace(entity, (whole, decimal?: string, hex?: string, name = '') => {
    const character = characterOf(decimal, hex, name) ?? whole;
    return character === '"' ? quote : character;
  });
}

/** Times that a body may have been escaped one after another. */
const mostTimes = 3;

/** The whole body escaped for HTML, or each of its strings: a quote in one of them has to stay escaped. */
function* fromHtml(text: string): Variants {
  let inner = text;
  for (let times = 1; times <= mostTimes; times += 1) {
    if (inner.search(entity) < 0) {
      return;
    }
    for (const quote of ['"', '\\"']) {
      const causes = [cause('body-edited', { how: 'html', ...(times > 1 ? { times: String(times) } : {}) })];
      yield { value: bytesOf(withoutEntities(inner, quote)), causes };
    }
    inner = withoutEntities(inner, '"');
  }
}

/** What PHP's addslashes writes: a backslash in front of quotes and backslashes, and `\\0` for NUL. */
function* fromSlashes(text: string): Variants {
  if (/(?:^|[^\\])["']/.test(text) || !/\\["']/.test(text)) {
    return;
  }
  const plain = text.replace(/\\(.)/gs, (_, character: string) => (character === '0' ? '\0' : character));
  yield { value: bytesOf(plain), causes: [cause('body-edited', { how: 'addslashes' })] };
}

/** What a filter or a magic quote escaped in the body as a whole. */
export function* unescapedVariants(text: string): Variants {
  yield* fromSlashes(text);
  yield* fromHtml(text);
}
