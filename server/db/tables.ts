import type { AuditHeadTable, AuditLogTable } from './tables/audit.table.ts';
import type { EdgeCasesTable } from './tables/edge-cases.table.ts';
import type {
  GuidelineAuthorsTable,
  GuidelineClientsTable,
  GuidelineDraftsTable,
  GuidelineReadsTable,
  GuidelineUpdatesTable,
  GuidelineVersionsTable,
} from './tables/guideline.table.ts';
import type { ImportBatchesTable, ItemsTable, PendingImportsTable } from './tables/items.table.ts';
import type { LabelsTable } from './tables/labels.table.ts';
import type { LoginsTable, PeopleTable } from './tables/people.table.ts';
import type { InvitationsTable, MembershipsTable, ProjectsTable } from './tables/projects.table.ts';
import type {
  SessionEventsTable,
  SessionGuestsTable,
  SessionOpsTable,
  SessionsTable,
} from './tables/sessions.table.ts';

/**
 * Every table. Columns keep the database's spelling; repositories map rows to the words of the program. `items`, `labels` and `import_batches`
 * are read-only: views of the `stored_…` tables without what an import is still writing (law I4).
 */
export interface Database {
  people: PeopleTable;
  logins: LoginsTable;
  projects: ProjectsTable;
  memberships: MembershipsTable;
  invitations: InvitationsTable;
  items: ItemsTable;
  labels: LabelsTable;
  import_batches: ImportBatchesTable;
  stored_items: ItemsTable;
  stored_labels: LabelsTable;
  stored_import_batches: ImportBatchesTable;
  pending_imports: PendingImportsTable;
  sessions: SessionsTable;
  session_guests: SessionGuestsTable;
  session_events: SessionEventsTable;
  session_ops: SessionOpsTable;
  edge_cases: EdgeCasesTable;
  guideline_drafts: GuidelineDraftsTable;
  guideline_updates: GuidelineUpdatesTable;
  guideline_clients: GuidelineClientsTable;
  guideline_authors: GuidelineAuthorsTable;
  guideline_versions: GuidelineVersionsTable;
  guideline_reads: GuidelineReadsTable;
  audit_log: AuditLogTable;
  audit_head: AuditHeadTable;
}
