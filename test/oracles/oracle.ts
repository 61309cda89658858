import type { HeaderPair } from '../../src/protocol/http.ts';

/** A request as it goes over the wire; `url` is the public one, in full. */
export interface WebhookRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly HeaderPair[];
  readonly body: Uint8Array;
}

/** Who signs a request that we have to find valid. */
export interface Sender {
  /** `crypto`: the library only verifies, so Node's own crypto signs with a private key made for the test. */
  readonly by: 'library' | 'crypto';
  /** Signs for the present moment. */
  sign(request: WebhookRequest): WebhookRequest | Promise<WebhookRequest>;
}

/** A vendor's library, asked whether a request is genuine. */
export interface Oracle {
  /** Id in the table of schemes. */
  readonly scheme: string;
  /** Tells two oracles of a scheme apart; the shared vectors are for the one that has none. */
  readonly variant?: string;
  /** Name of the npm package. */
  readonly library: string;
  /** What is called of it. */
  readonly call: string;
  /** What a person pastes to verify: a secret in the provider's form, or a public key. */
  readonly secret: string;
  /** Anything but `true`, an exception too, is a refusal. `second` is for providers that sign with two secrets. */
  verify(request: WebhookRequest, secret: string, second?: string): boolean | Promise<boolean>;
  readonly sender?: Sender;
  /** A public key is all that we have, so we cannot sign. */
  readonly verifyOnly?: true;
  /** What the library wants to see beside the signature. */
  readonly headers?: readonly HeaderPair[];
  readonly url?: string;
  /** Bodies to sign at `now` (milliseconds), where the library asks for a form of its own; each holds `paid`. */
  readonly bodies?: (now: number) => readonly string[];
  /** Puts into the URL what depends on the body. */
  readonly prepare?: (request: WebhookRequest) => WebhookRequest;
  /** Changes one bit of what is signed, where that is not the whole body. */
  readonly tamper?: (request: WebhookRequest) => WebhookRequest;
}

export const compactJson = '{"id":"evt_1","type":"invoice.paid","data":{"amount":1234,"currency":"EUR"}}';
export const unicodeJson = '{"text":"Zürich — 東京 🚀 <b>&amp;</b>","path":"a/b","type":"paid"}';
/** With escapes that no serializer would write again. */
export const escapedJson = '{"text":"Z\\u00fcrich","path":"a\\/b","type":"paid"}';
export const prettyJson = '{\r\n  "type": "invoice.paid",\r\n  "n": 1.0\r\n}\r\n';

export function headerOf(request: WebhookRequest, name: string): string | undefined {
  return request.headers.find(([own]) => own.toLowerCase() === name.toLowerCase())?.[1];
}

/** Headers under their names in lower case, as Node gives them. */
export function headersOf(request: WebhookRequest): Readonly<Record<string, string>> {
  return Object.fromEntries(request.headers.map(([name, value]) => [name.toLowerCase(), value]));
}

export function textOf(request: WebhookRequest): string {
  return new TextDecoder().decode(request.body);
}

export function bufferOf(request: WebhookRequest): Buffer {
  return Buffer.from(request.body);
}

export function jsonOf(request: WebhookRequest): unknown {
  return JSON.parse(textOf(request));
}

export function withHeaders(
  request: WebhookRequest,
  added: Readonly<Record<string, string>>,
): WebhookRequest {
  return { ...request, headers: [...request.headers, ...Object.entries(added)] };
}

export function fetchRequest(request: WebhookRequest): Request {
  return new Request(request.url, {
    method: request.method,
    headers: request.headers.map(([name, value]): [string, string] => [name, value]),
    body: bufferOf(request),
  });
}

/** Seconds since the epoch. */
export function seconds(): number {
  return Math.floor(Date.now() / 1000);
}

/** Turns `paid` in the body into `qaid`: one bit, and JSON stays JSON. */
export function flipBody(request: WebhookRequest): WebhookRequest {
  const body = bufferOf(request);
  const at = body.lastIndexOf('paid');
  if (at < 0) {
    throw new RangeError('the body has no place for the flipped bit');
  }
  body.writeUInt8(body.readUInt8(at) ^ 1, at);
  return { ...request, body };
}

/** Changes one bit of the last character of a header. */
export function flipHeader(name: string): (request: WebhookRequest) => WebhookRequest {
  return (request) => ({
    ...request,
    headers: request.headers.map(([own, value]): HeaderPair => {
      const last = String.fromCharCode(value.charCodeAt(value.length - 1) ^ 1);
      return own.toLowerCase() === name.toLowerCase() ? [own, value.slice(0, -1) + last] : [own, value];
    }),
  });
}

/** Whether a library takes a request; anything but a plain yes is a refusal. */
export async function accepts(
  oracle: Oracle,
  request: WebhookRequest,
  secrets: readonly string[],
): Promise<boolean> {
  const [secret = '', second] = secrets;
  try {
    return (await oracle.verify(request, secret, second)) === true;
  } catch {
    return false;
  }
}

const jsonHeaders: WebhookRequest['headers'] = [['Content-Type', 'application/json']];

/** Requests as the library wants to see them, but for the signature. */
export function unsignedRequests(oracle: Oracle): readonly WebhookRequest[] {
  const bodies = oracle.bodies?.(Date.now()) ?? [compactJson, unicodeJson, escapedJson, prettyJson];
  const headers = oracle.headers ?? [];
  const hasType = headers.some(([name]) => name.toLowerCase() === 'content-type');
  return bodies.map((body) => {
    const request: WebhookRequest = {
      method: 'POST',
      url: oracle.url ?? 'https://hooks.example.com/webhooks/in?src=test',
      headers: hasType ? headers : [...jsonHeaders, ...headers],
      body: Buffer.from(body),
    };
    return oracle.prepare?.(request) ?? request;
  });
}
