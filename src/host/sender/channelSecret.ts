import type { Secret, Secrets } from '../../protocol/engine.ts';
import { channelKey } from '../../protocol/secretKeys.ts';
import type { Channel } from '../../protocol/sending.ts';
import type { EngineCaller } from '../engine/engineClient.ts';
import { secretsOf } from '../secrets/secretList.ts';

export interface ChannelSecret {
  readonly secret: Secret;
  /** Under which it is saved: that of the channel, of a source or of its provider. */
  readonly key: string;
  readonly isOwn: boolean;
}

/** The saved secret that signs the events of a channel, as the engine chooses it; null where none does. */
export async function channelSecret(
  { name, provider, url }: Pick<Channel, 'name' | 'provider' | 'url'>,
  secrets: Secrets,
  engine: EngineCaller,
): Promise<ChannelSecret | null> {
  const { key, labels } = await engine.call('signers', { provider, target: url, channel: name });
  const secret = secretsOf(secrets, key).find(({ label }) => label === labels.at(-1));
  return secret === undefined ? null : { secret, key, isOwn: key === channelKey(name) };
}
