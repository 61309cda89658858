import type { DatabaseSync } from 'node:sqlite';
import type { Attempt, ListedEvent, ListedPage } from '../../protocol/attempts.ts';
import { prepared } from './prepared.ts';
import type { StoreAccess } from './storeAccess.ts';
import { inTransaction } from './transaction.ts';
import { answerOfRecord, summaryColumns, summaryOfRow } from './storedEvent.ts';
import { statusOf } from '../../protocol/http.ts';

/** Attempts of one delivery that are told in full. */
const mostTold = 100;
/** Bytes: what is longer is not read again to remember it. */
const readAgain = 1024 * 1024;

/** What a stored event is as an attempt of a delivery. */
export interface AttemptLink {
  readonly event: number;
  /** Id of the first attempt, which may be gone by now. */
  readonly delivery: number;
  /** From 1. */
  readonly number: number;
  /** As the sender counts, null where it does not say. */
  readonly senderNumber: string | null;
  readonly bodyDiffers: boolean;
  readonly keepsSignature: boolean;
}

const insertLink = `INSERT INTO attempts (event_id, delivery, number, sender_number, body_differs, keeps_signature)
  SELECT ?, ?, ?, ?, ?, ? WHERE EXISTS (SELECT 1 FROM events WHERE id = ?) ON CONFLICT DO NOTHING`;

/** An event that a later attempt stands in front of. */
const isSuperseded = `EXISTS (SELECT 1 FROM attempts own JOIN attempts later ON later.delivery = own.delivery
  AND later.event_id > own.event_id WHERE own.event_id = events.id)`;

const listedColumns = `${summaryColumns}, attempts.delivery,
  (SELECT COUNT(*) FROM attempts own WHERE own.delivery = attempts.delivery) AS attempts,
  (SELECT MAX(body_differs) FROM attempts own WHERE own.delivery = attempts.delivery) AS differs`;

/** The values: an id, and how many. */
export const pageSql = `SELECT ${listedColumns} FROM events LEFT JOIN attempts ON attempts.event_id = events.id
  WHERE events.id < ? AND NOT ${isSuperseded} ORDER BY events.id DESC LIMIT ?`;

/**
 * What is said of an event has changed: it leaves its delivery where it is another sender's now, or where it was taken
 * in with a body of its own. Its values: event, provider, source.
 */
export const leaveDelivery = `DELETE FROM attempts WHERE event_id = ? AND (body_differs = 1
  OR EXISTS (SELECT 1 FROM events WHERE id = event_id AND (provider IS NOT ? OR source IS NOT ?)))`;

/** To be run when events went: attempts are few beside them. */
export const dropLost = 'DELETE FROM attempts WHERE event_id NOT IN (SELECT id FROM events)';

/** Which stored events are attempts of one delivery. An event that was never tried again has no row here. */
export class Attempts {
  readonly #access: StoreAccess;

  constructor(access: StoreAccess) {
    this.#access = access;
  }

  /** Keeps what is new of these, in one transaction. */
  link(links: readonly AttemptLink[]): void {
    inTransaction(this.#access, (db) => links.forEach((link) => insert(db, link)));
  }

  /** What is known of an event as an attempt. */
  linkOf(event: number): Pick<AttemptLink, 'delivery' | 'number'> | undefined {
    const [row] = this.#all('SELECT delivery, number FROM attempts WHERE event_id = ?', event);
    return row === undefined
      ? undefined
      : { delivery: Number(row['delivery']), number: Number(row['number']) };
  }

  /** The ids of all attempts of the delivery that an event is one of, oldest first; only its own where it is alone. */
  idsWith(event: number): number[] {
    const link = this.linkOf(event);
    const sql = 'SELECT event_id FROM attempts WHERE delivery = ? ORDER BY event_id';
    return link === undefined ? [event] : this.#all(sql, link.delivery).map((row) => Number(row['event_id']));
  }

  /** The id of the first stored attempt of a delivery; undefined where it was never tried again. */
  firstOf(delivery: number): number | undefined {
    const [row] = this.#all('SELECT MIN(event_id) AS id FROM attempts WHERE delivery = ?', delivery);
    return typeof row?.['id'] === 'number' ? row['id'] : undefined;
  }

  /** The last attempts of the delivery that an event is one of, oldest first; empty where it is alone. */
  with(event: number): Attempt[] {
    const delivery = this.linkOf(event)?.delivery ?? null;
    const rows = this.#all(
      `SELECT ${summaryColumns}, record, delivery, number, sender_number, body_differs, keeps_signature
        FROM attempts JOIN events ON events.id = event_id
        WHERE delivery = ? ORDER BY event_id DESC LIMIT ${mostTold}`,
      delivery,
    );
    return rows.reverse().map((row) => ({
      summary: summaryOfRow(row),
      delivery: Number(row['delivery']),
      number: Number(row['number']),
      senderNumber: row['sender_number'] === null ? null : String(row['sender_number']),
      status: statusOf(answerOfRecord(String(row['record']))),
      bodyDiffers: row['body_differs'] === 1,
      keepsSignature: row['keeps_signature'] === 1,
    }));
  }

  /** Newest first, those below `before` where it is given; of the attempts of a delivery only the last. */
  page(limit: number, before: number | null, stored: number): ListedPage {
    const rows = this.#all(pageSql, before ?? Number.MAX_SAFE_INTEGER, limit);
    return { events: rows.map(listedOf), total: stored - this.#superseded() };
  }

  /** Ids above `after` in rising order, of events received since then that are worth reading again. */
  worthReading(after: number, since: number, limit: number): number[] {
    const sql = `SELECT id FROM events WHERE id > ? AND received_at >= ? AND size <= ${readAgain}
      ORDER BY id LIMIT ?`;
    return this.#all(sql, after, since, limit).map(({ id }) => Number(id));
  }

  #superseded(): number {
    const [row] = this.#all('SELECT COUNT(*) - COUNT(DISTINCT delivery) AS count FROM attempts');
    return Number(row?.['count'] ?? 0);
  }

  #all(sql: string, ...values: (number | null)[]): Record<string, unknown>[] {
    return this.#access.run((db) => prepared(db, sql).all(...values));
  }
}

function insert(db: DatabaseSync, link: AttemptLink): void {
  const { event, delivery, number, senderNumber, bodyDiffers, keepsSignature } = link;
  const marks = [bodyDiffers ? 1 : 0, keepsSignature ? 1 : 0] as const;
  prepared(db, insertLink).run(event, delivery, number, senderNumber, ...marks, event);
}

function listedOf(row: Record<string, unknown>): ListedEvent {
  const summary = summaryOfRow(row);
  const delivery = row['delivery'];
  return delivery === null
    ? { summary, delivery: summary.id, attempts: 1, differs: false }
    : {
        summary,
        delivery: Number(delivery),
        attempts: Number(row['attempts']),
        differs: row['differs'] === 1,
      };
}
