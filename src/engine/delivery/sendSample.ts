import { Buffer } from 'node:buffer';
import { request } from 'node:http';
import { HumanError, messageOf } from '../../common/errors.ts';
import type { PreparedScheme } from '../signature/preparedScheme.ts';
import { signatureHeader } from '../signature/sign.ts';

/** Milliseconds until an answer is given up on. */
const timeout = 10_000;

export interface SampleDelivery {
  readonly prepared: PreparedScheme;
  readonly sampleId: string;
  readonly signed: boolean;
  readonly address: { readonly host: string; readonly port: number };
}

function post(address: SampleDelivery['address'], headers: readonly string[], body: Buffer): Promise<number> {
  return new Promise((resolve, reject) => {
    const options = { ...address, method: 'POST', path: '/', headers, agent: false, timeout };
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

/**
 * Sends a provider's sample over HTTP, as the provider would. Resolves with the status of the answer.
 * @throws HumanError where there is no such sample, no secret to sign with, or no answer.
 */
export async function sendSample({ prepared, sampleId, signed, address }: SampleDelivery): Promise<number> {
  const { scheme } = prepared;
  const sample = scheme.samples.find(({ id }) => id === sampleId);
  if (sample === undefined) {
    throw new HumanError(`${scheme.name} has no sample "${sampleId}".`);
  }
  const body = Buffer.from(sample.body(Date.now()), 'utf8');
  const plain = ['Content-Type', 'application/json', 'User-Agent', 'Webhook-Debugger-Sample'];
  const signature = signed ? signatureHeader({ rawHeaders: plain, body }, prepared) : [];
  if (signature === undefined) {
    throw new HumanError(
      `No signing secret is saved for ${scheme.name}: set one, or send the sample unsigned.`,
    );
  }
  const { host, port } = address;
  const authority = host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
  const headers = ['Host', authority, ...plain, 'Content-Length', String(body.length), ...signature];
  try {
    return await post(address, headers, body);
  } catch (error) {
    throw new HumanError(`The sample could not be sent to ${authority}: ${messageOf(error)}.`, {
      cause: error,
    });
  }
}
