import { setTimeout as pause } from 'node:timers/promises';
import { HumanError } from '../../common/errors.ts';
import type { EngineCalls, EngineMessage } from '../../protocol/engine.ts';
import {
  burstLimits,
  type BurstPlan,
  type BurstProgress,
  type BurstSummary,
  type SendingCalls,
  type SentRequest,
} from '../../protocol/sending.ts';
import type { HttpDocument } from '../../protocol/httpFile.ts';
import type { Knowledge } from '../verification/knowledge.ts';
import { refuseSecrets } from '../requests/fixtureSecrets.ts';
import { printFixture } from '../requests/httpPrint.ts';
import { signingFault } from '../signature/sign.ts';
import { Burst, type Clock } from './burst.ts';
import { composition, draftOf, editedDraft } from './compose.ts';
import { Firings } from './firings.ts';
import { send } from '../send/send.ts';
import { Sender } from './sender.ts';
import type { Targets } from '../targets/targets.ts';
import { throttled } from '../send/throttled.ts';
import type { Outgoing } from '../send/framing.ts';
import type { EngineHandlers } from '../port/handlers.ts';

export interface SenderSideOptions {
  readonly targets: Targets;
  /** What is known now. */
  readonly knowledge: () => Knowledge;
  readonly post: (message: EngineMessage) => void;
}

type Handlers = Pick<EngineHandlers, Exclude<keyof SendingCalls, 'resigners'>>;

const clock: Clock = {
  now: () => performance.now(),
  wait: (milliseconds, signal) => pause(milliseconds, undefined, { signal }).catch(() => undefined),
};

function isWithin(value: number, most: number): boolean {
  return value >= 1 && value <= most;
}

/** The sender's side: events that are made here and sent as their provider would, one, many, or tried again. */
export class SenderSide {
  readonly #sender: Sender;
  readonly #firings: Firings;
  readonly #post: SenderSideOptions['post'];
  readonly #knowledge: SenderSideOptions['knowledge'];
  #burst: AbortController | undefined;

  constructor({ targets, knowledge, post }: SenderSideOptions) {
    this.#post = post;
    this.#knowledge = knowledge;
    this.#sender = new Sender(targets, knowledge);
    this.#firings = new Firings({
      sender: this.#sender,
      wait: clock.wait,
      onProgress: (firing) => post({ type: 'firing', firing }),
    });
  }

  readonly handlers: Handlers = {
    compose: ({ provider, sample }) =>
      composition(this.#sender.prepared(provider).scheme, sample, Date.now()),
    sendComposed: (params) => this.#sendComposed(params),
    composedFixture: (params) => this.#fixture(params),
    signers: (place) => this.#sender.signers(place),
    burst: (plan) => this.#runBurst(plan),
    stopBurst: () => {
      this.#burst?.abort();
      return null;
    },
    fire: ({ channel, event }) => this.#firings.fire(channel, event),
    stopFiring: ({ channel }) => {
      this.#firings.stop(channel);
      return null;
    },
    firedAttempt: ({ channel, number }) => this.#firings.attempt(channel, number),
  };

  /** Ends everything that is on its way. */
  close(): void {
    this.#burst?.abort();
    this.#firings.close();
  }

  async #sendComposed(params: EngineCalls['sendComposed']['params']): Promise<SentRequest> {
    const { provider, sample, text, signed, target } = params;
    const route = await this.#sender.routeTo(target);
    const prepared = this.#sender.prepared(provider, route);
    const draft = editedDraft(prepared.scheme, sample, text);
    return (await this.#sender.deliver(draft, { route, prepared, signed })).request;
  }

  async #fixture(params: SendingCalls['composedFixture']['params']): Promise<HttpDocument> {
    const { provider, sample, text, target, name } = params;
    const route = await this.#sender.routeTo(target);
    const prepared = this.#sender.prepared(provider, route);
    const { scheme } = prepared;
    // Signed where it can be: what the file has in place of the signature says where that stands.
    const signed = signingFault(prepared) === undefined;
    const draft = editedDraft(scheme, sample, text);
    const { method, path, headers, body } = this.#sender.seal(draft, { route, prepared, signed });
    const request = { method, target: path, rawHeaders: headers.flat(), body };
    const findings = { provider, source: null, title: `${scheme.name}: ${sample}` };
    const document = printFixture({
      event: { request, findings },
      isComposed: true,
      scheme,
      to: { target: route.url.origin },
      name,
    });
    refuseSecrets(document, null, this.#knowledge());
    return document;
  }

  async #runBurst(plan: BurstPlan): Promise<BurstSummary> {
    const { count, rate } = burstLimits;
    if (!isWithin(plan.count, count) || !isWithin(plan.rate, rate)) {
      throw new HumanError(`A burst has 1 to ${count} events, at 1 to ${rate} a second.`);
    }
    if (this.#burst !== undefined) {
      throw new HumanError('Another burst is being sent: cancel it first, or wait for its end.');
    }
    this.#burst = new AbortController();
    try {
      return await this.#sendBurst(plan, this.#burst.signal);
    } finally {
      this.#burst = undefined;
    }
  }

  async #sendBurst(plan: BurstPlan, signal: AbortSignal): Promise<BurstSummary> {
    const { provider, sample, signed, secretLabel, target, count, rate } = plan;
    // Another machine is refused whatever a person allowed, so that nobody is asked to allow it for this.
    if (URL.canParse(target) && !this.#sender.isLocal(new URL(target))) {
      throw new HumanError(
        `${new URL(target).host} is not this machine: a burst is only sent to an app or listener here.`,
      );
    }
    const route = await this.#sender.routeTo(target);
    const prepared = this.#sender.prepared(provider, route);
    const next = (): Outgoing =>
      this.#sender.seal(draftOf(prepared.scheme, sample, Date.now()), {
        route,
        prepared,
        signed,
        secretLabel,
      });
    // Whatever keeps it from being signed is said before anything is sent.
    next();
    const onProgress = throttled((progress: BurstProgress) => this.#post({ type: 'burst', progress }));
    const options = { count, rate, clock, signal, onProgress };
    return new Burst({ ...options, send: () => send(next(), route, { signal }) }).run();
  }
}
