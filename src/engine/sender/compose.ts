import { Buffer } from 'node:buffer';
import { randomUUID } from 'node:crypto';
import { HumanError } from '../../common/errors.ts';
import type { Composition } from '../../protocol/sending.ts';
import { readJson } from '../diagnosis/json/tokens.ts';
import { asWriterWrites, inLines } from '../diagnosis/reading/jsonLayout.ts';
import type { PreparedScheme } from '../signature/preparedScheme.ts';
import { sampleOf } from '../signature/samples.ts';
import type { Sample, Scheme } from '../signature/scheme.ts';
import { signRequest, type SigningFault } from '../signature/sign.ts';
import type { HeaderPair } from '../../protocol/http.ts';
import type { Outgoing } from '../send/framing.ts';

/** A request before it is signed, less what belongs to the connection. */
export interface Draft {
  readonly headers: readonly HeaderPair[];
  readonly body: Uint8Array;
}

/** Where a draft goes, and as whose. */
export interface Envelope {
  readonly prepared: PreparedScheme;
  readonly signed: boolean;
  /** Of the secret that a person chose; absent for the newest. */
  readonly secretLabel?: string | undefined;
  /** Host and port, as the Host header has them. */
  readonly host: string;
  /** The request target: path and query. */
  readonly path: string;
  /** The URL that the provider knows, where it is signed. */
  readonly knownUrl: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

const jsonType = 'application/json';

/** @throws HumanError where a scheme has no such sample. */
function existingSample(scheme: Scheme, id: string): Sample {
  const sample = sampleOf(scheme, id);
  if (sample === undefined) {
    throw new HumanError(`${scheme.name} has no sample "${id}".`);
  }
  return sample;
}

/** What the provider sends beside the signature. */
function sampleHeaders({ contentType = jsonType, headers = {} }: Sample): HeaderPair[] {
  const own = Object.entries(headers).map(([name, value]): HeaderPair => [
    name,
    value.replaceAll('{id}', () => randomUUID()),
  ]);
  return [['Content-Type', contentType], ['User-Agent', 'Webhook-Debugger-Sample'], ...own];
}

/** A sample of an event that ends at `now`, with ids of its own. @throws HumanError where there is no such sample. */
export function draftOf(scheme: Scheme, sampleId: string, now: number): Draft {
  const sample = existingSample(scheme, sampleId);
  return { headers: sampleHeaders(sample), body: Buffer.from(sample.body(now), 'utf8') };
}

/** A sample for a person to edit: the tokens of JSON as the provider spells them, set in lines. */
export function composition(scheme: Scheme, sampleId: string, now: number): Composition {
  const { contentType = jsonType, body } = existingSample(scheme, sampleId);
  const text = body(now);
  const json = contentType === jsonType ? readJson(Buffer.from(text, 'utf8')) : undefined;
  const lines = json === undefined ? undefined : inLines(json);
  return { contentType, text: lines === undefined ? text : `${lines}\n` };
}

/**
 * The bytes of an edited text: of JSON, its tokens without the space between them, each spelled as it is written, or
 * as the provider's own writer spells it. What is no JSON goes as it is; of other types, without line ends at its end.
 */
function bytesOf(text: string, isJson: boolean, { writer }: Scheme): Uint8Array {
  const bytes = Buffer.from(text, 'utf8');
  if (!isJson) {
    return Buffer.from(text.replace(/[\r\n]+$/, ''), 'utf8');
  }
  const json = readJson(bytes);
  return json === undefined ? bytes : asWriterWrites(json, writer);
}

/** A sample with the text of a person in place of its body. @throws HumanError where there is no such sample. */
export function editedDraft(scheme: Scheme, sampleId: string, text: string): Draft {
  const sample = existingSample(scheme, sampleId);
  const isJson = (sample.contentType ?? jsonType) === jsonType;
  return { headers: sampleHeaders(sample), body: bytesOf(text, isJson, scheme) };
}

function faultText(fault: SigningFault, { scheme: { name }, secretLabels }: PreparedScheme): string {
  switch (fault) {
    case 'privateKey':
      return `Only ${name} has the key that signs its webhooks: the event can be sent unsigned.`;
    case 'noJson':
      return `The signature of ${name} stands in the JSON of the body, and the body is no JSON: send it unsigned.`;
    case 'noForm':
      return `The signature of ${name} stands in a form, and the body is none: send it unsigned.`;
    case 'noSecret':
      return secretLabels.length === 0
        ? `No signing secret is saved for ${name}: set one, or send the event unsigned.`
        : `No secret that is saved for ${name} is a key that it signs with: set one, or send the event unsigned.`;
  }
}

/** A draft as it goes out. @throws HumanError where it cannot be signed. */
export function sealed(draft: Draft, envelope: Envelope): Outgoing {
  const { prepared, signed, host, path, knownUrl, now, secretLabel } = envelope;
  const request = { method: 'POST', target: path, rawHeaders: draft.headers.flat(), body: draft.body };
  if (signed && secretLabel !== undefined && !prepared.keys.some(({ label }) => label === secretLabel)) {
    throw new HumanError(`“${secretLabel}” is not a secret that can sign this. Choose another one.`);
  }
  const signing = { request, url: knownUrl, now, secretLabel };
  const parts = signed ? signRequest(signing, prepared) : { ...draft, headers: [], target: path };
  if (typeof parts === 'string') {
    throw new HumanError(faultText(parts, prepared));
  }
  const { target, headers, body } = parts;
  const length: HeaderPair = ['Content-Length', String(body.length)];
  return {
    method: 'POST',
    path: target,
    headers: [['Host', host], ...draft.headers, ...headers, length],
    body,
  };
}
