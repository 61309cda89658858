import type { Answer, GivenAnswer } from '../../protocol/http.ts';

/** Senders that are kept waiting at a time; a further one is not. */
const mostHeld = 256;
/** Milliseconds after which a sender that is never answered is hung up on. */
const longestSilence = 300_000;

/** An answer that is not known yet. */
export interface LaterAnswer {
  /** Never rejects. */
  readonly later: Promise<GivenAnswer>;
  /** What is answered, and was stored, where the wait has to end before it is known. */
  readonly otherwise: GivenAnswer;
  /** Hears that the sender is not given it: it had the other answer before, or left. */
  readonly abandon: (why: 'late' | 'left') => void;
}

/** What a sender is to be answered, and when. */
export type PlannedAnswer = GivenAnswer | LaterAnswer;

/** A sender whose request is stored. */
export interface Sender {
  readonly answer: (answer: Answer) => void;
  readonly hangUp: () => void;
  /** Runs the action when the connection is closed; what comes back forgets it. */
  readonly whenGone: (action: () => void) => () => void;
  readonly isGone: () => boolean;
  /** Hears what became of the answer where that is not what was planned. */
  readonly given: (answer: GivenAnswer) => void;
}

/** A wait for an answer; it ends once: in its time, cut short, or because the sender went away. */
interface Wait {
  /** Begins it; what comes back ends it. */
  readonly start: (due: () => void) => () => void;
  readonly due: () => void;
  readonly cutShort: () => void;
  readonly left: () => void;
}

function timer(milliseconds: number): Wait['start'] {
  return (due) => {
    const running = setTimeout(due, milliseconds);
    return () => clearTimeout(running);
  };
}

function hangUp(sender: Sender, after: number): void {
  sender.hangUp();
  sender.given({ unanswered: 'hungUp', after });
}

/** Answers after another time than was planned. */
function answerNow(planned: Answer, sender: Sender, delay: number): void {
  const early: Answer = { ...planned, delay };
  sender.answer(early);
  sender.given(early);
}

/** The answers that senders are kept waiting for. Nothing of their requests is held in memory meanwhile. */
export class HeldAnswers {
  readonly #cuts = new Set<() => void>();
  readonly #now: () => number;
  #isEnding = false;

  /** `now` in milliseconds, of a clock that never goes back. */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** Keeps a sender waiting for as long as is planned; not at all where too many wait already. */
  hold(planned: PlannedAnswer, sender: Sender): void {
    if ('later' in planned) {
      this.#holdLater(planned, sender);
    } else if ('status' in planned) {
      this.#holdAnswer(planned, sender);
    } else {
      this.#holdSilence(sender);
    }
  }

  /**
   * Cuts every wait short, also those that would begin before `begin` is called: an answer is given now, and who was
   * to get none is hung up on.
   */
  endAll(): void {
    this.#isEnding = true;
    [...this.#cuts].forEach((cutShort) => cutShort());
  }

  /** From now on senders can be kept waiting. */
  begin(): void {
    this.#isEnding = false;
  }

  /** Whole milliseconds since it was made. */
  #stopwatch(): () => number {
    const began = this.#now();
    return () => Math.round(this.#now() - began);
  }

  #holdAnswer(planned: Answer, sender: Sender): void {
    const elapsed = this.#stopwatch();
    this.#wait(sender, {
      start: timer(planned.delay ?? 0),
      due: () => sender.answer(planned),
      cutShort: () => answerNow(planned, sender, elapsed()),
      left: () => sender.given({ unanswered: 'senderLeft', after: elapsed() }),
    });
  }

  #holdSilence(sender: Sender): void {
    const elapsed = this.#stopwatch();
    this.#wait(sender, {
      start: timer(longestSilence),
      due: () => hangUp(sender, elapsed()),
      cutShort: () => hangUp(sender, elapsed()),
      left: () => sender.given({ unanswered: 'gaveUp', after: elapsed() }),
    });
  }

  #holdLater({ later, otherwise, abandon }: LaterAnswer, sender: Sender): void {
    const elapsed = this.#stopwatch();
    let known = otherwise;
    this.#wait(sender, {
      start: (due) => {
        void later.then((answer) => {
          known = answer;
          due();
        });
        return () => undefined;
      },
      due: () => {
        if (known !== otherwise) {
          sender.given(known);
        }
        this.#reply(known, sender);
      },
      cutShort: () => {
        abandon('late');
        this.#reply(otherwise, sender);
      },
      left: () => {
        abandon('left');
        sender.given({ unanswered: 'senderLeft', after: elapsed() });
      },
    });
  }

  #reply(planned: GivenAnswer, sender: Sender): void {
    if ('status' in planned && planned.delay === undefined) {
      sender.answer(planned);
    } else {
      this.hold(planned, sender);
    }
  }

  #wait(sender: Sender, { start, due, cutShort, left }: Wait): void {
    if (sender.isGone()) {
      left();
      return;
    }
    if (this.#isEnding || this.#cuts.size >= mostHeld) {
      cutShort();
      return;
    }
    let forget: readonly (() => void)[] = [];
    const ending = (end: () => void) => (): void => {
      if (this.#cuts.delete(cut)) {
        forget.forEach((action) => action());
        end();
      }
    };
    const cut = ending(cutShort);
    this.#cuts.add(cut);
    forget = [start(ending(due)), sender.whenGone(ending(left))];
  }
}
