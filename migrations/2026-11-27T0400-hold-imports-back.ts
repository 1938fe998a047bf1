import { type Kysely, sql } from 'kysely';

/* Tables that an import writes, with the column that names the import. */
const WRITTEN = [
  ['items', 'batch_id'],
  ['labels', 'batch_id'],
  ['import_batches', 'id'],
] as const;

/**
 * A large import is written in slices, and nobody may see half of it. So the tables become `stored_…`, and what everybody reads under the old
 * names are views without the imports that are still being written.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('pending_imports')
    .addColumn('project_id', 'text', (c) => c.primaryKey().references('projects.id'))
    .addColumn('batch_id', 'text', (c) => c.notNull())
    .addColumn('held_by', 'text', (c) => c.notNull())
    .addColumn('touched_at', 'bigint', (c) => c.notNull())
    .execute();
  for (const [name, batch] of WRITTEN) {
    const stored = `stored_${name}`;
    await db.schema.alterTable(name).renameTo(stored).execute();
    await sql`create view ${sql.table(name)} as select * from ${sql.table(stored)}
      where coalesce(${sql.ref(batch)}, '') not in (select batch_id from pending_imports)`.execute(db);
  }
  await createIndexes(db);
}

/** So that pages, counts and what a killed import left are found without reading every row. */
async function createIndexes(db: Kysely<unknown>): Promise<void> {
  await db.schema.createIndex('items_by_batch').on('stored_items').column('batch_id').execute();
  await db.schema
    .createIndex('items_in_order')
    .on('stored_items')
    .columns(['project_id', 'created_at', 'position', 'batch_id', 'id'])
    .execute();
  await sql`create index labels_imported on stored_labels (project_id, batch_id) where source = 'import'`.execute(
    db,
  );
}
