import type { Secret, Secrets } from '../../protocol/engine.ts';
import type { SigningPlace } from '../../protocol/sending.ts';
import type { EngineCaller } from '../engineClient.ts';
import { secretsOf } from '../secretList.ts';

/** The saved secrets that can sign something; the newest, which signs unless another one is chosen, is the last. */
export async function signersOf(
  engine: EngineCaller,
  saved: Secrets,
  place: SigningPlace,
): Promise<readonly Secret[]> {
  const { key, labels } = await engine.call('signers', place);
  return secretsOf(saved, key).filter(({ label }) => labels.includes(label));
}
