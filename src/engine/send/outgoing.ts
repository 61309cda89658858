import { Buffer } from 'node:buffer';
import type { CapturedRequest } from '../capture/capturedRequest.ts';
import { headerValues, pairsOf } from '../signature/headers.ts';
import { originForm } from '../signature/originForm.ts';
import { needsNoLength, type Outgoing } from './framing.ts';
import type { HeaderPair } from '../../protocol/http.ts';
import type { ForwardPath } from '../../protocol/targets.ts';

/** Headers of one connection only (RFC 9110, section 7.6.1). */
export const connectionHeaders: ReadonlySet<string> = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'expect',
]);

/** Headers that are made anew for each request. */
const madeAnew = ['host', 'content-length'];

/** The headers as they came, in order, but for those of the connection and those that are made anew. */
export function passedOn(rawHeaders: readonly string[]): HeaderPair[] {
  const named = headerValues(rawHeaders, 'connection').flatMap((value) =>
    value
      .toLowerCase()
      .split(',')
      .map((name) => name.trim()),
  );
  const dropped = new Set([...connectionHeaders, ...madeAnew, ...named]);
  return pairsOf(rawHeaders).filter(([name]) => !dropped.has(name.toLowerCase()));
}

/** The headers that are passed on, after those of the way here; with the length of these bytes, where there can be any. */
export function headersFor(
  { method, rawHeaders, remoteAddress, body }: CapturedRequest,
  { host }: URL,
): HeaderPair[] {
  const [originalHost = ''] = headerValues(rawHeaders, 'host');
  const added: HeaderPair[] = [
    ['X-Forwarded-Host', originalHost],
    ['X-Forwarded-For', remoteAddress],
    ['X-Forwarded-Proto', 'http'],
  ];
  const absent = added.filter(([name, value]) => value !== '' && headerValues(rawHeaders, name).length === 0);
  const isWithoutLength =
    needsNoLength(method, body) && headerValues(rawHeaders, 'content-length').length === 0;
  const length: HeaderPair[] = isWithoutLength ? [] : [['Content-Length', String(body.length)]];
  return [['Host', host], ...passedOn(rawHeaders), ...absent, ...length];
}

/** The path of a request target; `/` where it has none, as `*` does not. */
function pathIn(target: string): string {
  const path = originForm(target);
  return path.startsWith('/') ? path : '/';
}

/** The request target that a captured one becomes at a URL; the query is kept, behind one that the URL has. */
export function targetAt(
  { target }: Pick<CapturedRequest, 'target'>,
  { pathname, search }: URL,
  path: ForwardPath = 'auto',
): string {
  const cut = target.indexOf('?');
  const own = cut < 0 ? target : target.slice(0, cut);
  const query = cut < 0 ? '' : target.slice(cut);
  const paths: Readonly<Record<ForwardPath, () => string>> = {
    auto: () => (pathname === '/' ? own : pathname),
    keep: () => own,
    replace: () => pathname,
    append: () => pathname.replace(/\/$/, '') + pathIn(own),
  };
  const more = query.length > 1 ? `&${query.slice(1)}` : '';
  return paths[path]() + (search === '' ? query : search + more);
}

/** A captured request as it is sent on: as it came. `path` is what it is sent to. */
export function asItCame(captured: CapturedRequest, url: URL, path = targetAt(captured, url)): Outgoing {
  return {
    method: captured.method,
    path,
    headers: headersFor(captured, url),
    body: Buffer.from(captured.body),
  };
}
