import type { Config } from '../settings/config.ts';
import type { TargetConsent } from '../targets/targetConsent.ts';
import { TargetMemory } from '../targets/targetMemory.ts';
import { TargetPick } from '../targets/targetPick.ts';
import type { EngineClient } from '../engine/engineClient.ts';
import type { Problems } from '../shared/problems.ts';
import type { SecretStore } from '../secrets/secretStore.ts';
import type { Memory } from '../events/unseen.ts';
import type { Views } from './views.ts';
import type { Command } from '../shared/command.ts';
import { ForgetAllowedHosts } from '../targets/forgetAllowedHosts.ts';
import { ForwardEvents } from '../forward/forwardEvents.ts';
import { requestCommands } from './requestCommands.ts';
import { Replay, replayWays } from '../replay/replay.ts';
import { ReplaySeveral } from '../replay/replaySeveral.ts';
import { SwitchForwarding } from '../forward/switchForwarding.ts';

export interface DeliveryCommandsOptions {
  readonly engine: EngineClient;
  readonly views: Views;
  readonly config: Config;
  /** Of the user, not of a workspace. */
  readonly memory: Memory;
  readonly consent: TargetConsent;
  readonly store: SecretStore;
  readonly problems: Problems;
}

/** The commands that send what is stored, and those about where it may be sent. */
export function deliveryCommands(options: DeliveryCommandsOptions): Command[] {
  const { engine, views, config, memory, consent, problems } = options;
  const { answers, comparisons, requests, inFlight } = views;
  const targets = new TargetMemory(memory);
  const pick = new TargetPick(targets, consent);
  const several = new ReplaySeveral({ engine, panels: views.panels, problems });
  return [
    ...replayWays.map((way) => new Replay(way, { ...options, pick, several, inFlight })),
    ...requestCommands({ ...options, answers, comparisons, requests, targets, inFlight }),
    new ForwardEvents(config, views.forwards, pick),
    new SwitchForwarding(config, views.forwards, true),
    new SwitchForwarding(config, views.forwards, false),
    new ForgetAllowedHosts(consent),
  ];
}
