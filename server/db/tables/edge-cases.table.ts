export interface EdgeCasesTable {
  id: string;
  project_id: string;
  session_id: string;
  item_id: string;
  ruling_id: string;
  question: string;
  ruling_text: string;
  reason: string;
  /** JSON of dimension ids: what was disputed (law R7). */
  dimension_ids: string;
  clause_id: string | null;
  /** How far its text has come. Whether anybody waits for it is another matter: see the columns below. */
  state: 'waiting' | 'placed' | 'committed';
  created_by: string;
  created_at: number;
  committed_version: number | null;
  /** The ruling that holds on the item instead, and since when (law R8). */
  superseded_by: string | null;
  superseded_at: number | null;
  /** An author decided that nothing is to be written (law R8). */
  dismissed_by: string | null;
  dismissed_at: number | null;
  dismissed_reason: string | null;
  /** What was written into the draft when it was placed, to tell whether anybody has edited it since. */
  block: string | null;
}
