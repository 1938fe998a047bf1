import type { Logged, SessionEvent } from '#shared/session/events.ts';
import type { Db, Tx } from '../db/database.ts';
import { insertRows } from '../db/insert-rows.ts';

export interface LoggedBy extends Logged {
  readonly actorId: string | null;
}

const COLUMNS = ['session_id', 'seq', 'at', 'actor_id', 'type', 'payload'] as const;

const toRow = (sessionId: string, { seq, at, actorId, event }: LoggedBy) => {
  const { type, ...content } = event;
  return [sessionId, seq, at, actorId, type, JSON.stringify(content)];
};

/** Appends events to a session's log. A sequence number that exists already is refused by the database: somebody else wrote first. */
export async function appendEvents(tx: Tx, sessionId: string, log: readonly LoggedBy[]): Promise<void> {
  const rows = log.map((entry) => toRow(sessionId, entry));
  await insertRows(tx, 'session_events', COLUMNS, rows);
}

/** The log of a session in order, or what was added to it after a sequence number; empty when there is no such session. */
export async function readLog(db: Db | Tx, sessionId: string, after = 0): Promise<LoggedBy[]> {
  const rows = await db
    .selectFrom('session_events')
    .select(['seq', 'at', 'actor_id', 'type', 'payload'])
    .where('session_id', '=', sessionId)
    .where('seq', '>', after)
    .orderBy('seq')
    .execute();
  return rows.map((row) => ({
    seq: row.seq,
    at: row.at,
    actorId: row.actor_id,
    event: { type: row.type, ...(JSON.parse(row.payload) as object) } as SessionEvent,
  }));
}

export interface Parking {
  readonly sessionId: string;
  readonly itemId: string;
  readonly actorId: string | null;
  readonly at: number;
}

/** Every time an item was parked in one of these sessions, in order. */
export async function parkings(db: Db | Tx, sessionIds: readonly string[]): Promise<Parking[]> {
  if (sessionIds.length === 0) return [];
  const rows = await db
    .selectFrom('session_events')
    .select(['session_id', 'at', 'actor_id', 'payload'])
    .where('session_id', 'in', sessionIds)
    .where('type', '=', 'ItemParked')
    .orderBy('session_id')
    .orderBy('seq')
    .execute();
  return rows.map((row) => ({
    sessionId: row.session_id,
    itemId: (JSON.parse(row.payload) as { itemId: string }).itemId,
    actorId: row.actor_id,
    at: row.at,
  }));
}
