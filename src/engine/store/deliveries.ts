import { Buffer } from 'node:buffer';
import type { Delivery } from '../../protocol/event.ts';
import { prepared } from './prepared.ts';
import type { StoreAccess } from './storeAccess.ts';

/** Deliveries of one event that are kept. */
const keptOfEvent = 50;
/** Bytes of an answer that are shown. */
const shown = 64 * 1024;

type Answer = NonNullable<Delivery['answer']>;

/** What the `record` column keeps as JSON: all but the body of the answer. */
interface DeliveryRecord extends Omit<Delivery, 'id' | 'answer'> {
  readonly answer: Omit<Answer, 'body'> | null;
}

/** What records of before these were kept lack. */
const early = { kind: 'replay', request: null } as const;

/** An answer with as much of its body as is shown. */
export function shownAnswer(answer: Delivery['answer']): Delivery['answer'] {
  return answer === null ? null : { ...answer, body: answer.body.slice(0, shown) };
}

/** Where stored events were sent on to; they go with their events. */
export class Deliveries {
  readonly #access: StoreAccess;

  constructor(access: StoreAccess) {
    this.#access = access;
  }

  add(event: number, { answer, ...rest }: Omit<Delivery, 'id'>): Delivery {
    const record: DeliveryRecord = {
      ...rest,
      answer: answer === null ? null : { status: answer.status, headers: answer.headers, size: answer.size },
    };
    const id = this.#access.run((db) => {
      const body = answer?.body ?? Buffer.alloc(0);
      const sql = 'INSERT INTO deliveries (event_id, record, body) VALUES (?, ?, ?)';
      const { lastInsertRowid } = prepared(db, sql).run(event, JSON.stringify(record), body);
      prepared(
        db,
        `DELETE FROM deliveries WHERE event_id = ? AND id NOT IN
          (SELECT id FROM deliveries WHERE event_id = ? ORDER BY id DESC LIMIT ${keptOfEvent})`,
      ).run(event, event);
      return Number(lastInsertRowid);
    });
    return { id, ...rest, answer: shownAnswer(answer) };
  }

  /** Newest first. */
  of(event: number): Delivery[] {
    const rows = this.#access.run((db) =>
      prepared(
        db,
        `SELECT id, record, substr(body, 1, ${shown}) AS body FROM deliveries WHERE event_id = ? ORDER BY id DESC`,
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
