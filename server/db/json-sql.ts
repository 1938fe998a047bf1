import { type RawBuilder, sql } from 'kysely';
import { dialectOf } from './dialect.ts';

/* The part of `dialect.ts` that reads JSON inside a query. */

type AnyHandle = Parameters<typeof dialectOf>[0];

/** A list as one bound value, however long: `where item_id in ${listOf(db, ids)}`. */
export function listOf(db: AnyHandle, values: readonly string[]): RawBuilder<string> {
  const json = JSON.stringify(values);
  return dialectOf(db) === 'sqlite'
    ? sql`(select value from json_each(${json}))`
    : sql`(select jsonb_array_elements_text(${json}::jsonb))`;
}

/** A text member of a column that holds a JSON object. */
export function jsonMember(db: AnyHandle, column: string, member: string): RawBuilder<string> {
  return dialectOf(db) === 'sqlite'
    ? sql`json_extract(${sql.ref(column)}, ${`$.${member}`})`
    : sql`(${sql.ref(column)}::jsonb ->> ${member}::text)`;
}

/** The texts of a member that is a list, as a table `element` with the column `value`. */
export function jsonElements(db: AnyHandle, column: string, member: string): RawBuilder<unknown> {
  return dialectOf(db) === 'sqlite'
    ? sql`json_each(${sql.ref(column)}, ${`$.${member}`}) as element`
    : sql`jsonb_array_elements_text(${sql.ref(column)}::jsonb -> ${member}::text) as element(value)`;
}
