import { messageOf } from '../common/errors.ts';
import type { EngineMessage } from '../protocol/engine.ts';
import type { Aside } from './aside/aside.ts';
import { isLarge } from './aside/isLarge.ts';
import { answers } from './capture/answers.ts';
import type { CapturedRequest } from './capture/capturedRequest.ts';
import type { CaptureSink, Reply } from './capture/exchange.ts';
import type { PlannedAnswer } from './capture/heldAnswers.ts';
import type { Answering } from './responses/answering.ts';
import type { AttemptFinder } from './attempts/attemptFinder.ts';
import type { AwaitedAnswer, Forwarder } from './forward/forward.ts';
import { inspect, type Inspection } from './verification/inspect.ts';
import type { Knowledge } from './verification/knowledge.ts';
import type { News } from './port/news.ts';
import type { EventStore } from './store/eventStore.ts';
import { StorageError } from './store/storageError.ts';
import { whenFree } from './store/whenFree.ts';
import type { Answer, GivenAnswer } from '../protocol/http.ts';

export interface IntakeOptions {
  readonly store: EventStore;
  /** What is known now. */
  readonly knowledge: () => Knowledge;
  /** What senders are answered. */
  readonly answering: Answering;
  readonly attempts: AttemptFinder;
  /** What looks at large bodies. */
  readonly aside: Aside;
  readonly news: News;
  /** What sends events on as they arrive. */
  readonly forwarder: Forwarder;
  readonly post: (message: EngineMessage) => void;
}

/** What a sender hears whose event is not stored. */
function failureAnswer(error: Error): Answer {
  return error instanceof StorageError && error.fault === 'full' ? answers.diskFull : answers.cannotStore;
}

/** What a sender is answered, which is the application's answer where that is waited for and comes. */
function plannedAnswer(answer: GivenAnswer, awaited: AwaitedAnswer | null): PlannedAnswer {
  if (awaited === null) {
    return answer;
  }
  const later = awaited.answer.then((own) => own ?? answer);
  return { later, otherwise: answer, abandon: awaited.abandon };
}

/** The way of a request through the engine: looked at, stored, answered. */
export class Intake implements CaptureSink {
  readonly #options: IntakeOptions;

  constructor(options: IntakeOptions) {
    this.#options = options;
  }

  keep(request: CapturedRequest, reply: Reply): void {
    this.#inspected(
      request,
      (inspection) => this.#keep(request, inspection, reply),
      () => reply(answers.cannotStore),
    );
  }

  keepRefused(request: CapturedRequest, answer: Answer | null): void {
    const { store, attempts, forwarder } = this.#options;
    this.#inspected(request, ({ findings, idempotencyId }) =>
      store.add({ request, findings, answer }, (stored) => {
        if (!(stored instanceof Error)) {
          attempts.arrived(stored, idempotencyId);
          forwarder.take(stored, { isHandshake: false, mayWait: false });
        }
      }),
    );
  }

  /** At once, or for a large body aside: what is known then is what it was inspected with. */
  #inspected(
    request: CapturedRequest,
    then: (inspection: Inspection) => void,
    failed: () => void = () => undefined,
  ): void {
    const { knowledge: now, aside, post } = this.#options;
    if (!isLarge(request)) {
      then(inspect(request, now()));
      return;
    }
    const knowledge = now();
    aside.run('inspect', { request }).then(
      // Stored with an outdated verdict, it would miss the look at all stored events that follows what is learnt.
      (inspection) => (knowledge === now() ? then(inspection) : this.#inspected(request, then, failed)),
      (error: unknown) => {
        post({ type: 'log', level: 'error', message: `A request is not kept: ${messageOf(error)}` });
        failed();
      },
    );
  }

  #keep(request: CapturedRequest, inspection: Inspection, reply: Reply): void {
    const { store, answering, attempts, forwarder, post } = this.#options;
    const { findings, offersSecret, idempotencyId } = inspection;
    const { answer, stands, undo } = answering.plan(inspection);
    store.add({ request, findings, answer }, (stored) => {
      if (stored instanceof Error) {
        undo();
        reply(failureAnswer(stored));
        return;
      }
      const { id } = stored;
      const isHandshake = inspection.answerTo === 'handshake';
      const awaited = forwarder.take(stored, { isHandshake, mayWait: !stands });
      // It goes out first: keeping it waits for the disk, and may wait for another window.
      reply(plannedAnswer(answer, awaited), (given) => setImmediate(() => void this.#keepGiven(id, given)));
      attempts.arrived(stored, idempotencyId);
      if (offersSecret) {
        const { provider, source } = findings;
        post({ type: 'secretOffered', id, provider: provider ?? '', source });
      }
    });
  }

  /** Another answer was given than the event was stored with. */
  async #keepGiven(id: number, given: GivenAnswer): Promise<void> {
    const { store, attempts, news, post } = this.#options;
    try {
      await whenFree(() => store.setAnswer(id, given));
      attempts.answered(id, given);
      news.changed([id], false);
    } catch (error) {
      const message = `The answer to event ${id} is not kept: ${messageOf(error)}`;
      post({ type: 'log', level: 'warn', message });
    }
  }
}
