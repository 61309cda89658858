import { Buffer } from 'node:buffer';
import type { ClientRequest } from '../requests/clientRequest.ts';

/** An option of curl; each character of a value is one byte. */
export type CurlOption = readonly [flag: string, value?: string];

/** What curl is to be told: the options, and the body, which no option may hold in every shell. */
export interface CurlCall {
  readonly options: readonly CurlOption[];
  /** Null where none is to be sent, not even its length. */
  readonly body: Uint8Array | null;
}

/** Headers that curl adds by itself where a request has none of them. */
const curlsOwn = ['Accept', 'User-Agent'];
const curlsOwnWithBody = ['Content-Type', 'Expect'];

/** What a URL holds without curl writing it in another way. */
const plainTarget = /^\/[\w\-.~!$&'()*+,;=:@/?%]*$/;

/** A path that curl's URL says exactly goes there; any other is said by itself. */
function placeOptions({ origin, target }: ClientRequest): CurlOption[] {
  const asItIs: readonly CurlOption[] = [['--globoff'], ['--path-as-is']];
  return plainTarget.test(target)
    ? [['--url', origin + target], ...asItIs]
    : [['--url', origin], ['--request-target', target], ...asItIs];
}

/** `X-Empty;` is curl's way to say an empty header; `X-Empty:` takes away one of its own. */
function headerOptions({ headers }: ClientRequest, hasBody: boolean): CurlOption[] {
  const names = new Set(headers.map(([name]) => name.toLowerCase()));
  const added = [...curlsOwn, ...(hasBody ? curlsOwnWithBody : [])];
  return [
    ...headers.map(([name, value]): CurlOption => [
      '-H',
      value.trim() === '' ? `${name};` : `${name}: ${value}`,
    ]),
    ...added.filter((name) => !names.has(name.toLowerCase())).map((name): CurlOption => ['-H', `${name}:`]),
  ];
}

/** How curl sends a request so that its method, target, headers and body are the given ones, byte for byte. */
export function curlCall(request: ClientRequest): CurlCall {
  const { method, body, saysLength } = request;
  const hasBody = body.length > 0 || (saysLength && method !== 'HEAD');
  const methodOption: CurlOption = method === 'HEAD' && !hasBody ? ['--head'] : ['-X', method];
  return {
    options: [['--http1.1'], methodOption, ...placeOptions(request), ...headerOptions(request, hasBody)],
    body: hasBody ? body : null,
  };
}

/**
 * The options as a file for `curl --config`: whatever bytes they hold, curl reads them as they are. The curl manual,
 * `-K`: a value in double quotes has `\\` and `\"` for those two.
 */
export function curlConfig(options: readonly CurlOption[]): Buffer {
  const lines = options.map(([flag, value]) => {
    const quoted = value?.replaceAll(/[\\"]/g, String.raw`\$&`);
    return quoted === undefined ? `${flag}\n` : `${flag} "${quoted}"\n`;
  });
  return Buffer.from(lines.join(''), 'latin1');
}
