import type { OpId, PersonId } from '#shared/ids.ts';
import type { Command } from '#shared/session/commands.ts';

/** A command as it waits to be stored. */
export interface Request {
  readonly personId: PersonId;
  readonly opId: OpId;
  readonly command: Command;
  /** People with an open connection when the command arrived. */
  readonly present: ReadonlySet<PersonId>;
}
