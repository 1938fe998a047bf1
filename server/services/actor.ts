import type { PersonId } from '#shared/ids.ts';

/** Who asks, as the login says. Roles are not here: they are read from the database at every act (law X1). */
export interface Actor {
  readonly personId: PersonId;
  readonly name: string;
  readonly isGuest: boolean;
  readonly isWorkspaceOwner: boolean;
  /** Names the login; a revocation may end just this one. */
  readonly loginHash: string;
}
