import { messageOf } from '../../common/errors.ts';
import type { ForwardNote, ForwardRule, NotForwarded } from '../../protocol/forward.ts';
import type { LaterAnswer } from '../capture/heldAnswers.ts';
import type { StoredEvent } from '../store/storedEvent.ts';
import { ForwardOutcomes, type OutcomesOptions } from './forwardOutcomes.ts';
import { Lane, type Load } from './lane.ts';
import { whyNotForwarded } from './notForwarded.ts';
import { asItCame, targetAt } from '../send/outgoing.ts';
import { passOn } from './passedOn.ts';
import { send, type Sent } from '../send/send.ts';
import { TargetError } from '../targets/targetError.ts';
import type { Targets } from '../targets/targets.ts';
import type { Delivery } from '../../protocol/delivery.ts';
import type { Answer } from '../../protocol/http.ts';

export interface ForwarderOptions extends Omit<OutcomesOptions, 'waiting' | 'nameOf'> {
  readonly targets: Targets;
  /** What stays the same of the source of a name when it is renamed. */
  readonly idOf: (source: string) => string;
}

/** A sender that waits for the application's answer. */
interface Waiter {
  /** Given the answer in time, or null. */
  readonly tell: (answer: Answer | null) => void;
  /** Why an answer that comes now is not given to it; null while it waits. */
  over: 'late' | 'left' | null;
  readonly timer: NodeJS.Timeout;
}

interface Forward extends Load {
  readonly event: StoredEvent;
  readonly rule: ForwardRule;
  readonly waiter: Waiter | null;
}

/** The answer of the application that a sender is to be given. */
export interface AwaitedAnswer {
  /** Never rejects; null for what the sender is answered anyway. */
  readonly answer: Promise<Answer | null>;
  readonly abandon: LaterAnswer['abandon'];
}

/** What is known of a stored event beside what is stored. */
export interface Arrival {
  /** It is a provider's question, and the listener knows the answer. */
  readonly isHandshake: boolean;
  /** Its sender may be kept waiting for the application's answer. */
  readonly mayWait: boolean;
}

/** Sends events on as they arrive, to where the rules of their sources say, in order of arrival for each target. */
export class Forwarder {
  readonly #options: ForwarderOptions;
  readonly #outcomes: ForwardOutcomes;
  readonly #lanes = new Map<string, Lane<Forward>>();
  readonly #closing = new AbortController();
  /** What waits for its turn or an answer, by the event's id. */
  readonly #pending = new Map<number, Forward>();
  /** By the id of the source. */
  #rules: ReadonlyMap<string, ForwardRule> = new Map();

  constructor(options: ForwarderOptions) {
    this.#options = options;
    const waiting = (source: string): number =>
      [...this.#pending.values()].filter(({ rule }) => idOfRule(rule) === source).length;
    const nameOf = (source: string): string => this.#rules.get(source)?.source ?? source;
    this.#outcomes = new ForwardOutcomes({ ...options, waiting, nameOf });
  }

  setRules(rules: readonly ForwardRule[]): void {
    const before = [...this.#rules.values()];
    this.#rules = new Map(rules.map((rule) => [idOfRule(rule), rule]));
    const isSame = (rule: ForwardRule): boolean => this.#rules.get(idOfRule(rule))?.target === rule.target;
    this.#drop(({ rule }) => !isSame(rule), { code: 'stopped' });
    this.#outcomes.keep(new Set(before.filter(isSame).map(idOfRule)));
  }

  /** Takes what has just been stored, and gives the answer that its sender waits for; null where it waits for none. */
  take(event: StoredEvent, { isHandshake, mayWait }: Arrival): AwaitedAnswer | null {
    const rule = this.#rules.get(this.#options.idOf(event.findings.source ?? ''));
    if (rule === undefined || this.#closing.signal.aborted) {
      return null;
    }
    const why = whyNotForwarded(event, isHandshake, rule, this.#options.targets);
    if (why !== null) {
      this.#outcomes.note(event.id, { target: rule.target, why });
      return null;
    }
    if (!rule.answerSender || !mayWait) {
      this.#add(event, rule, null);
      return null;
    }
    const { promise, resolve } = Promise.withResolvers<Answer | null>();
    const waiter = waiterFor(resolve, rule.answerWithin);
    this.#add(event, rule, waiter);
    return { answer: promise, abandon: (why) => tell(waiter, null, why) };
  }

  /** What is to be said of an event of which the store says nothing yet; null where it is not forwarded. */
  noteOf(id: number): ForwardNote | null {
    const forward = this.#pending.get(id);
    return forward === undefined ? this.#outcomes.noteOf(id) : { target: forward.rule.target, why: null };
  }

  /** Ends what is under way, and begins nothing more; each event that it was of says so. */
  close(): void {
    this.#drop(() => true, { code: 'closed', begun: false });
    this.#closing.abort();
    for (const forward of this.#pending.values()) {
      this.#end(forward, { code: 'closed', begun: true });
    }
    this.#outcomes.close();
  }

  #add(event: StoredEvent, rule: ForwardRule, waiter: Waiter | null): void {
    const run = (): Promise<void> => this.#run(forward);
    const forward: Forward = { event, rule, waiter, size: event.request.body.length, run };
    const lane = this.#lanes.get(rule.target) ?? new Lane<Forward>();
    this.#lanes.set(rule.target, lane);
    this.#pending.set(event.id, forward);
    if (!lane.add(forward)) {
      this.#end(forward, { code: 'tooMany', waiting: lane.waiting });
    }
  }

  async #run(forward: Forward): Promise<void> {
    const { event, rule, waiter } = forward;
    try {
      const delivery = await this.#send(forward);
      if (this.#pending.delete(event.id)) {
        this.#outcomes.delivered(event.id, idOfRule(rule), {
          ...delivery,
          ...passedOn(delivery, event.request.method, waiter),
        });
      }
    } catch (error) {
      const isRefused = error instanceof TargetError;
      const failed = { code: 'failed', detail: messageOf(error) } as const;
      this.#end(forward, isRefused ? { code: 'target', refusal: error.code } : failed);
    }
  }

  async #send({ event, rule }: Forward): Promise<Omit<Delivery, 'id'>> {
    const route = await this.#options.targets.routeTo(rule.target);
    const path = targetAt(event.request, route.url, rule.path);
    const outgoing = asItCame(event.request, route.url, path);
    const sent = await send(outgoing, route, { signal: this.#closing.signal });
    const { method, headers } = outgoing;
    return { kind: 'forward', ...sent, request: { method, path, headers } };
  }

  #drop(isDropped: (forward: Forward) => boolean, why: NotForwarded): void {
    for (const [target, lane] of this.#lanes) {
      lane.drop(isDropped).forEach((forward) => this.#end(forward, why));
      if (lane.isIdle) {
        this.#lanes.delete(target);
      }
    }
  }

  #end({ event, rule, waiter }: Forward, why: NotForwarded): void {
    if (this.#pending.delete(event.id)) {
      this.#outcomes.note(event.id, { target: rule.target, why });
    }
    tell(waiter, null);
  }
}

function idOfRule({ id, source }: ForwardRule): string {
  return id ?? source;
}

function waiterFor(answer: Waiter['tell'], milliseconds: number): Waiter {
  const timer = setTimeout(() => tell(waiter, null), milliseconds);
  const waiter: Waiter = { tell: answer, over: null, timer };
  return waiter;
}

function tell(waiter: Waiter | null, answer: Answer | null, over: 'late' | 'left' = 'late'): void {
  if (waiter?.over === null) {
    waiter.over = over;
    clearTimeout(waiter.timer);
    waiter.tell(answer);
  }
}

/** Gives the answer to the sender that waits for it, and says whether it could be given. */
function passedOn(
  sent: Pick<Sent, 'answer' | 'failure'>,
  method: string,
  waiter: Waiter | null,
): Pick<Delivery, 'passedOn'> {
  if (waiter === null) {
    return {};
  }
  if (waiter.over !== null) {
    return { passedOn: waiter.over };
  }
  const passing = passOn(sent, method);
  tell(waiter, passing.answer);
  return { passedOn: passing.passedOn };
}
