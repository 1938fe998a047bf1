export interface PeopleTable {
  id: string;
  name: string;
  /** Lower case; null for a guest. */
  email: string | null;
  password_hash: string | null;
  kind: 'account' | 'guest';
  is_workspace_owner: number;
  created_at: number;
}

export interface LoginsTable {
  /** SHA-256 of the cookie's token, hex: the token itself is nowhere. */
  token_hash: string;
  person_id: string;
  created_at: number;
  expires_at: number;
  last_seen_at: number;
  user_agent: string;
}
