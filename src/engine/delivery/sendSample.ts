import { Buffer } from 'node:buffer';
import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { HumanError, messageOf } from '../../common/errors.ts';
import type { HeaderPair } from '../../protocol/event.ts';
import type { PreparedScheme } from '../signature/preparedScheme.ts';
import type { Sample } from '../signature/scheme.ts';
import { signRequest, type SignedParts, type SigningFault } from '../signature/sign.ts';
import { publicUrlOf } from '../signature/signedUrl.ts';

/** Milliseconds until an answer is given up on. */
const timeout = 10_000;

export interface SampleDelivery {
  readonly prepared: PreparedScheme;
  readonly sampleId: string;
  readonly signed: boolean;
  readonly address: { readonly host: string; readonly port: number };
  /** The path of the source that it is for. */
  readonly path: string;
  /** What the provider knows as its URL, where that is signed. */
  readonly publicUrl: string | null;
}

interface Outgoing {
  readonly path: string;
  readonly headers: readonly string[];
  readonly body: Uint8Array;
}

function post(address: SampleDelivery['address'], { path, headers, body }: Outgoing): Promise<number> {
  return new Promise((resolve, reject) => {
    const options = { ...address, method: 'POST', path, headers, agent: false, timeout };
    const outgoing = request(options, (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode ?? 0));
      response.on('error', reject);
    });
    outgoing.on('timeout', () => outgoing.destroy(new Error(`no answer within ${timeout / 1000} s`)));
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

function faultText(fault: SigningFault, { scheme: { name }, secretLabels }: PreparedScheme): string {
  if (fault === 'privateKey') {
    return `Only ${name} has the key that signs its webhooks: the sample can be sent unsigned.`;
  }
  return secretLabels.length === 0
    ? `No signing secret is saved for ${name}: set one, or send the sample unsigned.`
    : `No secret that is saved for ${name} is a key that it signs with: set one, or send the sample unsigned.`;
}

/** What the provider sends beside the signature. */
function sampleHeaders({ contentType = 'application/json', headers = {} }: Sample): HeaderPair[] {
  const own = Object.entries(headers).map(([name, value]): HeaderPair => [
    name,
    value.replaceAll('{id}', () => randomUUID()),
  ]);
  return [['Content-Type', contentType], ['User-Agent', 'Webhook-Debugger-Sample'], ...own];
}

function signedSample(
  { prepared, signed, path, publicUrl }: SampleDelivery,
  sample: Sample,
  url: string,
): { readonly plain: readonly HeaderPair[]; readonly signature: SignedParts | SigningFault } {
  const now = Date.now();
  const plain = sampleHeaders(sample);
  const body = Buffer.from(sample.body(now), 'utf8');
  const request = { method: 'POST', target: path, rawHeaders: plain.flat(), body };
  // As the listener takes it for the public one, so that a slash at its end makes no difference.
  const known = publicUrl === null ? url : publicUrlOf(request, { path, publicUrl }).url;
  const signing = { request, url: known, now };
  return { plain, signature: signed ? signRequest(signing, prepared) : { headers: [], target: path, body } };
}

/**
 * Sends a provider's sample over HTTP, as the provider would. Resolves with the status of the answer.
 * @throws HumanError where there is no such sample, no key to sign with, or no answer.
 */
export async function sendSample(delivery: SampleDelivery): Promise<number> {
  const { scheme } = delivery.prepared;
  const sample = scheme.samples?.find(({ id }) => id === delivery.sampleId);
  if (sample === undefined) {
    throw new HumanError(`${scheme.name} has no sample "${delivery.sampleId}".`);
  }
  const { host, port } = delivery.address;
  const authority = host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
  const { plain, signature } = signedSample(delivery, sample, `http://${authority}${delivery.path}`);
  if (typeof signature === 'string') {
    throw new HumanError(faultText(signature, delivery.prepared));
  }
  const { body } = signature;
  const own = [...plain, ...signature.headers].flat();
  const headers = ['Host', authority, ...own, 'Content-Length', String(body.length)];
  try {
    return await post(delivery.address, { path: delivery.path, headers, body });
  } catch (error) {
    throw new HumanError(`The sample could not be sent to ${authority}: ${messageOf(error)}.`, {
      cause: error,
    });
  }
}
