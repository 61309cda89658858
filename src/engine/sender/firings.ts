import { HumanError } from '../../common/errors.ts';
import type { Channel, EventToFire, Firing, SentRequest } from '../../protocol/sending.ts';
import { sampleOf } from '../signature/samples.ts';
import type { Scheme } from '../signature/scheme.ts';
import type { Clock } from './burst.ts';
import { draftToRetry, fire } from './channel.ts';
import { draftOf, type Draft } from './compose.ts';
import { fixtureDraft } from './fixtureDraft.ts';
import type { Sent } from '../send/send.ts';
import type { Sender } from './sender.ts';

export interface FiringsOptions {
  readonly sender: Sender;
  readonly wait: Clock['wait'];
  readonly onProgress: (firing: Firing) => void;
}

/** What is being sent by channels, one event of each at a time, and the answers to the last of each. */
export class Firings {
  readonly #options: FiringsOptions;
  readonly #running = new Map<string, AbortController>();
  readonly #sent = new Map<string, SentRequest[]>();

  constructor(options: FiringsOptions) {
    this.#options = options;
  }

  /** @throws HumanError where the channel is firing already, its URL is refused or there is no key to sign with. */
  async fire(channel: Channel, event: EventToFire): Promise<Firing> {
    const { name } = channel;
    if (this.#running.has(name)) {
      throw new HumanError(
        `The channel "${name}" is firing already: stop it first, or wait for its last attempt.`,
      );
    }
    const running = new AbortController();
    this.#running.set(name, running);
    try {
      return await this.#run(channel, event, running.signal);
    } finally {
      this.#running.delete(name);
    }
  }

  stop(channel: string): void {
    this.#running.get(channel)?.abort();
  }

  close(): void {
    this.#running.forEach((running) => running.abort());
  }

  /** An attempt of a channel's last firing, from 1; null where there is none. */
  attempt(channel: string, number: number): SentRequest | null {
    return this.#sent.get(channel)?.[number - 1] ?? null;
  }

  async #run(channel: Channel, event: EventToFire, signal: AbortSignal): Promise<Firing> {
    const { sender, wait, onProgress } = this.#options;
    const route = await sender.routeTo(channel.url);
    const prepared = sender.preparedFor(channel, route);
    const errand = { route, prepared, signed: true };
    const answers: SentRequest[] = [];
    let draft = draftFor(event, prepared.scheme);
    // Whatever keeps it from being signed is said before anything is shown as sent.
    sender.seal(draft, errand);
    this.#sent.set(channel.name, answers);
    const attempt = async (): Promise<Sent> => {
      const { timeout } = channel;
      const { outgoing, request } = await sender.deliver(draft, errand, { timeout: timeout * 1000, signal });
      draft = draftToRetry(draft, outgoing, prepared.scheme);
      answers.push(request);
      return request;
    };
    const name = nameOf(event, prepared.scheme);
    return fire({ channel, event: name, wait, signal, attempt, onProgress });
  }
}

/** @throws HumanError where there is no such sample, or the fixture cannot be sent. */
function draftFor(event: EventToFire, scheme: Scheme): Draft {
  return event.kind === 'sample' ? draftOf(scheme, event.id, Date.now()) : fixtureDraft(event, scheme);
}

function nameOf(event: EventToFire, scheme: Scheme): string {
  if (event.kind === 'fixture') {
    return event.name;
  }
  const sample = sampleOf(scheme, event.id);
  return sample?.event ?? sample?.label ?? '';
}
