import { rulingId } from '#shared/ids.ts';
import { must } from '#shared/must.ts';
import { answerProblem } from '#shared/rubric/ballot-problems.ts';
import { isSplit } from '#shared/rubric/disagreement.ts';
import { slotsOf } from '#shared/rubric/slots.ts';
import type { CommandOf } from '../commands.ts';
import { agendaEntry, currentRuling, isRevealed, latestRound } from '../queries.ts';
import { refuse, type Refusal } from '../refusals.ts';
import type { RevealedRound, Session } from '../state.ts';
import { asMember, events, holdsChair, mayAsk, type Context, type Decision } from './context.ts';

const valuesIn = (round: RevealedRound, slot: string) =>
  Object.values(round.ballots).flatMap((cast) => cast.ballot.values[slot] ?? []);

/** A split on a safety dimension escalates: the meeting alone does not settle it. */
function isSafetySplit(session: Session, round: RevealedRound): boolean {
  const shape = must(agendaEntry(session, round.itemId)).shape;
  return slotsOf(session.rubric, shape).some(
    ({ dimension, key }) =>
      dimension.safety && isSplit(dimension.scale, valuesIn(round, key), session.policy.splitThreshold),
  );
}

/** Consensus is written down by the chair or a reviewer; a reviewer also rules alone. */
function authorityProblem(
  session: Session,
  command: CommandOf<'rule'>,
  round: RevealedRound,
  context: Context,
): Refusal['code'] | null {
  if (mayAsk(context, 'session.rule')) return null;
  if (command.by === 'reviewer') return 'not-allowed';
  if (!holdsChair(session, context))
    return mayAsk(context, 'session.facilitate') ? 'not-the-chair' : 'not-allowed';
  return isSafetySplit(session, round) ? 'needs-reviewer' : null;
}

/** What keeps a ruling from standing (laws R1, R2), at its field. */
function contentProblem(
  session: Session,
  command: CommandOf<'rule'>,
): { field: string; message: string } | null {
  const shape = must(agendaEntry(session, command.itemId)).shape;
  const slots = new Map(slotsOf(session.rubric, shape).map((slot) => [slot.key, slot.dimension]));
  for (const [key, value] of Object.entries(command.values)) {
    const dimension = slots.get(key);
    const message = dimension
      ? answerProblem(dimension.scale, value, shape)
      : 'The rubric has no such dimension here.';
    if (message && !(dimension?.allowNotApplicable && value.kind === 'na')) return { field: key, message };
  }
  if (command.verdict === 'decided' && Object.keys(command.values).length === 0) {
    return { field: 'values', message: 'Say what holds, for at least one dimension.' };
  }
  if (command.verdict === 'irresolvable' && Object.keys(command.values).length > 0) {
    return {
      field: 'values',
      message: 'An irresolvable item keeps its distribution and has no ruled value.',
    };
  }
  if (command.reason === '')
    return { field: 'reason', message: 'Give the reason; it is what the next person will look for.' };
  if (command.cited.kind === 'none' && command.question === '') {
    return {
      field: 'question',
      message: 'Name the question that no clause answers; it becomes the edge case.',
    };
  }
  return null;
}

export const rule = (session: Session, command: CommandOf<'rule'>, context: Context): Decision =>
  asMember(session, context, (self) => {
    if (!agendaEntry(session, command.itemId)) return refuse('unknown-item', { field: 'itemId' });
    const latest = latestRound(session, command.itemId);
    if (!latest || !isRevealed(latest) || latest.id !== command.roundId) return refuse('not-revealed');
    const code = authorityProblem(session, command, latest, context);
    if (code) return refuse(code);
    const problem = contentProblem(session, command);
    if (problem) return refuse('invalid-ruling', problem);
    const { type: _type, ...content } = command;
    const supersedes = currentRuling(session, command.itemId)?.id ?? null;
    const id = rulingId.parse(context.newId());
    return events({ type: 'RulingMade', ruling: { ...content, id, madeBy: self.id, supersedes } });
  });

/** Dissent is kept beside the ruling and changes nothing of it (law R4). */
export const dissent = (session: Session, command: CommandOf<'dissent'>, context: Context): Decision =>
  asMember(session, context, (self) =>
    session.rulings.some((ruling) => ruling.id === command.rulingId)
      ? events({
          type: 'DissentRecorded',
          rulingId: command.rulingId,
          personId: self.id,
          reason: command.reason,
        })
      : refuse('unknown-ruling', { field: 'rulingId' }),
  );
