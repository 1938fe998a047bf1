/** Append-only and hash-chained (law X3). */
export interface AuditLogTable {
  seq: number;
  at: number;
  actor_id: string | null;
  project_id: string | null;
  action: string;
  subject: string;
  detail: string;
  prev_hash: string;
  hash: string;
}

/** One row: the head of the chain. Writers queue on it, and a log that lost its tail no longer fits it. */
export interface AuditHeadTable {
  id: number;
  seq: number;
  hash: string;
}
