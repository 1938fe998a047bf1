import { sql, type RawBuilder, type SelectQueryBuilder } from 'kysely';
import type { Source } from '#shared/protocol/http/agreement-words.ts';
import type { Db, Tx } from '../db/database.ts';
import { jsonElements, jsonMember, listOf } from '../db/json-sql.ts';
import type { Database } from '../db/tables.ts';

type Handle = Db | Tx;

/** Which labels enter a figure. */
export interface LabelFilter {
  readonly projectId: string;
  /** First rounds, or the last of the later rounds of an item (law A4). */
  readonly side: 'blind' | 'after';
  readonly source: 'all' | Source;
  /** Rounds that were answered before their meeting. */
  readonly preworkRounds: readonly string[];
  /** One session: its own labels, and the imported ones that it revealed as its first round. */
  readonly session: { readonly id: string; readonly importedItems: readonly string[] } | null;
  readonly version: number | null;
  readonly dimensionId: string | null;
  readonly task: string | null;
  readonly tag: string | null;
  /** Only labels of these sessions. */
  readonly amongSessions?: readonly string[];
  /** Only ballots of these people, in sessions with names. */
  readonly people: readonly string[] | null;
  /** `exposureKey` of ballots whose authors had seen the item revealed before: never in blind figures. */
  readonly exposed: readonly string[];
}

export const exposureKey = (sessionId: string, itemId: string, rater: string): string =>
  `${sessionId}/${itemId}/${rater}`;

/** How often one value was given to one unit. */
export interface CountedLabels {
  readonly dimensionId: string;
  readonly itemId: string;
  readonly target: string | null;
  readonly sessionId: string | null;
  readonly batchId: string | null;
  readonly roundId: string | null;
  readonly version: number | null;
  /** JSON of `Value`. */
  readonly value: string;
  readonly count: number;
}

/** One label with whose it is. */
export interface RatedLabel extends Omit<CountedLabels, 'count'> {
  readonly rater: string;
  readonly raterKnown: boolean;
}

const NOT_APPLICABLE = JSON.stringify({ kind: 'na' });
const key = sql<string>`coalesce(session_id, '') || '/' || item_id || '/' || rater`;
/** A person's later label on the same thing replaces the earlier; somebody unnamed never replaces anybody. */
const newestFirst = sql<number>`row_number() over (
  partition by item_id, dimension_id, target, session_id, round_number, case when rater_known = 1 then rater else id end
  order by made_at desc, id desc)`;
const lastRound = sql<number>`max(round_number) over (partition by session_id, item_id)`;

type Labels = SelectQueryBuilder<Database, 'labels', object>;

function fromSource(query: Labels, db: Handle, { source, preworkRounds }: LabelFilter): Labels {
  const isPrework = sql<boolean>`coalesce(round_id, '') in ${listOf(db, preworkRounds)}`;
  switch (source) {
    case 'all':
      return query;
    case 'import':
      return query.where('source', '=', 'import');
    case 'prework':
      return query.where('source', '=', 'session').where(isPrework);
    case 'meeting':
      return query.where('source', '=', 'session').where(sql<boolean>`not ${isPrework}`);
  }
}

function ofSession(
  db: Handle,
  { id, importedItems }: NonNullable<LabelFilter['session']>,
): RawBuilder<boolean> {
  return sql`(session_id = ${id} or (source = 'import' and item_id in ${listOf(db, importedItems)}))`;
}

function itemsWith(db: Handle, { projectId, task, tag }: LabelFilter): RawBuilder<boolean> {
  const ofTask = task === null ? sql`` : sql`and ${jsonMember(db, 'items.content', 'task')} = ${task}`;
  const tags = sql`select 1 from ${jsonElements(db, 'items.content', 'tags')} where element.value = ${tag}`;
  const withTag = tag === null ? sql`` : sql`and exists (${tags})`;
  return sql`item_id in (select id from items where project_id = ${projectId} ${ofTask} ${withTag})`;
}

/** Labels within the filter, whatever their round and whoever is counted. */
function within(db: Handle, filter: LabelFilter): Labels {
  const { session, version, task, tag, amongSessions } = filter;
  return fromSource(db.selectFrom('labels') as Labels, db, filter)
    .where('project_id', '=', filter.projectId)
    .$if(session !== null, (query) => query.where(ofSession(db, session ?? { id: '', importedItems: [] })))
    .$if(amongSessions !== undefined, (query) =>
      query.where(sql<boolean>`session_id in ${listOf(db, amongSessions ?? [])}`),
    )
    .$if(version !== null, (query) => query.where('guideline_version', '=', version))
    .$if(task !== null || tag !== null, (query) => query.where(itemsWith(db, filter)));
}

const isExposed = (db: Handle, { exposed }: LabelFilter): RawBuilder<boolean> =>
  sql`${key} in ${listOf(db, exposed)}`;

function ofSide(query: Labels, db: Handle, filter: LabelFilter): Labels {
  if (filter.side === 'after') return query.where('round_number', '>=', 2);
  const blind = query.where('round_number', '=', 1);
  return filter.exposed.length === 0 ? blind : blind.where(sql<boolean>`not ${isExposed(db, filter)}`);
}

/** Labels of the wanted side that came in time, each with its place among those of its person and unit. */
function ranked(db: Handle, filter: LabelFilter) {
  const { side, people } = filter;
  const inTime = ofSide(within(db, filter), db, filter)
    .where('late', '=', 0)
    .select(['id', 'dimension_id', 'item_id', 'target', 'session_id', 'batch_id', 'round_id', 'round_number'])
    .select(['guideline_version', 'value', 'rater', 'rater_known', 'made_at', newestFirst.as('place')])
    .select((side === 'after' ? lastRound : sql<number>`1`).as('last_round'));
  return db
    .selectFrom(inTime.as('ranked'))
    .$if(people !== null, (query) => query.where(byPeople(db, filter)));
}

const byPeople = (db: Handle, { people }: LabelFilter): RawBuilder<boolean> =>
  sql`(session_id is not null and rater in ${listOf(db, people ?? [])})`;

/** The labels that count: the newest one of each person and unit, in the last round. */
const counting = (db: Handle, filter: LabelFilter) =>
  ranked(db, filter)
    .where('place', '=', 1)
    .whereRef('round_number', '=', 'last_round')
    .$if(filter.dimensionId !== null, (query) => query.where('dimension_id', '=', filter.dimensionId ?? ''));

/** One grouped query: how often each value was given to each unit. It keeps no identity. */
export async function countedLabels(db: Handle, filter: LabelFilter): Promise<CountedLabels[]> {
  const columns = [
    ...(['dimension_id', 'item_id', 'target', 'session_id', 'batch_id'] as const),
    ...(['round_id', 'guideline_version', 'value'] as const),
  ];
  const rows = await counting(db, filter)
    .select(columns)
    .select((select) => select.fn.countAll<number>().as('count'))
    .groupBy(columns)
    // Intervals are drawn unit by unit: in the same order, they are the same on every load.
    .orderBy('dimension_id')
    .orderBy('item_id')
    .orderBy('target')
    .orderBy('session_id')
    .orderBy('value')
    .execute();
  return rows.map((row) => ({ ...unitOf(row), count: row.count }));
}

/** The same labels with whose they are, oldest first: only where a figure compares people. */
export async function ratedLabels(db: Handle, filter: LabelFilter): Promise<RatedLabel[]> {
  const rows = await counting(db, filter)
    .select(['dimension_id', 'item_id', 'target', 'session_id', 'batch_id', 'round_id'])
    .select(['guideline_version', 'value', 'rater', 'rater_known'])
    .orderBy('made_at')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({ ...unitOf(row), rater: row.rater, raterKnown: row.rater_known === 1 }));
}

interface UnitRow {
  dimension_id: string;
  item_id: string;
  target: string | null;
  session_id: string | null;
  batch_id: string | null;
  round_id: string | null;
  guideline_version: number | null;
  value: string;
}

const unitOf = (row: UnitRow) => ({
  dimensionId: row.dimension_id,
  itemId: row.item_id,
  target: row.target,
  sessionId: row.session_id,
  batchId: row.batch_id,
  roundId: row.round_id,
  version: row.guideline_version,
  value: row.value,
});

/** Somebody with a label beside another one on the same unit. */
export interface CountedPerson {
  readonly dimensionId: string;
  readonly sessionId: string | null;
  readonly batchId: string | null;
  readonly rater: string;
  readonly raterKnown: boolean;
}

/** Who entered the figures: the people behind `countedLabels`, by dimension, session and import. */
export async function countedPeople(db: Handle, filter: LabelFilter): Promise<CountedPerson[]> {
  const together = sql<number>`count(*) over (partition by dimension_id, item_id, target, session_id)`;
  const units = counting(db, filter)
    .where('value', '<>', NOT_APPLICABLE)
    .select(['dimension_id', 'session_id', 'batch_id', 'rater', 'rater_known', together.as('together')]);
  const rows = await db
    .selectFrom(units.as('units'))
    .where('together', '>', 1)
    .select(['dimension_id', 'session_id', 'batch_id', 'rater', 'rater_known'])
    .distinct()
    .execute();
  return rows.map((row) => ({
    dimensionId: row.dimension_id,
    sessionId: row.session_id,
    batchId: row.batch_id,
    rater: row.rater,
    raterKnown: row.rater_known === 1,
  }));
}

export interface NotCounted {
  readonly dimensionId: string;
  readonly late: number;
  readonly exposed: number;
  readonly replaced: number;
}

async function replacedLabels(db: Handle, filter: LabelFilter): Promise<Map<string, number>> {
  const rows = await ranked(db, filter)
    .where(sql<boolean>`(place > 1 or round_number < last_round)`)
    .select('dimension_id')
    .select((select) => select.fn.countAll<number>().as('count'))
    .groupBy('dimension_id')
    .execute();
  return new Map(rows.map((row) => [row.dimension_id, row.count]));
}

/** How many labels of the side came late, were given by people who had seen the item revealed, or were followed by a later answer. */
export async function notCounted(db: Handle, filter: LabelFilter): Promise<NotCounted[]> {
  const { side, people } = filter;
  const replaced = await replacedLabels(db, filter);
  const seen = side === 'blind' ? sql`late = 0 and ${isExposed(db, filter)}` : sql`1 = 0`;
  const rows = await within(db, filter)
    .where('round_number', side === 'blind' ? '=' : '>', 1)
    .$if(people !== null, (query) => query.where(byPeople(db, filter)))
    .select('dimension_id')
    .select(sql<number>`sum(late)`.as('late'))
    .select(sql<number>`sum(case when ${seen} then 1 else 0 end)`.as('exposed'))
    .groupBy('dimension_id')
    .execute();
  return rows.map((row) => ({
    dimensionId: row.dimension_id,
    late: row.late,
    exposed: row.exposed,
    replaced: replaced.get(row.dimension_id) ?? 0,
  }));
}
