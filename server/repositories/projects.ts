import { projectId, type ProjectId } from '#shared/ids.ts';
import { projectSettingsSchema, type ProjectSettings } from '#shared/protocol/http/projects.ts';
import { sql } from 'kysely';
import type { Db, Tx } from '../db/database.ts';

export interface ProjectRow {
  readonly id: ProjectId;
  readonly name: string;
  readonly task: string;
  readonly settings: ProjectSettings;
  readonly createdAt: number;
}

/** Settings as they are stored; what an older program did not know has its default. */
export const readSettings = (stored: string): ProjectSettings =>
  projectSettingsSchema.parse(JSON.parse(stored));

export async function insertProject(tx: Tx, project: ProjectRow): Promise<void> {
  const { id, name, task, settings, createdAt } = project;
  await tx
    .insertInto('projects')
    .values({ id, name, task, settings: JSON.stringify(settings), created_at: createdAt })
    .execute();
}

export async function projectById(db: Db | Tx, id: string): Promise<ProjectRow | null> {
  const row = await db.selectFrom('projects').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) return null;
  const settings = readSettings(row.settings);
  return { id: projectId.parse(row.id), name: row.name, task: row.task, settings, createdAt: row.created_at };
}

/** Ids of the projects that have this id or this name; for the command line. */
export async function projectsNamed(db: Db | Tx, idOrName: string): Promise<string[]> {
  const rows = await db
    .selectFrom('projects')
    .select('id')
    .where((where) => where.or([where('id', '=', idOrName), where('name', '=', idOrName)]))
    .execute();
  return rows.map((row) => row.id);
}

export async function updateProject(
  tx: Tx,
  id: string,
  change: { readonly name: string; readonly settings: ProjectSettings },
): Promise<void> {
  await tx
    .updateTable('projects')
    .set({ name: change.name, settings: JSON.stringify(change.settings) })
    .where('id', '=', id)
    .execute();
}

export interface ProjectCounts {
  readonly items: number;
  readonly members: number;
  readonly sessions: number;
  readonly importedLabels: number;
}

export async function projectCounts(db: Db | Tx, id: string): Promise<ProjectCounts> {
  const count = (table: 'items' | 'memberships' | 'sessions' | 'labels') =>
    db
      .selectFrom(table)
      .select((select) => select.fn.countAll<number>().as('count'))
      .where('project_id', '=', id);
  const row = await db
    .selectNoFrom([
      count('items').as('items'),
      count('memberships').as('members'),
      count('sessions').as('sessions'),
      // Not bound: only then does the index of imported labels fit.
      count('labels')
        .where(sql<boolean>`source = 'import'`)
        .as('importedLabels'),
    ])
    .executeTakeFirstOrThrow();
  return {
    items: row.items ?? 0,
    members: row.members ?? 0,
    sessions: row.sessions ?? 0,
    importedLabels: row.importedLabels ?? 0,
  };
}
