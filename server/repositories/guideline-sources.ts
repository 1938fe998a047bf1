import type { Db, Tx } from '../db/database.ts';

/** A ruling as a change log names it. */
export interface NamedRuling {
  readonly sessionId: string;
  readonly rulingId: string;
  readonly itemId: string;
}

interface RulingMade {
  readonly ruling: { readonly id: string; readonly itemId: string };
}

/** Every ruling that sessions of this project have made. */
export async function rulingsOfProject(db: Db | Tx, projectId: string): Promise<NamedRuling[]> {
  const rows = await db
    .selectFrom('session_events')
    .innerJoin('sessions', 'sessions.id', 'session_events.session_id')
    .select(['session_events.session_id', 'session_events.payload'])
    .where('sessions.project_id', '=', projectId)
    .where('session_events.type', '=', 'RulingMade')
    .execute();
  return rows.map((row) => {
    const { ruling } = JSON.parse(row.payload) as RulingMade;
    return { sessionId: row.session_id, rulingId: ruling.id, itemId: ruling.itemId };
  });
}

export async function countRulings(db: Db | Tx, projectId: string): Promise<number> {
  const row = await db
    .selectFrom('session_events')
    .innerJoin('sessions', 'sessions.id', 'session_events.session_id')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('sessions.project_id', '=', projectId)
    .where('session_events.type', '=', 'RulingMade')
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

/** Which of these ids are items of the project. */
export async function itemsAmong(
  db: Db | Tx,
  projectId: string,
  ids: readonly string[],
): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await db
    .selectFrom('items')
    .select('id')
    .where('project_id', '=', projectId)
    .where('id', 'in', [...new Set(ids)])
    .execute();
  return new Set(rows.map((row) => row.id));
}

interface RoundEvent {
  readonly itemId: string;
}

/** How many rounds an item had in a session. */
export async function countRounds(db: Db | Tx, sessionId: string, itemId: string): Promise<number> {
  const rows = await db
    .selectFrom('session_events')
    .select('payload')
    .where('session_id', '=', sessionId)
    .where('type', 'in', ['RoundOpened', 'RoundImported'])
    .execute();
  return rows.filter((row) => (JSON.parse(row.payload) as RoundEvent).itemId === itemId).length;
}
