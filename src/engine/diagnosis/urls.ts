import type { Cause } from '../../protocol/diagnosis.ts';
import { headerValues } from '../signature/headers.ts';
import type { Case } from '../verification/verifyRequest.ts';
import { cause, type Variant } from './hypothesis.ts';
import { inTurns } from './inTurns.ts';
import { valueOf } from './json/spelling.ts';
import { readJson } from './json/tokens.ts';

/** A URL taken apart; put together again it is the same text. */
interface Url {
  readonly protocol: string;
  readonly host: string;
  /** With its colon; empty where the URL has none. */
  readonly port: string;
  readonly path: string;
  /** With its question mark; empty where the URL has none. */
  readonly query: string;
}

/** One part of a URL as it may have been instead. */
interface Change {
  readonly part: Partial<Url>;
  readonly cause: Cause;
}

const mostUrls = 600;
const form = /^(https?):\/\/(\[[^\]]*\]|[^/:?#]*)(:\d{1,5})?([^?]*)(\?.*)?$/is;

function apart(url: string): Url | undefined {
  const match = form.exec(url);
  if (match === null) {
    return undefined;
  }
  const [, protocol = '', host = '', port = '', path = '', query = ''] = match;
  return { protocol, host, port, path, query };
}

const together = ({ protocol, host, port, path, query }: Url): string =>
  `${protocol}://${host}${port}${path}${query}`;

/** The items of a list that each proxy on the way adds to. */
function listed({ request }: Case, ...names: readonly string[]): string[] {
  return names
    .flatMap((name) => headerValues(request.rawHeaders, name))
    .flatMap((value) => value.slice(0, 2048).split(',', 4))
    .map((item) => item.trim().replace(/^"|"$/g, ''))
    .filter((item) => item !== '');
}

/** The values of a parameter of `Forwarded` (RFC 7239, section 4). */
function forwarded(subject: Case, parameter: string): string[] {
  const start = `${parameter}=`;
  return listed(subject, 'forwarded')
    .flatMap((item) => item.split(';', 8))
    .map((item) => item.trim())
    .filter((item) => item.toLowerCase().startsWith(start))
    .map((item) => item.slice(start.length).replace(/^"|"$/g, ''));
}

function protocols({ protocol }: Url): Change[] {
  const other = protocol === 'https' ? 'http' : 'https';
  return [{ part: { protocol: other }, cause: cause('url-protocol', { signed: other, received: protocol }) }];
}

function hosts(own: Url, subject: Case): Change[] {
  const publicHost = apart(subject.source?.publicUrl ?? '');
  const known = [
    ...(publicHost === undefined ? [] : [publicHost.host + publicHost.port]),
    ...listed(subject, 'x-forwarded-host', 'x-original-host', 'x-forwarded-server', 'x-host'),
    ...forwarded(subject, 'host'),
    ...listed(subject, 'host'),
    own.host.startsWith('www.') ? own.host.slice(4) + own.port : `www.${own.host}${own.port}`,
    'localhost',
    '127.0.0.1',
  ];
  return known.slice(0, 13).flatMap((text) => {
    const [, host = '', port = ''] = /^(\[[^\]]*\]|[^/:?#]+)(:\d{1,5})?$/.exec(text) ?? [];
    const part = { host: host.toLowerCase(), port };
    return host === '' || (part.host === own.host && port === own.port)
      ? []
      : [{ part, cause: cause(part.host === own.host ? 'url-port' : 'url-host', { signed: text }) }];
  });
}

function ports(own: Url, subject: Case): Change[] {
  const standard = own.protocol === 'https' ? ':443' : ':80';
  const named = listed(subject, 'x-forwarded-port').map((port) => `:${port}`);
  const ofHost = listed(subject, 'host').map((host) => /:\d{1,5}$/.exec(host)?.[0] ?? '');
  return ['', standard, ...named, ...ofHost, ':443', ':80', ':8080', ':3000']
    .filter((port) => /^(?::\d{1,5})?$/.test(port) && port !== own.port)
    .map((port) => ({ part: { port }, cause: cause('url-port', { signed: port.slice(1) }) }));
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The path below a source's; undefined where there is nothing to take off. */
function below(path: string, base: string): string[] {
  const prefix = base.replace(/\/$/, '');
  return prefix !== '' && path.startsWith(prefix) ? [path.slice(prefix.length) || '/'] : [];
}

/** What proxies, gateways and their stages are often mounted at, and take off the path. */
const usualPrefixes = [
  '/api',
  '/app',
  '/webhooks',
  '/webhook',
  '/hooks',
  '/v1',
  '/api/v1',
  '/prod',
  '/dev',
  '/stage',
  '/staging',
  '/default',
  '/public',
] as const;

/** With one slash twice, which many a proxy merges. */
function doubled(path: string): string[] {
  return [...path.slice(0, 200).matchAll(/\//g)]
    .slice(0, 12)
    .map(({ index }) => `${path.slice(0, index)}/${path.slice(index)}`);
}

function paths(own: Url, subject: Case): Change[] {
  const [target = ''] = subject.request.target.split('?', 1);
  const base = apart(subject.source?.publicUrl ?? '')?.path.replace(/\/$/, '') ?? '';
  const bases = [base, subject.source?.path ?? '', ...listed(subject, 'x-forwarded-prefix', 'x-script-name')];
  const original = listed(
    subject,
    'x-original-uri',
    'x-original-url',
    'x-rewrite-url',
    'x-envoy-original-path',
  );
  const all = [
    ...original.map((uri) => apart(uri)?.path ?? uri.split('?', 1)[0] ?? ''),
    target,
    ...bases.flatMap((prefix) => [...below(own.path, prefix), ...below(target, prefix)]),
    ...bases.flatMap((prefix) => [prefix.replace(/\/$/, '') + own.path, prefix.replace(/\/$/, '') + target]),
    base,
    decoded(own.path),
    ...usualPrefixes.map((prefix) => prefix + own.path),
    '/',
    '',
  ];
  const isSlash = (path: string): boolean => path.replace(/\/$/, '') === own.path.replace(/\/$/, '');
  return [...new Set(all)]
    .filter((path) => !isSlash(path) && (path === '' || path.startsWith('/')))
    .map((path) => ({ part: { path }, cause: cause('url-path', { signed: path }) }));
}

/** Characters that some programs escape in a URL and others leave alone (RFC 3986, section 2.2). */
const eitherWay = "'(),@:*!~;/$+[]| ";
const mostFree = 6;
const longestQuery = 4096;

const escapeOf = (character: string): string =>
  `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;

/** A query with every set of at most six of its characters spelled the other way, and escapes in either case. */
function respelledQueries(query: string): string[] {
  const isThere = (character: string): boolean =>
    query.length < longestQuery &&
    (query.includes(character) || query.toUpperCase().includes(escapeOf(character)));
  const free = [...eitherWay].filter(isThere).slice(0, mostFree);
  const toggled = (text: string, character: string): string =>
    text.includes(character)
      ? text.replaceAll(character, escapeOf(character))
      : text.replace(new RegExp(escapeOf(character), 'gi'), () => character);
  const all = free.reduce<readonly string[]>(
    (texts, character) => [...texts, ...texts.map((text) => toggled(text, character))],
    [query],
  );
  const lower = (text: string): string => text.replace(/%[0-9a-f]{2}/gi, (escape) => escape.toLowerCase());
  const upper = (text: string): string => text.replace(/%[0-9a-f]{2}/gi, (escape) => escape.toUpperCase());
  return [lower(query), upper(query), ...all, ...all.map(lower), ...all.map(upper)];
}

function queries(own: Url, subject: Case): Change[] {
  const { target } = subject.request;
  const sent = target.includes('?') ? target.slice(target.indexOf('?')) : '';
  const items = own.query.slice(1).split('&', 64);
  const all: readonly (readonly [string, string])[] = [
    ['', 'left out'],
    [sent, 'as received'],
    [`?${[...items].sort().join('&')}`, 'sorted'],
    [`?${[...items].reverse().join('&')}`, 'reversed'],
    [decoded(own.query), 'decoded'],
    [own.query.replaceAll('%20', '+'), 'spaces as +'],
    [own.query.replaceAll('+', '%20'), 'spaces as %20'],
    [own.query === '' ? '?' : own.query, 'empty'],
  ];
  return all
    .filter(([query]) => query !== own.query && (query !== '?' || own.query === ''))
    .map(([query, how]) => ({ part: { query }, cause: cause('url-query', { how }) }));
}

function slashes({ path }: Url): Change[] {
  const isThere = path.endsWith('/');
  const part = { path: isThere ? path.slice(0, -1) : `${path}/` };
  return [{ part, cause: cause('url-slash', { signed: isThere ? 'without' : 'with' }) }];
}

function* pairs(changes: readonly (readonly Change[])[]): Generator<readonly Change[]> {
  for (const [index, first] of changes.entries()) {
    for (const second of changes.slice(index + 1)) {
      for (const one of first) {
        yield* second.map((other) => [one, other]);
      }
    }
  }
}

/** What happens to one part of a URL and to no other with it. */
function alone({ path, query }: Url): Change[] {
  return [
    ...respelledQueries(query).map((text) => ({
      part: { query: text },
      cause: cause('url-query', { how: 'escapes' }),
    })),
    ...doubled(path).map((text) => ({ part: { path: text }, cause: cause('url-path', { signed: text }) })),
  ];
}

/** One part otherwise, then two. */
function* changed(own: Url, changes: readonly (readonly Change[])[]): Generator<Variant<string>> {
  const single = [...changes.flat(), ...alone(own)].map((change) => [change]);
  for (const chosen of [...single, ...pairs(changes)]) {
    const value = together(chosen.reduce((whole, { part }) => ({ ...whole, ...part }), own));
    yield { value, causes: chosen.map((change) => change.cause) };
  }
}

const mostNamed = 16;

/** The texts of a JSON body that are URLs. */
function namedUrls({ request }: Case): string[] {
  const json = readJson(request.body);
  const texts = json?.texts.filter((text) => text.length < 2048 && text.startsWith('http')) ?? [];
  return [...new Set(texts.map(valueOf))].filter((text) => form.test(text)).slice(0, mostNamed);
}

/** URLs that the body names, as Trello's names its callback. */
function named(own: Url, subject: Case): Variant<string>[] {
  return namedUrls(subject).map((url) => {
    const { host = '', port = '', path = '' } = apart(url) ?? {};
    const id =
      host + port !== own.host + own.port ? 'url-host' : path === own.path ? 'url-query' : 'url-path';
    return { value: url, causes: [cause(id, { named: url.slice(0, 200), how: 'named' })] };
  });
}

/**
 * The URLs that a sender may have signed in place of the one that is taken for it: one part otherwise, then two; at
 * most 600.
 */
export function* urlVariants(subject: Case): Generator<Variant<string>> {
  const { url } = subject.url;
  const own = apart(url);
  if (own === undefined) {
    return;
  }
  const changes = [
    protocols(own),
    hosts(own, subject),
    ports(own, subject),
    slashes(own),
    paths(own, subject),
    queries(own, subject),
  ];
  const seen = new Set([url]);
  for (const variant of inTurns([changed(own, changes), named(own, subject)])) {
    if (!seen.has(variant.value) && seen.size <= mostUrls) {
      seen.add(variant.value);
      yield variant;
    }
  }
}
