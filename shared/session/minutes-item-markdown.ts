import type { QuotedPart } from '#shared/items/item-text.ts';
import { plainLine, plainLines, verbatim } from '#shared/markdown/plain-lines.ts';
import { besideCount, times } from '#shared/rubric/beside-count.ts';
import { bucketValue } from '#shared/rubric/bucket-value.ts';
import type { Rubric } from '#shared/rubric/rubric.ts';
import { rulesFor } from '#shared/rubric/scales/index.ts';
import type { Scale } from '#shared/rubric/scales/schemas.ts';
import { dimensionOf, splitSlotKey } from '#shared/rubric/slots.ts';
import type { MinutesItem } from './minutes.ts';
import { minutesMoves, type OneRoundOnly } from './minutes-moves.ts';
import { CAUSE_WORDS, rulingWords, slotWords } from './ruling-words.ts';
import type {
  BallotView,
  CommentView,
  MoveView,
  RevealedRoundView,
  RulingView,
  SlotSummary,
} from './view.ts';

/** What the minutes of every item need of the session. */
export interface MinutesFrame {
  readonly rubric: Rubric;
  readonly quoted: Readonly<Record<string, readonly QuotedPart[]>>;
  readonly clauseTitle: (id: string) => string;
  readonly time: (at: number) => string;
}

/** In an anonymous session nobody is named, as on the page (law B4). */
const nameOf = (who: string | null) => (who === null ? 'Somebody' : plainLine(who));
const names = (who: readonly string[]) => who.map(plainLine).join(', ');
const bullets = (lines: readonly string[], indent = '') =>
  lines.map((line) => `${indent}- ${line}`).join('\n');

function quotation(parts: readonly QuotedPart[] | undefined): string[] {
  return (parts ?? []).map(({ name, text, left }) => {
    const rest = left > 0 ? `\n\n… and ${left.toLocaleString('en-GB')} more characters.` : '';
    return `*${plainLine(name)}*\n\n${verbatim(text)}${rest}`;
  });
}

const scaleOf = (rubric: Rubric, slot: string): Scale | undefined =>
  dimensionOf(rubric, splitSlotKey(slot).dimensionId)?.scale;

/** Answers in words, in the order of their first mention; claims apart, because nobody counts sets of verdicts. */
function answersIn(scale: Scale, ballot: BallotView, slot: string): readonly (readonly [string, string])[] {
  const value = ballot.values[slot];
  if (!value) return [];
  if (value.kind !== 'claims' || scale.kind !== 'claims') return [['', besideCount(scale, value)]];
  const label = (id: string) => scale.verdicts.find((verdict) => verdict.id === id)?.label ?? id;
  return Object.entries(value.verdicts).map(([claim, id]) => [`claim ${claim.slice(1)}`, label(id)]);
}

interface Given {
  readonly about: string;
  readonly words: string;
  readonly who: string | null;
}

const countWords = (given: readonly Given[]) =>
  [...Map.groupBy(given, ({ words }) => words)]
    .toSorted(([, a], [, b]) => b.length - a.length)
    .map(([words, list]) => {
      const who = list.flatMap((one) => one.who ?? []);
      return `${times(list.length, plainLine(words))}${who.length > 0 ? `: ${names(who)}` : ''}`;
    })
    .join('; ');

/** `3 × A: Ada, Ben, Cy; 1 × Tie: Di` */
function answersLine(scale: Scale, round: RevealedRoundView, slot: string): string {
  const given = round.ballots.flatMap((ballot) =>
    answersIn(scale, ballot, slot).map(([about, words]): Given => ({ about, words, who: ballot.who })),
  );
  if (given.length === 0) return 'no answers';
  return [...Map.groupBy(given, ({ about }) => about)]
    .toSorted(([a], [b]) => a.localeCompare(b, 'en', { numeric: true }))
    .map(([about, list]) => (about === '' ? countWords(list) : `${about}: ${countWords(list)}`))
    .join(' / ');
}

function slotLine(rubric: Rubric, round: RevealedRoundView, summary: SlotSummary): string[] {
  const scale = scaleOf(rubric, summary.slot);
  if (!scale || rulesFor(scale).level(scale) === null) return [];
  const pairs =
    summary.agreeingPairs === null ? '' : ` (${Math.round(summary.agreeingPairs * 100)} % of pairs agree)`;
  const split = summary.isSplit ? ', **split**' : '';
  return [
    `${plainLine(slotWords(rubric, summary.slot))}${split}: ${answersLine(scale, round, summary.slot)}${pairs}`,
  ];
}

function textLines(rubric: Rubric, round: RevealedRoundView): string[] {
  return round.slots.flatMap(({ slot }) => {
    if (scaleOf(rubric, slot)?.kind !== 'text') return [];
    return round.ballots.flatMap(({ who, values }) => {
      const value = values[slot];
      if (value?.kind !== 'text' || value.text.trim() === '') return [];
      return `${plainLine(slotWords(rubric, slot))}, ${nameOf(who)}: ${plainLines(value.text, '  ')}`;
    });
  });
}

const reasonLines = (round: RevealedRoundView): string[] =>
  round.ballots.flatMap(({ who, reason }) =>
    reason.trim() === '' ? [] : `${nameOf(who)}: ${plainLines(reason, '  ')}`,
  );

const titled = (title: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : [`${title}\n\n${bullets(lines)}`];

function roundParts(rubric: Rubric, round: RevealedRoundView): string[] {
  const label = round.mode === 'imported' ? 'Labels made elsewhere' : `Round ${round.number}`;
  const late = round.late > 0 ? `, ${round.late} too late and not counted` : '';
  const extra = round.extra > 0 ? `, ${round.extra} more who came later` : '';
  const excused = round.excused > 0 ? `, ${round.excused} excused` : '';
  const answered = `${round.ballots.length - round.extra} of ${round.expected} answered`;
  const slots = round.slots.flatMap((summary) => slotLine(rubric, round, summary));
  return [
    `**${label}**: ${answered}${extra}${excused}${late}.${slots.length > 0 ? `\n\n${bullets(slots)}` : ''}`,
    ...titled('Texts:', textLines(rubric, round)),
    ...titled('Reasons:', reasonLines(round)),
  ];
}

function moveLine(rubric: Rubric, { slot, from, to, count, who }: MoveView): string {
  const scale = scaleOf(rubric, slot);
  const words = (bucket: string | null) =>
    bucket === null || !scale ? 'no answer' : plainLine(besideCount(scale, bucketValue(scale, bucket)));
  const people = who.length > 0 ? names(who) : `${count} people`;
  return `${plainLine(slotWords(rubric, slot))}: ${words(from)} → ${words(to)}: ${people}`;
}

const onlyLine = (words: string, { who, count }: OneRoundOnly): string[] =>
  count === 0 ? [] : [`${words}: ${who.length > 0 ? names(who) : `${count} people`}`];

function moveParts(rubric: Rubric, { rounds, moves }: MinutesItem): string[] {
  if (rounds.length < 2) return [];
  const { moved, noSecond, onlySecond } = minutesMoves(rubric, rounds, moves);
  const lines = [
    ...moved.map((move) => moveLine(rubric, move)),
    ...onlyLine('No second answer', noSecond),
    ...onlyLine('Answered only the second time', onlySecond),
  ];
  return titled('**Who moved**', lines.length > 0 ? lines : ['Nobody.']);
}

function rulingPart(frame: MinutesFrame, ruling: RulingView, isOvertaken: boolean): string {
  const { verdict, cited, by, madeBy, madeAt, reason, question, dissents } = ruling;
  const what =
    verdict === 'irresolvable'
      ? 'Irresolvable; the distribution of answers stands'
      : rulingWords(frame.rubric, ruling.values);
  const rule =
    cited.kind === 'clause'
      ? `Clause: ${plainLine(frame.clauseTitle(cited.clauseId))}`
      : `No clause covers this. Question: ${plainLines(question, '  ')}`;
  const lines = [
    `Reason: ${plainLines(reason, '  ')}`,
    rule,
    `Cause: ${CAUSE_WORDS[ruling.cause]}`,
    `By ${by === 'consensus' ? 'consensus, written down by' : 'the reviewer,'} ${plainLine(madeBy)}, ${frame.time(madeAt)}`,
    ...dissents.map(
      (dissent) =>
        `Dissent${dissent.who ? ` of ${plainLine(dissent.who)}` : ''}: ${plainLines(dissent.reason, '  ')}`,
    ),
  ];
  return `**Ruling${isOvertaken ? ', overtaken by a later one' : ''}**: ${plainLine(what)}.\n\n${bullets(lines)}`;
}

function commentLine({ time, rubric }: MinutesFrame, comment: CommentView): string {
  const indent = comment.replyTo === null ? '' : '  ';
  const dimension = comment.dimensionId ? dimensionOf(rubric, comment.dimensionId)?.name : undefined;
  const about = dimension ? `, on ${plainLine(dimension)}` : '';
  return `${indent}- ${nameOf(comment.who)}, ${time(comment.at)}${about}: ${plainLines(comment.text, `${indent}  `)}`;
}

/** Replies stand under what they answer. */
function talkParts(frame: MinutesFrame, comments: readonly CommentView[]): string[] {
  if (comments.length === 0) return [];
  const known = new Set(comments.map(({ id }) => id));
  const starts = comments.filter(({ replyTo }) => replyTo === null || !known.has(replyTo));
  const inOrder = starts.flatMap((start) => [
    start,
    ...comments.filter(({ replyTo }) => replyTo === start.id),
  ]);
  return [`**What was said**\n\n${inOrder.map((comment) => commentLine(frame, comment)).join('\n')}`];
}

/** All that the minutes hold of one item. */
export function minutesItemMarkdown(frame: MinutesFrame, item: MinutesItem, place: number): string {
  const state = item.state === 'listed' ? '' : ` (${item.state})`;
  const note = item.note === '' ? [] : [`Note: ${plainLines(item.note, '')}`];
  const history = [
    ...item.rounds.flatMap((round) => roundParts(frame.rubric, round)),
    ...moveParts(frame.rubric, item),
    ...item.rulings.map((ruling, at) => rulingPart(frame, ruling, at < item.rulings.length - 1)),
    ...talkParts(frame, item.comments),
  ];
  return [
    `### ${place}. ${plainLine(item.title)}${state}`,
    ...note,
    ...quotation(frame.quoted[item.itemId]),
    ...(history.length > 0 ? history : ['Nothing was revealed.']),
  ].join('\n\n');
}
