import { Buffer } from 'node:buffer';
import type { DatabaseSync } from 'node:sqlite';
import type { DeliveryAnswer, Delivery } from '../../protocol/delivery.ts';
import type { ForwardNote } from '../../protocol/forward.ts';
import { prepared } from './prepared.ts';
import type { StoreAccess } from './storeAccess.ts';
import { inTransaction } from './transaction.ts';
import { isNote } from './lastResponse.ts';

/** Deliveries of one event that are kept. */
const keptOfEvent = 50;
/** Bytes of an answer that are shown. */
const shown = 64 * 1024;

/** What the `record` column keeps as JSON: all but the body of the answer. */
interface DeliveryRecord extends Omit<Delivery, 'id' | 'answer'> {
  readonly answer: Omit<DeliveryAnswer, 'body'> | null;
}

/** What records of before these were kept lack. */
const early = { kind: 'replay', request: null } as const;

/** An answer with as much of its body as is shown. */
export function shownAnswer(answer: Delivery['answer']): Delivery['answer'] {
  return answer === null ? null : { ...answer, body: answer.body.slice(0, shown) };
}

/** The record of an event that was not sent on; it stands among the deliveries, and begins as none of them does. */
interface NoteRecord {
  readonly note: ForwardNote;
}

/** What came of an event's forwarding: that it was sent on, or why it was not. */
export type Outcome = { readonly event: number } & ({ readonly delivery: Omit<Delivery, 'id'> } | NoteRecord);

/** Nothing is kept of an event that went while it was sent. */
function insert(
  db: DatabaseSync,
  event: number,
  record: DeliveryRecord | NoteRecord,
  body: Uint8Array,
): number {
  // node:sqlite in Node 22 takes no bytes for NULL where they have no address.
  const sql = `INSERT INTO deliveries (event_id, record, body)
    SELECT id, ?, coalesce(?, x'') FROM events WHERE id = ?`;
  const { lastInsertRowid } = prepared(db, sql).run(JSON.stringify(record), body, event);
  prepared(
    db,
    `DELETE FROM deliveries WHERE event_id = ? AND id NOT IN
      (SELECT id FROM deliveries WHERE event_id = ? ORDER BY id DESC LIMIT ${keptOfEvent})`,
  ).run(event, event);
  return Number(lastInsertRowid);
}

function insertDelivery(db: DatabaseSync, event: number, { answer, ...rest }: Omit<Delivery, 'id'>): number {
  const kept = answer === null ? null : { status: answer.status, headers: answer.headers, size: answer.size };
  return insert(db, event, { ...rest, answer: kept }, answer?.body ?? Buffer.alloc(0));
}

/** Where stored events were sent on to; they go with their events. */
export class Deliveries {
  readonly #access: StoreAccess;

  constructor(access: StoreAccess) {
    this.#access = access;
  }

  add(event: number, delivery: Omit<Delivery, 'id'>): Delivery {
    const id = inTransaction(this.#access, (db) => insertDelivery(db, event, delivery));
    const { answer, ...rest } = delivery;
    return { id, ...rest, answer: shownAnswer(answer) };
  }

  /** Several in one transaction: each transaction waits for the disk, and so do the events that arrive meanwhile. */
  addAll(outcomes: readonly Outcome[]): void {
    inTransaction(this.#access, (db) => {
      for (const outcome of outcomes) {
        if ('note' in outcome) {
          insert(db, outcome.event, { note: outcome.note }, Buffer.alloc(0));
        } else {
          insertDelivery(db, outcome.event, outcome.delivery);
        }
      }
    });
  }

  /** Why an event was not forwarded; null where that is not so. */
  noteOf(event: number): ForwardNote | null {
    const sql = `SELECT record FROM deliveries WHERE event_id = ? AND ${isNote} ORDER BY id DESC LIMIT 1`;
    const row = this.#access.run((db) => prepared(db, sql).get(event));
    return row === undefined ? null : (JSON.parse(String(row['record'])) as NoteRecord).note;
  }

  /** Newest first. */
  of(event: number): Delivery[] {
    const rows = this.#access.run((db) =>
      prepared(
        db,
        `SELECT id, record, substr(body, 1, ${shown}) AS body FROM deliveries
          WHERE event_id = ? AND NOT ${isNote} ORDER BY id DESC`,
      ).all(event),
    );
    return rows.map((row) => {
      const { answer, ...rest } = JSON.parse(String(row['record'])) as DeliveryRecord;
      const body = row['body'] instanceof Uint8Array ? row['body'] : Buffer.alloc(0);
      return {
        id: Number(row['id']),
        ...early,
        ...rest,
        answer: answer === null ? null : { ...answer, body },
      };
    });
  }
}
