import assert from 'node:assert/strict';
import { HumanError } from '../../src/common/errors.ts';
import { runUntilInterrupted, type AtEnd } from '../tools/interruptible.ts';

/** Runs work, interrupts it where it asks to be, and tells what was said, ended and given back. */
async function outcome(work: (atEnd: AtEnd, interrupt: () => void) => Promise<void>) {
  const said: unknown[] = [];
  const codes: number[] = [];
  let interrupt = (): void => undefined;
  let exited = (): void => undefined;
  const exit = new Promise<void>((resolve) => (exited = resolve));
  await runUntilInterrupted((atEnd) => work(atEnd, () => interrupt()), {
    onSignal: (listener) => (interrupt = listener),
    say: (line) => said.push(line),
    exit: (code) => {
      codes.push(code);
      exited();
    },
  });
  return { said, codes, exit, interrupt };
}

describe('A program that runs until it is interrupted', () => {
  it('says so in one line where it is during its set-up, and nothing of what fails by it', async () => {
    const { said, codes, exit } = await outcome(async (atEnd, interrupt) => {
      const closed = new Promise<void>((_, reject) => {
        atEnd(() => {
          reject(new Error('Target page, context or browser has been closed'));
          return Promise.resolve();
        });
      });
      interrupt();
      interrupt();
      await closed;
    });
    await exit;
    assert.deepEqual(said, ['Interrupted before VS Code was ready.']);
    assert.deepEqual(codes, [0]);
  });

  it('ends quietly once all of it runs', async () => {
    const ended: string[] = [];
    const { said, codes, exit, interrupt } = await outcome((atEnd) => {
      atEnd(() => Promise.resolve(void ended.push('server')));
      return Promise.resolve();
    });
    assert.deepEqual(codes, []);
    interrupt();
    await exit;
    assert.deepEqual([said, ended, codes], [[], ['server'], [0]]);
  });

  it('says what failed by itself, in the words that are meant for a person', async () => {
    const { said, codes } = await outcome(() =>
      Promise.reject(new HumanError('The extension could not be built.')),
    );
    assert.deepEqual([said, codes], [['The extension could not be built.'], [1]]);
    const bug = new TypeError('x is not a function');
    assert.deepEqual((await outcome(() => Promise.reject(bug))).said, [bug]);
  });
});
