import { commentId } from '#shared/ids.ts';
import type { CommandOf } from '../commands.ts';
import { agendaEntry, latestRound } from '../queries.ts';
import { refuse } from '../refusals.ts';
import type { Session } from '../state.ts';
import { asMember, events, type Context, type Decision } from './context.ts';

/**
 * Talk about an item begins with its reveal and pauses while a further round is open: a comment written between two ballots would
 * be seen by some before they answer (law B1).
 */
export const comment = (session: Session, command: CommandOf<'comment'>, context: Context): Decision =>
  asMember(session, context, (self) => {
    if (!agendaEntry(session, command.itemId)) return refuse('unknown-item', { field: 'itemId' });
    if (latestRound(session, command.itemId)?.phase !== 'revealed') return refuse('not-revealed');
    const { itemId, dimensionId, replyTo, text } = command;
    const answered = session.comments.find((entry) => entry.id === replyTo);
    if (replyTo !== null && answered?.itemId !== itemId)
      return refuse('unknown-comment', { field: 'replyTo' });
    const id = commentId.parse(context.newId());
    return events({
      type: 'CommentMade',
      comment: { id, itemId, dimensionId, replyTo, personId: self.id, text },
    });
  });
