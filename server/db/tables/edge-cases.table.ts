export interface EdgeCasesTable {
  id: string;
  project_id: string;
  session_id: string;
  item_id: string;
  ruling_id: string;
  question: string;
  ruling_text: string;
  reason: string;
  dimension_id: string | null;
  clause_id: string | null;
  state: 'waiting' | 'placed' | 'committed';
  created_by: string;
  created_at: number;
  committed_version: number | null;
}
