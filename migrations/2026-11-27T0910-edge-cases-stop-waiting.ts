import { type Kysely, sql } from 'kysely';

interface Tables {
  edge_cases: {
    id: string;
    session_id: string;
    item_id: string;
    ruling_id: string;
    superseded_by: string | null;
    superseded_at: number | null;
  };
  session_events: { session_id: string; seq: number; at: number; type: string; payload: string };
}

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const [name, type] of [
    ['superseded_by', 'text'],
    ['superseded_at', 'bigint'],
    ['dismissed_by', 'text'],
    ['dismissed_at', 'bigint'],
    ['dismissed_reason', 'text'],
    ['block', 'text'],
  ] as const)
    await db.schema.alterTable('edge_cases').addColumn(name, type).execute();
  await sql`create index edge_cases_by_session on edge_cases (session_id, item_id)`.execute(db);
  await noteSuperseded(db as Kysely<Tables>);
}

/** Rulings that took an earlier one's place before anybody kept book of it. */
async function noteSuperseded(db: Kysely<Tables>): Promise<void> {
  const rows = await db
    .selectFrom('edge_cases')
    .select(['id', 'session_id', 'item_id', 'ruling_id'])
    .execute();
  const last = await lastRulings(db, [...new Set(rows.map((row) => row.session_id))]);
  for (const row of rows) {
    const ruling = last.get(`${row.session_id} ${row.item_id}`);
    if (!ruling || ruling.id === row.ruling_id) continue;
    await db
      .updateTable('edge_cases')
      .set({ superseded_by: ruling.id, superseded_at: ruling.at })
      .where('id', '=', row.id)
      .execute();
  }
}

/** The last ruling on each item of these sessions. */
async function lastRulings(
  db: Kysely<Tables>,
  sessions: readonly string[],
): Promise<Map<string, { readonly id: string; readonly at: number }>> {
  const last = new Map<string, { id: string; at: number }>();
  for (const session of sessions) {
    const events = await db
      .selectFrom('session_events')
      .select(['at', 'payload'])
      .where('session_id', '=', session)
      .where('type', '=', 'RulingMade')
      .orderBy('seq')
      .execute();
    for (const { at, payload } of events) {
      const { ruling } = JSON.parse(payload) as { ruling: { id: string; itemId: string } };
      last.set(`${session} ${ruling.itemId}`, { id: ruling.id, at });
    }
  }
  return last;
}
