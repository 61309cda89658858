import type { TimePlace } from '../../protocol/signatureGuess.ts';

/** What a request has that may be signed beside its body: placeholders of templates. */
export interface Ingredients {
  readonly times: readonly TimePlace[];
  /** Such as `{header:X-Delivery-Id}` and `{field:nonce}`. */
  readonly ids: readonly string[];
  /** Placeholders of other headers, such as that of the event's type. */
  readonly others: readonly string[];
  /** A version in front of the signature that may be signed as text, such as `v0`; null for none. */
  readonly version: string | null;
  readonly hasForm: boolean;
}

export interface Content {
  /** Placeholders and the text between them: joined, they are the template. */
  readonly parts: readonly string[];
  readonly timestamp: TimePlace | null;
}

/** The commonest first. */
export const separators = ['.', ':', '|', '', '\n', ',', '_', '-', ';', '&', ' ', '/', '+'] as const;

const lineEnd = '\n';

/** Parts of a plain hash beside the secret; of more there are too many orders. */
const mostBesideSecret = 3;

const body = '{body}';
const form = '{form}';
const time = '{timestamp}';
const method = '{method}';
const urls: readonly string[] = ['{path}', '{url}'];

function* permutations<T>(items: readonly T[]): Generator<readonly T[]> {
  if (items.length < 2) {
    yield items;
    return;
  }
  for (const [at, item] of items.entries()) {
    for (const rest of permutations(items.filter((_, index) => index !== at))) {
      yield [item, ...rest];
    }
  }
}

/** Which parts may be signed together, the likeliest first. */
function combinations({ times, ids, others, version, hasForm }: Ingredients): readonly (readonly string[])[] {
  const versions = version === null ? [] : [version];
  const withTime = (...parts: string[]): string[][] =>
    times.length > 0 ? [[time, ...parts], parts] : [parts];
  const all = [
    ...withTime(body),
    ...ids.flatMap((id) => withTime(id, body)),
    ...versions.flatMap((own) => [...withTime(own, body), ...ids.flatMap((id) => withTime(own, id, body))]),
    ...urls.flatMap((url) => [...withTime(url, body), ...withTime(method, url, body)]),
    ...(hasForm ? [...withTime(form), ...urls.flatMap((url) => withTime(url, form))] : []),
    ...urls.flatMap((url) =>
      ids.flatMap((id) => [...withTime(url, id, body), ...withTime(method, url, id, body)]),
    ),
    ...others.flatMap((other) => [
      ...withTime(other, body),
      ...ids.flatMap((id) => withTime(other, id, body)),
    ]),
    ...[...ids, ...urls].flatMap((part) => withTime(part)),
    ...urls.flatMap((url) => withTime(method, url)),
    ...withTime(),
  ];
  return all.filter((parts) => parts.length > 0);
}

/** In every order with one separator throughout, and with a line end at the end where lines are joined. */
function* joined(parts: readonly string[]): Generator<readonly string[]> {
  for (const separator of separators) {
    for (const order of permutations(parts)) {
      const all = order.flatMap((part, at) => (at === 0 ? [part] : [separator, part]));
      yield all;
      if (separator === lineEnd) {
        yield [...all, lineEnd];
      }
    }
  }
}

/** Three parts with two separators, as `{method} {path}\n{body}` has them. */
function* mixed(parts: readonly string[]): Generator<readonly string[]> {
  for (const [first = '', second = '', third = ''] of permutations(parts)) {
    for (const one of separators) {
      for (const other of separators.filter((separator) => separator !== one)) {
        yield [first, one, second, other, third];
      }
    }
  }
}

function* sequences(ingredients: Ingredients, isPlainHash: boolean): Generator<readonly string[]> {
  const all = combinations(ingredients);
  if (isPlainHash) {
    for (const parts of all.filter(({ length }) => length <= mostBesideSecret)) {
      yield* joined([...parts, '{secret}']);
    }
    return;
  }
  for (const parts of all) {
    yield* joined(parts);
  }
  for (const parts of all.filter(({ length }) => length === 3)) {
    yield* mixed(parts);
  }
}

/** What may be signed, each once and the likeliest first; with the secret in it where it is hashed plainly. */
export function* contents(ingredients: Ingredients, isPlainHash: boolean): Generator<Content> {
  const seen = new Set<string>();
  for (const parts of sequences(ingredients, isPlainHash)) {
    const template = parts.join('');
    if (!seen.has(template)) {
      seen.add(template);
      const times = parts.includes(time) ? ingredients.times : [null];
      yield* times.map((timestamp) => ({ parts, timestamp }));
    }
  }
}
