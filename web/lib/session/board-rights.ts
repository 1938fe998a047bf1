import type { AgendaItemView, MePart, SessionPart } from '#shared/session/view.ts';

/** What somebody may do at the reveal board of an item. */
export interface BoardRights {
  /** Why they cannot take part in the talk; null when they can. */
  readonly whyNoTalk: string | null;
  readonly mayRule: boolean;
  readonly mayRuleAlone: boolean;
  readonly mayRevote: boolean;
}

function whyNoTalk(me: MePart | undefined, isEnded: boolean): string | null {
  if (isEnded) return 'The session has ended; the talk is closed.';
  return me?.abilities.includes('session.discuss') ? null : 'Your role reads along here.';
}

/** What the server will allow them as things stand (laws S5, S8, R5). */
export function boardRights(
  me: MePart | undefined,
  session: Pick<SessionPart, 'phase'>,
  round: AgendaItemView['round'],
): BoardRights {
  const isEnded = session.phase === 'ended';
  const isChair = me?.isChair ?? false;
  const mayRuleAlone = me?.abilities.includes('session.rule') ?? false;
  return {
    whyNoTalk: whyNoTalk(me, isEnded),
    mayRule: !isEnded && (mayRuleAlone || isChair) && round?.phase === 'revealed',
    mayRuleAlone,
    mayRevote: !isEnded && isChair && round?.phase === 'revealed',
  };
}
