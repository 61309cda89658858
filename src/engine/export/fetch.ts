import { Buffer } from 'node:buffer';
import { HumanError } from '../../common/errors.ts';
import { utf8Of, type ClientRequest } from '../requests/clientRequest.ts';
import type { HeaderPair } from '../../protocol/http.ts';

/** The Fetch standard, "forbidden method", and CONNECT, which makes a tunnel. */
const forbiddenMethods = new Set(['CONNECT', 'TRACE', 'TRACK']);

/** Those that fetch writes in capitals. */
const normalised = new Set(['DELETE', 'GET', 'HEAD', 'OPTIONS', 'POST', 'PUT']);

/** A text as a JavaScript string: only printable ASCII, so that neither an editor nor a comment reads it otherwise. */
function literal(text: string): string {
  return JSON.stringify(text).replaceAll(
    /[^ -~]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** With the type of a text, fetch would add a Content-Type where there is none. */
function bodyExpression(body: Uint8Array, hasType: boolean): string {
  const text = utf8Of(body);
  if (text === undefined) {
    const base64 = Buffer.from(body).toString('base64');
    return `Uint8Array.from(atob("${base64}"), (character) => character.charCodeAt(0))`;
  }
  return hasType ? literal(text) : `new TextEncoder().encode(${literal(text)})`;
}

/** Names that are there more than once, as they are first written. */
function repeated(headers: readonly HeaderPair[]): string[] {
  const names = headers.map(([name]) => name.toLowerCase());
  return headers
    .filter(
      ([name], at) =>
        names.indexOf(name.toLowerCase()) === at && names.lastIndexOf(name.toLowerCase()) !== at,
    )
    .map(([name]) => name);
}

/** What fetch does not do as it was, each in a sentence. */
function differences({ origin, method, target, headers, body }: ClientRequest): string[] {
  const { pathname, search } = new URL(origin + target);
  const twice = repeated(headers);
  return [
    ...(pathname + search === target
      ? []
      : [`fetch writes the path ${literal(target)} as ${literal(pathname + search)}.`]),
    ...(normalised.has(method.toUpperCase()) && method !== method.toUpperCase()
      ? [`fetch writes the method ${literal(method)} in capitals.`]
      : []),
    ...(twice.length === 0
      ? []
      : [`fetch joins headers of one name into one: ${twice.map(literal).join(', ')}.`]),
    ...(hasNoBody(method) && body.length > 0
      ? [`fetch sends no body with ${literal(method)}: ${body.length} bytes are left out.`]
      : []),
  ];
}

const hasNoBody = (method: string): boolean => ['GET', 'HEAD'].includes(method.toUpperCase());

/**
 * JavaScript that sends a request with fetch, for Node and for a module in a browser. What fetch cannot do is said
 * in comments before it.
 * @throws HumanError where fetch cannot send it at all.
 */
export function fetchCode(request: ClientRequest): string {
  const { origin, method, target, headers, body } = request;
  if (
    forbiddenMethods.has(method.toUpperCase()) ||
    !URL.canParse(origin + target) ||
    !target.startsWith('/')
  ) {
    throw new HumanError(`fetch cannot send "${method} ${target}".`);
  }
  const hasType = headers.some(([name]) => name.toLowerCase() === 'content-type');
  const hasBody = body.length > 0 && !hasNoBody(method);
  return [
    ...differences(request).map((text) => `// ${text}`),
    `// fetch makes Host, Content-Length and Connection by itself; it may write names in lower case and in another order.`,
    `const response = await fetch(${literal(origin + target)}, {`,
    `  method: ${literal(method)},`,
    `  headers: [`,
    ...headers.map(([name, value]) => `    [${literal(name)}, ${literal(value)}],`),
    `  ],`,
    ...(hasBody ? [`  body: ${bodyExpression(body, hasType)},`] : []),
    `  redirect: "manual",`,
    `});`,
    `console.log(response.status, await response.text());`,
    '',
  ].join('\n');
}
