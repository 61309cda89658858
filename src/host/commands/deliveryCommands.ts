import type { TargetConsent } from '../delivery/targetConsent.ts';
import { TargetMemory } from '../delivery/targetMemory.ts';
import type { EngineCaller } from '../engineClient.ts';
import type { Problems } from '../problems.ts';
import type { Memory } from '../unseen.ts';
import type { Views } from '../views.ts';
import type { Command } from './command.ts';
import { ForgetAllowedHosts } from './forgetAllowedHosts.ts';
import { Replay } from './replay.ts';

export interface DeliveryCommandsOptions {
  readonly engine: EngineCaller;
  readonly views: Views;
  /** Of the user, not of a workspace. */
  readonly memory: Memory;
  readonly consent: TargetConsent;
  readonly problems: Problems;
}

/** The commands that send what is stored, and those about where it may be sent. */
export function deliveryCommands(options: DeliveryCommandsOptions): Command[] {
  const { memory, consent } = options;
  const targets = new TargetMemory(memory);
  return [new Replay({ ...options, targets }), new ForgetAllowedHosts(consent)];
}
