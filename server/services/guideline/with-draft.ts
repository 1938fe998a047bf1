import type { Deps } from '../../deps.ts';
import { RefusedError } from '../refused.ts';
import type { DraftRoom } from './draft-room.ts';
import { guidelineDrafts } from './drafts.ts';

/** Does something with a project's draft while it is loaded; throws `not-found` where there is none. */
export async function withDraft<T>(
  deps: Deps,
  projectId: string,
  work: (room: DraftRoom) => Promise<T>,
): Promise<T> {
  const lease = await guidelineDrafts(deps).open(projectId);
  if (!lease) throw new RefusedError('not-found', 'This project has no guideline.');
  try {
    return await work(lease.room);
  } finally {
    lease.release();
  }
}
