import type { AuditPage } from '#shared/protocol/http/audit.ts';
import type { Deps } from '../deps.ts';
import { listAudit } from '../repositories/audit-log.ts';
import { namesOf } from '../repositories/people.ts';
import { requireAction } from './access.ts';
import type { Actor } from './actor.ts';

const PAGE = 100;

/** A page of the project's audit log, newest first. */
export async function readAudit(
  deps: Deps,
  actor: Actor,
  projectId: string,
  before: number | undefined,
): Promise<AuditPage> {
  await requireAction(deps.db, actor.personId, projectId, 'audit.view');
  const rows = await listAudit(deps.db, projectId, PAGE, before);
  const names = await namesOf(
    deps.db,
    rows.flatMap((row) => row.actorId ?? []),
  );
  const lines = rows.map(({ actorId, projectId: _project, ...row }) => ({
    ...row,
    actor: actorId === null ? null : { id: actorId, name: names.get(actorId) ?? '' },
  }));
  return { lines, next: rows.length < PAGE ? null : (rows.at(-1)?.seq ?? null) };
}
