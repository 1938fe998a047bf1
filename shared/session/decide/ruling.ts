import { rulingId } from '#shared/ids.ts';
import { must } from '#shared/must.ts';
import { answerProblem } from '#shared/rubric/ballot-problems.ts';
import { isSplit } from '#shared/rubric/disagreement.ts';
import { slotsOf, type Slot } from '#shared/rubric/slots.ts';
import type { CommandOf } from '../commands.ts';
import { agendaEntry, currentRuling, isRevealed, latestRound, revealedRounds } from '../queries.ts';
import { refuse, type Refusal } from '../refusals.ts';
import type { RevealedRound, Session } from '../state.ts';
import { asMember, events, holdsChair, mayAsk, type Context, type Decision } from './context.ts';

const valuesIn = (round: RevealedRound, slot: string) =>
  Object.values(round.ballots).flatMap((cast) => cast.ballot.values[slot] ?? []);

function splitSlots(session: Session, round: RevealedRound): Slot[] {
  const shape = must(agendaEntry(session, round.itemId)).shape;
  return slotsOf(session.rubric, shape).filter(({ dimension, key }) =>
    isSplit(dimension.scale, valuesIn(round, key), session.policy.splitThreshold),
  );
}

/** A split on a safety dimension escalates: the meeting alone does not settle it. */
const isSafetySplit = (session: Session, round: RevealedRound): boolean =>
  splitSlots(session, round).some(({ dimension }) => dimension.safety);

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

interface Problem {
  readonly field: string;
  readonly message: string;
}

function valueProblem(session: Session, { itemId, values }: CommandOf<'rule'>): Problem | null {
  const shape = must(agendaEntry(session, itemId)).shape;
  const slots = new Map(slotsOf(session.rubric, shape).map((slot) => [slot.key, slot.dimension]));
  for (const [key, value] of Object.entries(values)) {
    const dimension = slots.get(key);
    const message = dimension
      ? answerProblem(dimension.scale, value, shape)
      : 'The rubric has no such dimension here.';
    if (message && !(dimension?.allowNotApplicable && value.kind === 'na')) return { field: key, message };
  }
  return null;
}

/** What a verdict says of the split (laws R2, R6): an irresolvable one nothing, a decision at least one thing that was disputed. */
function verdictProblem(session: Session, { verdict, values, itemId }: CommandOf<'rule'>): string | null {
  const isEmpty = Object.keys(values).length === 0;
  if (verdict === 'irresolvable')
    return isEmpty ? null : 'An irresolvable item keeps its distribution and has no ruled value.';
  if (isEmpty) return 'Say what holds, for at least one dimension.';
  const split = revealedRounds(session, itemId).flatMap((round) => splitSlots(session, round));
  if (split.length === 0 || split.some(({ key }) => key in values)) return null;
  const names = [...new Set(split.map(({ dimension }) => dimension.name))].join(', ');
  return `Answers are split on ${names}. Say what holds on at least one of these.`;
}

/** What keeps a ruling from standing (laws R1, R2, R6), at its field. */
function contentProblem(session: Session, command: CommandOf<'rule'>): Problem | null {
  const wrongValue = valueProblem(session, command);
  if (wrongValue) return wrongValue;
  const wrongVerdict = verdictProblem(session, command);
  if (wrongVerdict !== null) return { field: 'values', message: wrongVerdict };
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
