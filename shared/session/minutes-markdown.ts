import { rulesFor } from '#shared/rubric/scales/index.ts';
import type { Rubric } from '#shared/rubric/rubric.ts';
import { dimensionOf, splitSlotKey } from '#shared/rubric/slots.ts';
import type { Minutes, MinutesItem, OpenEnd } from './minutes.ts';
import { CAUSE_WORDS, rulingWords, slotWords, valueWords } from './ruling-words.ts';
import type { DimensionAgreement, RevealedRoundView, RulingView } from './view.ts';

/** Text of people may hold Markdown of its own; in the minutes it is a line of text. */
const plain = (text: string) =>
  text
    .replace(/\s+/g, ' ')
    .replace(/([\\`*_[\]<>#|])/g, '\\$1')
    .trim();
const time = (at: number | null) =>
  at === null ? '—' : `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
const list = (lines: readonly string[]) => lines.map((line) => `- ${line}`).join('\n');
const section = (title: string, body: string) => (body === '' ? '' : `## ${title}\n\n${body}\n\n`);

const WHY: Readonly<Record<OpenEnd['why'], string>> = {
  parked: 'parked',
  'split-without-ruling': 'split, without a ruling',
  'not-revealed': 'voted on, not revealed',
  'not-reached': 'not reached',
};

/** `A × 3 (Ada, Ben, Cy); Tie × 1 (Di)` */
function answersLine(rubric: Rubric, round: RevealedRoundView, slot: string): string {
  const groups = new Map<string, string[]>();
  for (const ballot of round.ballots) {
    const value = ballot.values[slot];
    if (!value) continue;
    const words = valueWords(rubric, slot, value);
    groups.set(words, [...(groups.get(words) ?? []), ballot.who ?? '']);
  }
  return [...groups]
    .map(([words, who]) => {
      const names = who.filter((name) => name !== '').map(plain);
      return `${plain(words)} × ${who.length}${names.length > 0 ? ` (${names.join(', ')})` : ''}`;
    })
    .join('; ');
}

function isCounted(rubric: Rubric, slot: string): boolean {
  const dimension = dimensionOf(rubric, splitSlotKey(slot).dimensionId);
  return dimension !== undefined && rulesFor(dimension.scale).level(dimension.scale) !== null;
}

function roundLines(rubric: Rubric, round: RevealedRoundView): string {
  const slots = round.slots.filter((summary) => isCounted(rubric, summary.slot));
  const lines = slots.map(
    ({ slot, isSplit }) =>
      `  - ${slotWords(rubric, slot)}${isSplit ? ' (split)' : ''}: ${answersLine(rubric, round, slot)}`,
  );
  const label = round.mode === 'imported' ? 'Imported labels' : `Round ${round.number}`;
  const late = round.late > 0 ? `, ${round.late} too late and not counted` : '';
  const extra = round.extra > 0 ? `, ${round.extra} more who came later` : '';
  const answered = `${round.ballots.length - round.extra} of ${round.expected} answered`;
  return `- **${label}**: ${answered}${extra}${late}\n${lines.join('\n')}`;
}

function rulingLines(rubric: Rubric, ruling: RulingView): string {
  const what =
    ruling.verdict === 'irresolvable'
      ? 'Irresolvable; the distribution stands'
      : rulingWords(rubric, ruling.values);
  const clause = ruling.cited.kind === 'clause' ? `clause ${ruling.cited.clauseId}` : 'no clause covers this';
  const head = `- **Ruling** (${ruling.by}, ${plain(ruling.madeBy)}): ${plain(what)}. ${CAUSE_WORDS[ruling.cause]}; ${clause}. ${plain(ruling.reason)}`;
  const dissents = ruling.dissents.map(
    (dissent) => `  - Dissent${dissent.who ? ` of ${plain(dissent.who)}` : ''}: ${plain(dissent.reason)}`,
  );
  return [head, ...dissents].join('\n');
}

function itemSection(rubric: Rubric, item: MinutesItem, index: number): string {
  const state = item.state === 'listed' ? '' : ` — ${item.state}${item.note ? `: ${plain(item.note)}` : ''}`;
  const parts = [
    ...item.rounds.map((round) => roundLines(rubric, round)),
    ...item.rulings.map((ruling) => rulingLines(rubric, ruling)),
  ];
  return `### ${index + 1}. ${plain(item.title)}${state}\n\n${parts.length > 0 ? parts.join('\n') : 'Nothing was revealed.'}\n`;
}

function agreementLine(rubric: Rubric, { dimensionId, report }: DimensionAgreement): string {
  const name = dimensionOf(rubric, dimensionId)?.name ?? dimensionId;
  const { alpha } = report;
  if (!alpha.defined) return `${name}: alpha is undefined because ${alpha.explanation}`;
  const interval = alpha.interval
    ? ` [${alpha.interval.low.toFixed(2)}, ${alpha.interval.high.toFixed(2)}]`
    : '';
  return `${name}: alpha (${report.level}) ${alpha.value.toFixed(3)}${interval}, ${alpha.units} units, ${alpha.n} values${report.tooFewItems ? '; too few items to say much' : ''}`;
}

/** The minutes as a Markdown document that reads well on its own. */
export function minutesMarkdown(minutes: Minutes): string {
  const { rubric, attendance, chairs, items, openEnds, agreement, guideline } = minutes;
  const head = [
    `# ${plain(minutes.title)}`,
    '',
    list([
      `Project: ${plain(minutes.projectName)}`,
      `Started: ${time(minutes.startedAt)}; ended: ${time(minutes.endedAt)}`,
      `Guideline version: ${minutes.pin.version} (${minutes.pin.hash.slice(0, 12)})`,
      `Ballots are ${minutes.anonymity}`,
    ]),
    '',
    '',
  ].join('\n');
  const people = attendance.map(
    (person) =>
      `${plain(person.name)}${person.isGuest ? ' (guest)' : ''}${person.seat === 'watching' ? ', watching' : ''}`,
  );
  const inChair = chairs.map(
    (chair) => `${time(chair.at)}: ${plain(chair.name)}${chair.handedOver ? ' (handed over)' : ''}`,
  );
  const ends = openEnds.map(
    (end) => `${plain(end.title)} — ${WHY[end.why]}${end.note ? `: ${plain(end.note)}` : ''}`,
  );
  const changes = guideline.map(
    (change) =>
      `${plain(change.question)} — ${change.version === null ? change.state : `committed in version ${change.version}`}`,
  );
  return (
    head +
    section('Attendance', list(people)) +
    section('In the chair', list(inChair)) +
    section('Items', items.map((item, index) => itemSection(rubric, item, index)).join('\n')) +
    section('Agreement, blind', list(agreement.blind.map((entry) => agreementLine(rubric, entry)))) +
    section(
      'Agreement, after discussion',
      list(agreement.after.map((entry) => agreementLine(rubric, entry))),
    ) +
    section('Guideline', list(changes)) +
    section('Open ends', list(ends))
  );
}
