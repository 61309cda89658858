import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { answers } from '../../../../src/engine/capture/answers.ts';
import { HeldAnswers, type LaterAnswer, type Sender } from '../../../../src/engine/capture/heldAnswers.ts';
import type { Answer, GivenAnswer } from '../../../../src/protocol/http.ts';

/** A sender that notes what it hears. */
class Waiting implements Sender {
  readonly answered: Answer[] = [];
  readonly noted: GivenAnswer[] = [];
  hungUp = false;
  gone = false;
  #whenGone = new Set<() => void>();

  readonly answer = (answer: Answer): void => void this.answered.push(answer);
  readonly given = (answer: GivenAnswer): void => void this.noted.push(answer);
  readonly isGone = (): boolean => this.gone;
  readonly hangUp = (): void => {
    this.hungUp = true;
  };
  readonly whenGone = (action: () => void): (() => void) => {
    this.#whenGone.add(action);
    return () => this.#whenGone.delete(action);
  };

  goAway(): void {
    this.gone = true;
    [...this.#whenGone].forEach((action) => action());
  }

  /** What still wants to hear that it goes away. */
  get listeners(): number {
    return this.#whenGone.size;
  }
}

const app: Answer = { status: 418, headers: [], body: 'from the app' };

/** Why what was waited for is not given, as it was told. */
let abandoned: string[] = [];
const later = (answer: Promise<GivenAnswer>, otherwise: GivenAnswer): LaterAnswer => ({
  later: answer,
  otherwise,
  abandon: (why) => abandoned.push(why),
});

const silence: GivenAnswer = { unanswered: 'onPurpose', after: 0 };

describe('HeldAnswers', () => {
  let held: HeldAnswers;
  let sender: Waiting;
  let now = 0;

  beforeEach(() => {
    now = 1000;
    held = new HeldAnswers(() => now);
    abandoned = [];
    sender = new Waiting();
  });
  afterEach(() => {
    held.endAll();
    mock.timers.reset();
  });

  it('give what was planned in its time, with nothing to note', () => {
    mock.timers.enable({ apis: ['setTimeout'] });
    const planned = { ...answers.stored, delay: 80 };
    held.hold(planned, sender);
    mock.timers.tick(79);
    assert.deepEqual(sender.answered, []);
    mock.timers.tick(1);
    assert.deepEqual([sender.answered, sender.noted, sender.listeners], [[planned], [], 0]);
  });

  it('give an answer that becomes known later, and note it', async () => {
    held.hold(later(Promise.resolve(app), answers.stored), sender);
    await Promise.resolve();
    assert.deepEqual([sender.answered, sender.noted], [[app], [app]]);
  });

  it('note nothing where the later answer is the one that was stored', async () => {
    held.hold(later(Promise.resolve(answers.stored), answers.stored), sender);
    await Promise.resolve();
    assert.deepEqual([sender.answered, sender.noted], [[answers.stored], []]);
  });

  it('give the other answer where the wait for a later one is cut short, once', async () => {
    const { promise, resolve } = Promise.withResolvers<GivenAnswer>();
    held.hold(later(promise, answers.stored), sender);
    held.endAll();
    resolve(app);
    await promise;
    assert.deepEqual([sender.answered, sender.noted, abandoned], [[answers.stored], [], ['late']]);
  });

  it('hold a later answer back that has a delay, and let no sender wait for one after it left', async () => {
    held.hold(later(Promise.resolve({ ...app, delay: 60_000 }), answers.stored), sender);
    await Promise.resolve();
    assert.deepEqual(sender.answered, []);
    now += 250.4;
    sender.goAway();
    assert.deepEqual(sender.noted.at(-1), { unanswered: 'senderLeft', after: 250 });
    held.endAll();
    assert.deepEqual(sender.answered, []);
  });

  it('say of an answer that comes after its sender left that it is not given', () => {
    held.hold(later(new Promise<never>(() => undefined), answers.stored), sender);
    sender.goAway();
    assert.deepEqual([sender.answered, abandoned], [[], ['left']]);
  });

  it('note a sender that is gone already', () => {
    sender.gone = true;
    held.hold({ ...app, delay: 60_000 }, sender);
    assert.deepEqual([sender.answered, sender.noted], [[], [{ unanswered: 'senderLeft', after: 0 }]]);
  });

  it('keep nobody waiting after they ended, until they begin again', () => {
    held.endAll();
    held.hold({ ...app, delay: 60_000 }, sender);
    assert.deepEqual(sender.noted, [{ ...app, delay: 0 }]);
    held.begin();
    held.hold({ ...app, delay: 60_000 }, sender);
    assert.equal(sender.answered.length, 1);
  });

  it('hang up on those that get none when they are to end, and on none twice', () => {
    held.hold(silence, sender);
    held.endAll();
    sender.goAway();
    assert.deepEqual([sender.hungUp, sender.noted], [true, [{ unanswered: 'hungUp', after: 0 }]]);
  });
});
