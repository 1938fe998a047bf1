export interface SessionsTable {
  id: string;
  project_id: string;
  title: string;
  /** What people type or scan to enter. */
  code: string;
  phase: string;
  created_by: string;
  created_at: number;
  scheduled_for: number | null;
  ended_at: number | null;
  anonymity: string;
  guests_allowed: number;
  guideline_version: number;
}

export interface SessionGuestsTable {
  session_id: string;
  person_id: string;
}

/** Append-only: the database refuses UPDATE and DELETE. */
export interface SessionEventsTable {
  session_id: string;
  seq: number;
  at: number;
  actor_id: string | null;
  type: string;
  payload: string;
}

/** What was answered to a command, so that its repetition is answered from the record (law D3). */
export interface SessionOpsTable {
  session_id: string;
  person_id: string;
  op_id: string;
  command_hash: string;
  result: string;
}
