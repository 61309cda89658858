import type { AppResponse } from '../../protocol/summary.ts';
import type { Delivery } from '../../protocol/delivery.ts';

/** The condition in SQL that a row of `deliveries` is a note of forwarding. */
export const isNote = `record LIKE '{"note"%'`;

/**
 * The last response to a listed event, as JSON; NULL where it was never sent on. A look-up by key within the one query
 * of a page: a column of its own would have the whole event written again, body included, for each delivery.
 */
export const responseColumn = `(SELECT json_array(json_extract(record, '$.answer.status'),
    json_extract(record, '$.failure.code'), json_extract(record, '$.milliseconds'))
  FROM deliveries WHERE event_id = events.id AND NOT ${isNote} ORDER BY id DESC LIMIT 1) AS response`;

/** The value of `responseColumn`. */
export function responseOfColumn(value: unknown): AppResponse | undefined {
  if (typeof value !== 'string') {
    return undefined;
  }
  const [status, failure, milliseconds] = JSON.parse(value) as [number | null, string | null, number];
  return { status, failure, milliseconds };
}

/** The same of deliveries that come as they are kept: newest first. */
export function lastResponse(deliveries: readonly Delivery[]): AppResponse | undefined {
  const [last] = deliveries;
  return last === undefined
    ? undefined
    : {
        status: last.answer?.status ?? null,
        failure: last.failure?.code ?? null,
        milliseconds: last.milliseconds,
      };
}
