import { HumanError } from '../../common/errors.ts';
import type { PreparedScheme } from '../signature/preparedScheme.ts';
import { publicUrlOf } from '../signature/signedUrl.ts';
import { draftOf, sealed } from './compose.ts';
import { send } from '../send/send.ts';
import { routeToListener } from '../targets/targets.ts';

/** Milliseconds until an answer is given up on. */
const timeout = 10_000;

export interface SampleDelivery {
  readonly prepared: PreparedScheme;
  readonly sampleId: string;
  readonly signed: boolean;
  readonly secretLabel?: string | undefined;
  readonly address: { readonly host: string; readonly port: number };
  /** The path of the source that it is for. */
  readonly path: string;
  /** What the provider knows as its URL, where that is signed. */
  readonly publicUrl: string | null;
}

/** A source of the listener, as far as its URL goes. */
type Place = Pick<SampleDelivery, 'path' | 'publicUrl'>;

/** The URL that a provider knows for a request to a source: the public one, where there is one. */
export function knownUrlOf(url: string, target: string, { path, publicUrl }: Place): string {
  const request = { method: 'POST', target, rawHeaders: [], body: new Uint8Array(0) };
  // As the listener takes it for the public one, so that a slash at its end makes no difference.
  return publicUrl === null ? url : publicUrlOf(request, { path, publicUrl }).url;
}

/**
 * Sends a provider's sample over HTTP, as the provider would. Resolves with the status of the answer.
 * @throws HumanError where there is no such sample, no key to sign with, or no answer.
 */
export async function sendSample(delivery: SampleDelivery): Promise<number> {
  const { prepared, sampleId, signed, secretLabel, path } = delivery;
  const { host: address, port } = delivery.address;
  const host = address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
  const now = Date.now();
  const draft = draftOf(prepared.scheme, sampleId, now);
  const knownUrl = knownUrlOf(`http://${host}${path}`, path, delivery);
  const outgoing = sealed(draft, { prepared, signed, secretLabel, host, path, knownUrl, now });
  const { answer, failure } = await send(outgoing, routeToListener(host), { timeout });
  if (answer === null) {
    throw new HumanError(`The sample could not be sent to ${host}: ${failure?.detail ?? ''}.`);
  }
  return answer.status;
}
