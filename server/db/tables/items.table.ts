export interface ItemsTable {
  id: string;
  project_id: string;
  content_hash: string;
  external_id: string;
  /** JSON of `ItemContent`. */
  content: string;
  created_at: number;
  batch_id: string | null;
  /** Place among the new items of its import, from 0. */
  position: number;
}

export interface ImportBatchesTable {
  id: string;
  project_id: string;
  kind: 'items' | 'labels';
  file_name: string;
  imported_at: number;
  by: string | null;
  /** JSON of counts. */
  counts: string;
}

/** The import that is being written into a project; there is at most one. What it has written so far is in no view. */
export interface PendingImportsTable {
  project_id: string;
  batch_id: string;
  /** Who writes it, or takes away what it left. */
  held_by: string;
  /** When that last went on. One that has not for long is given up. */
  touched_at: number;
}
