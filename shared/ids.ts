import { z } from 'zod';

/*
 * Ids are random, opaque and branded: a RoundId cannot be passed where an ItemId is wanted, and none tells
 * anything about order, time or the model behind a response.
 */
const id = () => z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, 'an id of letters, digits, - and _ (1 to 64)');

export const personId = id().brand<'PersonId'>();
export const projectId = id().brand<'ProjectId'>();
export const sessionId = id().brand<'SessionId'>();
export const itemId = id().brand<'ItemId'>();
export const roundId = id().brand<'RoundId'>();
export const rulingId = id().brand<'RulingId'>();
export const commentId = id().brand<'CommentId'>();
export const edgeCaseId = id().brand<'EdgeCaseId'>();
export const clauseId = id().brand<'ClauseId'>();
/** Minted by the client for one act; the same id is answered from the record (law D3). */
export const opId = id().brand<'OpId'>();

export type PersonId = z.infer<typeof personId>;
export type ProjectId = z.infer<typeof projectId>;
export type SessionId = z.infer<typeof sessionId>;
export type ItemId = z.infer<typeof itemId>;
export type RoundId = z.infer<typeof roundId>;
export type RulingId = z.infer<typeof rulingId>;
export type CommentId = z.infer<typeof commentId>;
export type EdgeCaseId = z.infer<typeof edgeCaseId>;
export type ClauseId = z.infer<typeof clauseId>;
export type OpId = z.infer<typeof opId>;
