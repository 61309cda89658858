import type { Locator, Page } from 'playwright-core';
import { messageOf } from '../../src/common/errors.ts';
import { firstPause, nextPause } from '../tools/wait.ts';
import { limit } from '../support/limits.ts';
import { situation } from './situation.ts';

/** What a step leads to: a part that is in sight then, or a question that is answered with yes. */
export type Expected = Locator | (() => Promise<boolean>);

/** For the actions of playwright: how long one try may take. */
export interface Try {
  readonly timeout: number;
}

const oneTry = 2_000;
const allTries = 30_000;

/** Asks until it is so, for the time of one try. */
async function came(page: Page, expected: Expected, milliseconds: number): Promise<boolean> {
  const end = performance.now() + milliseconds;
  for (let pause = firstPause; ; pause = nextPause(pause)) {
    if (await isSo(expected)) {
      return true;
    }
    if (performance.now() > end) {
      return false;
    }
    await page.waitForTimeout(pause);
  }
}

/** A part that goes while it is asked is not there. */
async function isSo(expected: Expected): Promise<boolean> {
  try {
    return await (typeof expected === 'function' ? expected() : expected.first().isVisible());
  } catch {
    return false;
  }
}

/**
 * Does something and waits for what it leads to; does it again where that does not come soon, since a workbench that
 * is busy loses a click or a key at times. What is done has to bear being done again: it acts on a part that is gone
 * once it has worked. Give the try's timeout to what playwright does, so that no try takes all the time there is.
 * @throws an error that says what stood in the workbench instead.
 */
export async function act(
  page: Page,
  action: (one: Try) => Promise<unknown>,
  expected: Expected,
  tryMilliseconds = oneTry,
): Promise<void> {
  const one = { timeout: limit(oneTry) };
  const end = performance.now() + limit(allTries);
  for (let tries = 1; ; tries += 1) {
    let problem = 'It was done, without what was expected.';
    try {
      await action(one);
    } catch (error) {
      problem = messageOf(error);
    }
    if (await came(page, expected, limit(tryMilliseconds))) {
      return;
    }
    if (performance.now() > end) {
      throw new Error(
        `Tried ${tries} times in vain.\nExpected: ${String(expected)}\n${problem}\n${await situation(page)}`,
      );
    }
  }
}
