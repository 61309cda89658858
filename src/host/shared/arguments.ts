type Fields = Readonly<Record<string, unknown>>;

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null;
}

function isId(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0;
}

/** The event that an argument of a command names: `{ eventId }`, a row of the list, or an id. */
export function eventIdOf(argument: unknown): number | null {
  if (isId(argument)) {
    return argument;
  }
  if (!isFields(argument)) {
    return null;
  }
  const { eventId, summary } = argument;
  const id = isFields(summary) ? summary['id'] : eventId;
  return isId(id) ? id : null;
}

/** The title of the event that an argument is the row of. */
export function titleOf(argument: unknown): string | null {
  return isFields(argument) ? textOf(argument['summary'], 'title') : null;
}

/** The rows of a menu's arguments: the row, and all selected rows where it is one of them. */
export function rowsOfMenu(row: unknown, selected: unknown): readonly unknown[] {
  return Array.isArray(selected) && selected.length > 0 ? selected : [row];
}

/** The events of a menu's arguments. */
export function eventIdsOf(row: unknown, selected: unknown): readonly number[] {
  return rowsOfMenu(row, selected).flatMap((argument) => eventIdOf(argument) ?? []);
}

/** Whether an argument is a row that stands for several attempts of one delivery. */
export function hasAttempts(argument: unknown): boolean {
  return isFields(argument) && typeof argument['attempts'] === 'number' && argument['attempts'] > 1;
}

/** Whether an argument asks that the focus stays where it is. */
export function isFocusPreserved(argument: unknown): boolean {
  return isFields(argument) && argument['preserveFocus'] === true;
}

function textOf(argument: unknown, field: string): string | null {
  const text = isFields(argument) ? argument[field] : null;
  return typeof text === 'string' ? text : null;
}

/** The provider that an argument names: `{ provider }`, or a row of the sources. */
export function providerOf(argument: unknown): string | null {
  return textOf(argument, 'provider');
}

/** The source that an argument names: `{ source }`, or a row of the sources. */
export function sourceOf(argument: unknown): string | null {
  return textOf(argument, 'source');
}

/** Whether an argument is the row of the listener in the sources. */
export function isListenerRow(argument: unknown): boolean {
  return textOf(argument, 'kind')?.startsWith('listener.') === true;
}

/** Whether an argument is the row that says where the events of a source go. */
export function isForwardRow(argument: unknown): boolean {
  return textOf(argument, 'kind')?.startsWith('forward.') === true;
}

/** Whether an argument is the row of a provider, or of what no provider sent, that no source stands for. */
export function isRowOfOthers(argument: unknown): boolean {
  return /^(provider\.|others$)/.test(textOf(argument, 'kind') ?? '');
}

/** The channel that an argument names: `{ channel }`, or a row of a channel or of one of its attempts. */
export function channelOf(argument: unknown): string | null {
  return textOf(argument, 'channel');
}

/** The attempt that an argument names: `{ attempt }`, or the row of one. */
export function attemptOf(argument: unknown): number | null {
  const attempt = isFields(argument) ? argument['attempt'] : null;
  return isId(attempt) ? attempt : null;
}

/** The label of the secret that an argument names: `{ secret }`. */
export function secretLabelOf(argument: unknown): string | null {
  return textOf(argument, 'secret');
}

/** The key that secrets are saved under which an argument names: `{ key }`. */
export function secretKeyOf(argument: unknown): string | null {
  return textOf(argument, 'key');
}

/** URI of the file that an argument names: the row of a fixture. */
export function fileOf(argument: unknown): string | null {
  return textOf(argument, 'file');
}
