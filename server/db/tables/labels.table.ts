/** The read model of agreement: one row for each value. Rows of a session appear at its reveals, never before (law B1). */
export interface LabelsTable {
  id: string;
  project_id: string;
  source: 'import' | 'session';
  batch_id: string | null;
  session_id: string | null;
  round_id: string | null;
  round_number: number;
  item_id: string;
  dimension_id: string;
  /** The response that is judged; null when the dimension judges the item. */
  target: string | null;
  /** A person's id, or the annotator's name in the imported source. */
  rater: string;
  /** 0 when the source keeps no identity: statistics that compare people are refused. */
  rater_known: number;
  /** JSON of `Value`. */
  value: string;
  reason: string;
  late: number;
  guideline_version: number | null;
  made_at: number;
}
