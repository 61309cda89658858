import type { Cause } from '../../protocol/diagnosis.ts';
import { cause } from './hypothesis.ts';

/** A signed content as a sender may have put it together instead. */
export interface Edit {
  readonly template: string;
  readonly causes: readonly Cause[];
}

/** What stands between two parts: the commonest first. */
const joiners = ['.', '', ':', '|', ',', '\n', ';', '-', '_', ' ', '&', '\r\n'];

/** A template between its placeholders: text, placeholder, text, …, text. */
const piecesOf = (template: string): string[] => template.split(/(\{[^{}]+\})/);

const isPlaceholder = (_: string, index: number): boolean => index % 2 === 1;

/** Where an id stands. */
const isId = (placeholder: string): boolean => /^\{(?:header|json|query|field):/.test(placeholder);

/** Ways to leave a part out: with what joins it to the next one, or leaving that there; or as a name of nothing. */
function leftOut(template: string, test: (placeholder: string) => boolean): string[] {
  const pieces = piecesOf(template);
  const index = pieces.findIndex((piece, at) => isPlaceholder(piece, at) && test(piece));
  if (index < 0) {
    return [];
  }
  const [from, to] = index === 1 ? [index, index + 2] : [index - 1, index + 1];
  const without = [...pieces.slice(0, from), ...pieces.slice(to)].join('');
  const instead = ['', 'undefined', 'null', 'None', '0'].map((text) => pieces.with(index, text).join(''));
  return [without, ...instead];
}

const isTimestamp = (placeholder: string): boolean => placeholder === '{timestamp}';

const timestampLeftOut = cause('framing-timestamp-left-out');
const idLeftOut = cause('framing-id-left-out');

function omissions(template: string): Edit[] {
  const withoutTime = leftOut(template, isTimestamp);
  const withoutId = leftOut(template, isId);
  const [plain = template] = withoutTime;
  const withoutBoth = withoutTime.length === 0 ? [] : leftOut(plain, isId);
  return [
    ...withoutTime.map((text) => ({ template: text, causes: [timestampLeftOut] })),
    ...withoutId.map((text) => ({ template: text, causes: [idLeftOut] })),
    ...withoutBoth.map((text) => ({ template: text, causes: [timestampLeftOut, idLeftOut] })),
  ];
}

/** What else a sender may leave out or spell otherwise: the method, a URL without its host, `v0=` in front. */
function others(template: string, placeholders: readonly string[]): Edit[] {
  const isPart = (name: string): boolean => !isTimestamp(name) && !isId(name) && name !== '{body}';
  const without = placeholders.filter(isPart).flatMap((name) => {
    const [first = template] = leftOut(template, (own) => own === name);
    return [first, template.replace(name, '')];
  });
  const templates = [
    ...without,
    template.replace('{url}', '{path}'),
    template.replace(/^(\w+):(?=\{timestamp\})/, '$1='),
  ];
  return templates
    .filter((text) => text.includes('{'))
    .map((text) => ({ template: text, causes: [cause('framing-joined-otherwise', { template: text })] }));
}

/** All orders of a few things, the given one first. */
function ordersOf(items: readonly string[]): (readonly string[])[] {
  return items.length < 2
    ? [items]
    : items.flatMap((first, index) =>
        ordersOf(items.filter((_, at) => at !== index)).map((rest) => [first, ...rest]),
      );
}

function joined(parts: readonly string[], prefix: string, more: readonly Cause[]): Edit[] {
  const orders = parts.length > 3 ? [parts] : ordersOf(parts);
  return orders.flatMap((order) =>
    joiners.flatMap((joiner) =>
      [prefix, ''].map((start) => {
        const template = start + order.join(joiner);
        return { template, causes: [...more, cause('framing-joined-otherwise', { template })] };
      }),
    ),
  );
}

/** The body alone, where that is not what leaving something out gives. */
function bodyAlone(placeholders: readonly string[]): Edit {
  const template = '{body}';
  const causes = [
    ...(placeholders.includes('{timestamp}') ? [timestampLeftOut] : []),
    ...(placeholders.some(isId) ? [idLeftOut] : []),
  ];
  return { template, causes: causes.length > 0 ? causes : [cause('framing-joined-otherwise', { template })] };
}

/**
 * Other ways to put a signed content together of the same parts: some left out, others between them, another order.
 * `extra` are placeholders of what the request has and the content does not. No two have the same template.
 */
export function editsOf(template: string, extra: readonly string[]): Edit[] {
  const placeholders = piecesOf(template).filter(isPlaceholder);
  const [prefix = ''] = piecesOf(template);
  const isPlain = !/[[\]]/.test(template);
  const withoutTime = placeholders.filter((name) => !isTimestamp(name));
  const withoutId = placeholders.filter((name) => !isId(name));
  const all = [
    ...(isPlain ? omissions(template) : []),
    ...(isPlain ? others(template, placeholders) : []),
    bodyAlone(placeholders),
    ...(isPlain ? joined(placeholders, prefix, []) : []),
    ...(isPlain && /^\w+\W+$/.test(prefix)
      ? joined([prefix.replace(/\W+$/, ''), ...placeholders], '', [])
      : []),
    ...extra.flatMap((name) => joined([name, '{body}'], '', [])),
    ...(withoutTime.length > 1 ? joined(withoutTime, '', [timestampLeftOut]) : []),
    ...(withoutId.length > 1 ? joined(withoutId, '', [idLeftOut]) : []),
  ];
  const seen = new Set([template]);
  return all.filter((edit) => {
    const isNew = !seen.has(edit.template);
    seen.add(edit.template);
    return isNew;
  });
}
