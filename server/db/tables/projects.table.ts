import type { Role } from '#shared/access/policy.ts';

export interface ProjectsTable {
  id: string;
  name: string;
  task: string;
  /** JSON of `ProjectSettings`. */
  settings: string;
  created_at: number;
}

export interface MembershipsTable {
  project_id: string;
  person_id: string;
  role: Role;
  since: number;
}

export interface InvitationsTable {
  token_hash: string;
  project_id: string;
  role: Role;
  email: string | null;
  created_by: string;
  created_at: number;
  expires_at: number;
  used_by: string | null;
}
