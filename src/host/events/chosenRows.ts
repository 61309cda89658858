import type { EngineCaller } from '../engine/engineClient.ts';
import { eventIdOf, hasAttempts, rowsOfMenu } from '../shared/arguments.ts';

/** The rows of the list that a person has selected. */
export interface SelectedRows {
  readonly selectedRows: readonly unknown[];
}

/** The rows of a menu's arguments that are events, else those that are selected. */
export function chosenRows(row: unknown, selected: unknown, selection: SelectedRows): readonly unknown[] {
  const named = rowsOfMenu(row, selected).filter((argument) => eventIdOf(argument) !== null);
  return named.length > 0 ? named : selection.selectedRows;
}

/** The events of rows; of a row that stands for several attempts it is all of them. */
export async function idsOfRows(rows: readonly unknown[], engine: EngineCaller): Promise<number[]> {
  const lists = rows.map(async (row): Promise<readonly number[]> => {
    const id = eventIdOf(row);
    if (id === null) {
      return [];
    }
    return hasAttempts(row) ? engine.call('attemptIds', { id }) : [id];
  });
  return [...new Set((await Promise.all(lists)).flat())];
}
