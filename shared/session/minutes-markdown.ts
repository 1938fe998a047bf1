import { plainLine, plainLines } from '#shared/markdown/plain-lines.ts';
import type { Rubric } from '#shared/rubric/rubric.ts';
import { dimensionOf } from '#shared/rubric/slots.ts';
import { minutesItemMarkdown, type MinutesFrame } from './minutes-item-markdown.ts';
import type { Minutes, OpenEnd } from './minutes.ts';
import type { Anonymity } from './policy.ts';
import type { DimensionAgreement } from './view.ts';

const time = (at: number | null) =>
  at === null ? '—' : `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
const list = (lines: readonly string[]) => lines.map((line) => `- ${line}`).join('\n');
const section = (title: string, body: string) => (body === '' ? '' : `## ${title}\n\n${body}\n\n`);

const WHY: Readonly<Record<OpenEnd['why'], string>> = {
  parked: 'parked',
  'split-without-ruling': 'split, without a ruling',
  'ruled-in-part': 'ruled in part',
  'nobody-answered': 'revealed, but nobody had answered',
  'not-revealed': 'voted on, not revealed',
  'not-answered': 'opened, not answered',
  'not-reached': 'not reached',
};
const ANONYMITY: Readonly<Record<Anonymity, string>> = {
  named: 'Answers stand under names',
  pseudonymous: 'Answers stand under handles that hold for this session',
  anonymous: 'Answers stand without names',
};

function basisWords({ report }: DimensionAgreement): string {
  const { alpha, percentAgreement } = report;
  const people = alpha.raters === null ? '' : `, ${alpha.raters} people`;
  const pairs = percentAgreement.defined
    ? `${Math.round(percentAgreement.value * 100)} % of pairs agree; `
    : '';
  const few = alpha.defined && report.tooFewItems ? '; too few items to say much' : '';
  const units = alpha.units === 1 ? '1 unit' : `${alpha.units} units`;
  return `${pairs}${alpha.n} labels on ${units}${people}${few}`;
}

/** Never a bare number (law A2), and never one where there is none (law A3). */
function agreementLine(rubric: Rubric, entry: DimensionAgreement): string {
  const name = nameIn(rubric, entry.dimensionId);
  const { alpha, level } = entry.report;
  if (!alpha.defined) return `${name}: alpha is undefined because ${alpha.explanation}; ${basisWords(entry)}`;
  const { interval } = alpha;
  const between = interval ? ` [${interval.low.toFixed(2)}, ${interval.high.toFixed(2)}]` : '';
  return `${name}: alpha (${level}) ${alpha.value.toFixed(3)}${between}; ${basisWords(entry)}`;
}

const nameIn = (rubric: Rubric, id: string) => plainLine(dimensionOf(rubric, id)?.name ?? id);
const openWords = (rubric: Rubric, { dimensions }: OpenEnd) =>
  dimensions.length === 0 ? '' : ` (${dimensions.map((id) => nameIn(rubric, id)).join(', ')})`;
const noteWords = (note: string) => (note === '' ? '' : `: ${plainLines(note, '  ')}`);

function heading(minutes: Minutes): string {
  const { title, projectName, startedAt, endedAt, pin, anonymity } = minutes;
  const facts = [
    `Project: ${plainLine(projectName)}`,
    `Started: ${time(startedAt)}; ended: ${time(endedAt)}`,
    'Times are in UTC; the page of these minutes shows them in its reader’s own time zone',
    `Guideline version: ${pin.version} (${pin.hash.slice(0, 12)})`,
    ANONYMITY[anonymity],
  ];
  return `# Minutes: ${plainLine(title)}\n\n${list(facts)}\n\n`;
}

function people({ attendance }: Minutes): string[] {
  return attendance.map(({ name, isGuest, seat }) =>
    [plainLine(name), ...(isGuest ? ['guest'] : []), ...(seat === 'watching' ? ['watching'] : [])].join(', '),
  );
}

/** The minutes as a Markdown document that reads well on its own: all that the page shows, under the same anonymity (law B4). */
export function minutesMarkdown(minutes: Minutes, clauseTitle: (id: string) => string): string {
  const { rubric, quoted, chairs, items, openEnds, agreement, guideline } = minutes;
  const frame: MinutesFrame = { rubric, quoted, clauseTitle, time };
  const inChair = chairs.map(
    (chair) => `${time(chair.at)}: ${plainLine(chair.name)}${chair.handedOver ? ' (handed over)' : ''}`,
  );
  const ends = openEnds.map(
    (end) => `${plainLine(end.title)} — ${WHY[end.why]}${openWords(rubric, end)}${noteWords(end.note)}`,
  );
  const changes = guideline.map(
    (change) =>
      `${plainLine(change.question)} — ${change.version === null ? change.state : `committed in version ${change.version}`}`,
  );
  return (
    heading(minutes) +
    section('Attendance', list(people(minutes))) +
    section('In the chair', list(inChair)) +
    section('Agreement, blind', list(agreement.blind.map((entry) => agreementLine(rubric, entry)))) +
    section(
      'Agreement, after discussion',
      list(agreement.after.map((entry) => agreementLine(rubric, entry))),
    ) +
    section('Items', items.map((item, at) => minutesItemMarkdown(frame, item, at + 1)).join('\n\n')) +
    section('Guideline', list(changes)) +
    section('Open ends', list(ends))
  );
}
