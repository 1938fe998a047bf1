import type { ItemId } from '#shared/ids.ts';
import { must } from '#shared/must.ts';
import type { CommandOf } from '../commands.ts';
import type { SessionEvent } from '../events.ts';
import { agendaEntry, latestRound } from '../queries.ts';
import { refuse } from '../refusals.ts';
import type { Session } from '../state.ts';
import { asChair, events, type Context, type Decision } from './context.ts';

export const listItems = (session: Session, command: CommandOf<'listItems'>, context: Context): Decision =>
  asChair(session, context, () => {
    const unknown = command.itemIds.find((id) => !context.items[id]);
    if (unknown)
      return refuse('unknown-item', {
        field: 'itemIds',
        message: `There is no item ${unknown} in this project.`,
      });
    if (command.itemIds.some((id) => agendaEntry(session, id)))
      return refuse('already-on-agenda', { field: 'itemIds' });
    return events({ type: 'ItemsListed', entries: command.itemIds.map((id) => must(context.items[id])) });
  });

/** Runs `decide` when the asker is in the chair and the item is on the agenda. */
const onEntry = (session: Session, itemId: ItemId, context: Context, decide: () => Decision): Decision =>
  asChair(session, context, () =>
    agendaEntry(session, itemId) ? decide() : refuse('unknown-item', { field: 'itemId' }),
  );

export const moveItem = (session: Session, command: CommandOf<'moveItem'>, context: Context): Decision =>
  onEntry(session, command.itemId, context, () =>
    events({
      type: 'ItemMoved',
      itemId: command.itemId,
      toIndex: Math.min(command.toIndex, session.agenda.length - 1),
    }),
  );

export const unlistItem = (session: Session, command: CommandOf<'unlistItem'>, context: Context): Decision =>
  onEntry(session, command.itemId, context, () =>
    latestRound(session, command.itemId)
      ? refuse('item-has-rounds')
      : events({ type: 'ItemUnlisted', itemId: command.itemId }),
  );

/** Leaving an item closes its open round, so that nobody goes on answering into nothing. */
function leaving(session: Session, itemId: ItemId): SessionEvent[] {
  const round = latestRound(session, itemId);
  return round?.phase === 'open' ? [{ type: 'RoundClosed', roundId: round.id }] : [];
}

export const parkItem = (session: Session, command: CommandOf<'parkItem'>, context: Context): Decision =>
  onEntry(session, command.itemId, context, () =>
    events(...leaving(session, command.itemId), {
      type: 'ItemParked',
      itemId: command.itemId,
      note: command.note,
    }),
  );

export const skipItem = (session: Session, command: CommandOf<'skipItem'>, context: Context): Decision =>
  onEntry(session, command.itemId, context, () =>
    events(...leaving(session, command.itemId), { type: 'ItemSkipped', itemId: command.itemId }),
  );

export const takeUpItem = (session: Session, command: CommandOf<'takeUpItem'>, context: Context): Decision =>
  onEntry(session, command.itemId, context, () => events({ type: 'ItemTakenUp', itemId: command.itemId }));

export const focus = (session: Session, command: CommandOf<'focus'>, context: Context): Decision =>
  command.itemId === null
    ? asChair(session, context, () => events({ type: 'FocusSet', itemId: null }))
    : onEntry(session, command.itemId, context, () => events({ type: 'FocusSet', itemId: command.itemId }));
