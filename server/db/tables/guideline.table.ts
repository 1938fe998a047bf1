import type { VersionKind } from '#shared/guideline/change-log.ts';

/** The co-edited working copy of a project. */
export interface GuidelineDraftsTable {
  project_id: string;
  /** Random name of this history; a client with another history is never merged into it (law G5). */
  epoch: string;
  /** The version that the draft continues. */
  base_version: number;
}

/** What was typed, in the order in which it was stored; now and then earlier rows are merged into one (law D4). */
export interface GuidelineUpdatesTable {
  project_id: string;
  epoch: string;
  seq: number;
  bytes: Uint8Array;
  /** null: written by the program itself, or merged. */
  author_id: string | null;
  at: number;
}

/** Whose the Yjs client ids of a draft are: whoever writes with somebody else's would make that person's edits vanish. */
export interface GuidelineClientsTable {
  project_id: string;
  epoch: string;
  client_id: number;
  /** null: the program itself. */
  person_id: string | null;
}

/** Who has changed the draft that continues `base_version`. */
export interface GuidelineAuthorsTable {
  project_id: string;
  base_version: number;
  person_id: string;
  /** Numbers of the first and the last change of theirs, in the draft's present epoch: a version may hold the one and not the other. */
  first_seq: number;
  last_seq: number;
}

/** Who has said that they have read which version. Append-only: the database refuses UPDATE and DELETE (law G9). */
export interface GuidelineReadsTable {
  project_id: string;
  version: number;
  person_id: string;
  at: number;
}

/** Append-only: the database refuses UPDATE and DELETE (law G1). */
export interface GuidelineVersionsTable {
  project_id: string;
  number: number;
  parent_hash: string | null;
  /** SHA-256 over number, parent, rubric and text. */
  hash: string;
  text: string;
  /** Canonical JSON of `Rubric`. */
  rubric: string;
  /** JSON of `Change[]`. */
  change_log: string;
  /** JSON of person ids. */
  authors: string;
  committed_by: string;
  committed_at: number;
  kind: VersionKind;
  op_id: string;
  /** SHA-256 over everything the hash does not cover, chained to the seal of the version before. */
  seal: string;
}
