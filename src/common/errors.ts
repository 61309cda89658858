/** An error whose message is written for the person at the screen: what happened, why, what to do. */
export class HumanError extends Error {
  override readonly name = 'HumanError';
}

/** Nothing went wrong: there is nothing to do, and this says why. */
export class NothingToDo extends Error {
  override readonly name = 'NothingToDo';
}

/** What was asked for has ended with something else, of which the person is told: for the log. */
export class EndedWith extends Error {
  override readonly name = 'EndedWith';
}

/** The message of anything that was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The `code` of a Node error (`EADDRINUSE`), empty where it has none. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
