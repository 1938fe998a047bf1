export interface EdgeCasesTable {
  id: string;
  project_id: string;
  session_id: string;
  item_id: string;
  ruling_id: string;
  question: string;
  ruling_text: string;
  reason: string;
  /** JSON of dimension ids: what was disputed (law R6). */
  dimension_ids: string;
  clause_id: string | null;
  state: 'waiting' | 'placed' | 'committed';
  created_by: string;
  created_at: number;
  committed_version: number | null;
}
