import type { DatabaseSync } from 'node:sqlite';
import type { Beyond, RetentionLimits } from '../../protocol/retention.ts';
import { prepared } from './prepared.ts';

/** How many of the oldest events limits have no room for, of as many as are stored in so many bytes of the file. */
export function beyond(
  db: DatabaseSync,
  stored: { readonly events: number; readonly liveBytes: number },
  { maxEvents, maxMegabytes }: RetentionLimits,
): Beyond {
  const tooMany = Math.max(0, stored.events - maxEvents);
  const limit = maxMegabytes * 1024 * 1024;
  if (stored.liveBytes <= limit) {
    return { events: tooMany, isEstimate: false };
  }
  // An event takes up more of the file than it is long, each about as much more.
  const sql = `WITH sizes AS (SELECT id, octet_length(record) + octet_length(body) AS size FROM events)
    SELECT COUNT(*) AS count FROM (SELECT SUM(size) OVER (ORDER BY id DESC) AS kept FROM sizes)
    WHERE kept > (SELECT SUM(size) FROM sizes) * ? / ?`;
  const tooLarge = Number(prepared(db, sql).get(limit, stored.liveBytes)?.['count']);
  return tooLarge > tooMany ? { events: tooLarge, isEstimate: true } : { events: tooMany, isEstimate: false };
}
