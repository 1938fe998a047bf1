import type { ItemShape } from '#shared/items/item.ts';
import type { PersonId } from '#shared/ids.ts';
import { disagreement } from '#shared/rubric/disagreement.ts';
import { rulesFor } from '#shared/rubric/scales/index.ts';
import type { Value } from '#shared/rubric/scales/schemas.ts';
import { slotsOf, type Slot } from '#shared/rubric/slots.ts';
import { steps, type Step } from '../movement.ts';
import { hash32 } from '../order.ts';
import { revealedRounds, rulingsOn, stillExpected } from '../queries.ts';
import type { AgendaEntry, RevealedRound, Ruling, Session } from '../state.ts';
import type {
  BallotView,
  CommentView,
  ItemPart,
  MoveView,
  RevealedRoundView,
  RulingView,
  SlotSummary,
} from '../view.ts';
import { attributor, nameIn } from './names.ts';

type Attribute = ReturnType<typeof attributor>;

const answersTo = (round: RevealedRound, slot: Slot): Value[] =>
  Object.values(round.ballots).flatMap((cast) => {
    const value = cast.ballot.values[slot.key];
    return value?.kind === slot.dimension.scale.kind ? [value] : [];
  });

/** Share of pairs that gave the same answer; null where pairs cannot be counted. */
function agreeingPairs(slot: Slot, answers: readonly Value[]): number | null {
  const rules = rulesFor(slot.dimension.scale);
  if (answers.length < 2 || rules.level(slot.dimension.scale) === null) return null;
  const counts = new Map<string, number>();
  for (const answer of answers) {
    const bucket = rules.bucket(answer as never);
    counts.set(bucket, (counts.get(bucket) ?? 0) + 1);
  }
  const agreeing = [...counts.values()].reduce((sum, count) => sum + count * (count - 1), 0);
  return agreeing / (answers.length * (answers.length - 1));
}

function slotSummary(session: Session, slot: Slot, round: RevealedRound): SlotSummary {
  const answers = answersTo(round, slot);
  const amount = disagreement(slot.dimension.scale, answers);
  return {
    slot: slot.key,
    disagreement: amount,
    agreeingPairs: agreeingPairs(slot, answers),
    isSplit: amount !== null && amount > session.policy.splitThreshold,
    answers: answers.length,
  };
}

/** One line per slot of a revealed round, in priority order. */
export const slotSummaries = (session: Session, shape: ItemShape, round: RevealedRound): SlotSummary[] =>
  slotsOf(session.rubric, shape).map((slot) => slotSummary(session, slot, round));

/** In an order that tells neither who cast first nor, where names are hidden, who is who from one round to the next. */
function ballotViews(session: Session, round: RevealedRound, attribute: Attribute): BallotView[] {
  const isNamed = session.policy.anonymity === 'named';
  const key = (id: PersonId) =>
    isNamed
      ? nameIn(session, id, round).toLowerCase()
      : hash32(`${session.shuffleSeed}/reveal/${round.id}/${id}`);
  const inOrder = Object.entries(round.ballots)
    .map(([id, cast]) => ({ id: id as PersonId, cast, key: key(id as PersonId) }))
    .toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  return inOrder.map(({ id, cast: { ballot } }) => ({
    ...attribute(id, round),
    values: ballot.values,
    reason: ballot.reason,
    confidence: ballot.confidence,
    clause: ballot.clause,
  }));
}

function roundView(
  session: Session,
  shape: ItemShape,
  round: RevealedRound,
  attribute: Attribute,
): RevealedRoundView {
  const expected = new Set<string>(stillExpected(round));
  return {
    id: round.id,
    number: round.number,
    mode: round.mode,
    revealedAt: round.revealedAt,
    expected: expected.size,
    extra: Object.keys(round.ballots).filter((id) => !expected.has(id)).length,
    excused: round.excused.length,
    late: round.late.length,
    ballots: ballotViews(session, round, attribute),
    slots: slotSummaries(session, shape, round),
  };
}

function moveViews(list: readonly Step[], round: RevealedRound, attribute: Attribute): MoveView[] {
  const moves = new Map<string, MoveView>();
  for (const { slot, from, to, personId } of list) {
    const key = JSON.stringify([slot, from, to]);
    const move = moves.get(key) ?? { slot, from, to, count: 0, who: [] };
    const { who } = attribute(personId, round);
    moves.set(key, { ...move, count: move.count + 1, who: who === null ? [] : [...move.who, who] });
  }
  return [...moves.values()];
}

function movesOf(
  session: Session,
  shape: ItemShape,
  rounds: readonly RevealedRound[],
  attribute: Attribute,
): MoveView[] {
  const [first] = rounds;
  const last = rounds.at(-1);
  if (!first || !last || first === last) return [];
  return moveViews(steps(session.rubric, shape, first, last), last, attribute);
}

function commentViews(session: Session, itemId: string, attribute: Attribute): CommentView[] {
  return session.comments
    .filter((comment) => comment.itemId === itemId)
    .map(({ id, dimensionId, replyTo, personId, text, at }) => ({
      id,
      dimensionId,
      replyTo,
      text,
      at,
      ...attribute(personId),
    }));
}

function rulingView(session: Session, ruling: Ruling, attribute: Attribute): RulingView {
  const { itemId: _itemId, madeBy, dissents, ...content } = ruling;
  return {
    ...content,
    madeBy: nameIn(session, madeBy),
    dissents: dissents.map(({ personId, reason, at }) => ({ who: attribute(personId).who, reason, at })),
  };
}

/** All that may be seen of an item: its revealed rounds and what followed. Open and closed rounds are not in here. */
export function projectItem(session: Session, entry: AgendaEntry): ItemPart {
  const attribute = attributor(session);
  const rounds = revealedRounds(session, entry.itemId);
  return {
    itemId: entry.itemId,
    rounds: rounds.map((round) => roundView(session, entry.shape, round, attribute)),
    moves: movesOf(session, entry.shape, rounds, attribute),
    comments: commentViews(session, entry.itemId, attribute),
    rulings: rulingsOn(session, entry.itemId).map((ruling) => rulingView(session, ruling, attribute)),
  };
}
