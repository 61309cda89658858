import { setTimeout as delay } from 'node:timers/promises';
import { HumanError } from '../../src/common/errors.ts';

/** Adds what ends a part that was started. */
export type AtEnd = (ending: () => Promise<void>) => void;

/** What a program does with its process. */
export interface ProgramProcess {
  readonly onSignal: (listener: () => void) => void;
  readonly say: (line: unknown) => void;
  readonly exit: (code: number) => void;
}

/** Milliseconds for what was started to end; what takes longer ends with the process. */
const patience = 3_000;

/**
 * Does the work of a program that goes on until a signal, or until the work fails, and then ends what the work has
 * started. What fails because it was interrupted is not told: parts of it were ended meanwhile.
 */
export async function runUntilInterrupted(
  work: (atEnd: AtEnd) => Promise<void>,
  { onSignal, say, exit }: ProgramProcess,
): Promise<void> {
  const endings: (() => Promise<void>)[] = [];
  let isDone = false;
  let isEnding = false;
  const end = async (code: number): Promise<void> => {
    isEnding = true;
    const ended = Promise.allSettled(endings.map((ending) => ending()));
    await Promise.race([ended, delay(patience, undefined, { ref: false })]);
    exit(code);
  };
  onSignal(() => {
    if (isEnding) {
      return;
    }
    if (!isDone) {
      say('Interrupted before VS Code was ready.');
    }
    void end(0);
  });
  try {
    await work((ending) => {
      endings.push(ending);
    });
    isDone = true;
  } catch (error) {
    if (!isEnding) {
      say(error instanceof HumanError ? error.message : error);
      await end(1);
    }
  }
}
