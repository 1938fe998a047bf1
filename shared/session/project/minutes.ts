import { must } from '#shared/must.ts';
import { agreementParts } from '../agreement.ts';
import type { MinutesItem, OpenEnd, SessionMinutes } from '../minutes.ts';
import { latestRound } from '../queries.ts';
import type { AgendaEntry, Session } from '../state.ts';
import type { AgendaItemView } from '../view.ts';
import { nameIn } from './names.ts';
import { projectItem } from './reveal.ts';
import { agendaTitles, projectAgenda } from './shared.ts';

/** What the minutes say about one item; `title` where others of the agenda have the same. */
export const projectMinutesItem = (
  session: Session,
  entry: AgendaEntry,
  title: string = entry.title,
): MinutesItem => {
  const { rounds, moves, comments, rulings } = projectItem(session, entry);
  const { itemId, state, note } = entry;
  return { itemId, title, state, note, rounds, moves, comments, rulings };
};

/** What a revealed round leaves open (law R6). */
function leftOpen({ answers, split, ruling }: AgendaItemView): OpenEnd['why'] | null {
  if ((split?.open.length ?? 0) > 0) return ruling === null ? 'split-without-ruling' : 'ruled-in-part';
  return answers === 0 && ruling === null ? 'nobody-answered' : null;
}

function whyOpen(session: Session, entry: AgendaEntry, shown: AgendaItemView): OpenEnd['why'] | null {
  if (entry.state === 'parked') return 'parked';
  const round = latestRound(session, entry.itemId);
  if (entry.state === 'skipped' || !round || round.mode === 'imported') {
    return round?.phase === 'revealed' || entry.state === 'skipped' ? null : 'not-reached';
  }
  if (round.phase !== 'revealed')
    return Object.keys(round.ballots).length > 0 ? 'not-revealed' : 'not-answered';
  return leftOpen(shown);
}

const UNSETTLED = new Set<OpenEnd['why']>(['split-without-ruling', 'ruled-in-part']);

/** What the meeting leaves undone, in the order of the agenda. */
export function openEnds(session: Session, titles: readonly string[] = agendaTitles(session)): OpenEnd[] {
  const shown = projectAgenda(session);
  return session.agenda.flatMap((entry, at) => {
    const item = must(shown[at]);
    const why = whyOpen(session, entry, item);
    const { itemId, note } = entry;
    const dimensions = (why && UNSETTLED.has(why) ? item.split?.open : null) ?? [];
    return why === null ? [] : [{ itemId, title: titles[at] ?? entry.title, why, dimensions, note }];
  });
}

/** The minutes as they stand now: they write themselves while the meeting runs, from what is revealed. */
export function projectMinutes(session: Session): SessionMinutes {
  const { id: sessionId, title, phase, startedAt, endedAt, pin, rubric } = session;
  const titles = agendaTitles(session);
  return {
    ...{ sessionId, title, phase, startedAt, endedAt, pin, rubric },
    anonymity: session.policy.anonymity,
    attendance: Object.values(session.people).map(({ name, isGuest, seat }) => ({ name, isGuest, seat })),
    chairs: session.chairs.map(({ personId, at, handedOver }) => ({
      name: nameIn(session, personId),
      at,
      handedOver,
    })),
    items: session.agenda.map((entry, at) => projectMinutesItem(session, entry, titles[at] ?? entry.title)),
    openEnds: openEnds(session, titles),
    agreement: agreementParts(session),
  };
}
