import { annotatorDiagnostics } from '#shared/agreement/annotator-diagnostics.ts';
import { krippendorffAlpha } from '#shared/agreement/krippendorff-alpha.ts';
import { valueOrNull } from '#shared/agreement/result.ts';
import type { Label } from '#shared/agreement/table.ts';
import { proportion } from '#shared/agreement/wilson.ts';
import { itemTitle } from '#shared/items/title.ts';
import type { LeftOut } from '#shared/protocol/http/agreement.ts';
import type { OwnAgreement, OwnDifference, OwnDimension } from '#shared/protocol/http/agreement-own.ts';
import type { Db } from '../../db/database.ts';
import { reasonsOf, rubricVersions, sessionsWithLabelsOf } from '../../repositories/agreement-context.ts';
import {
  notCounted,
  ratedLabels,
  type LabelFilter,
  type RatedLabel,
} from '../../repositories/agreement-labels.ts';
import { itemsByIds } from '../../repositories/items.ts';
import { dimensionsOf, type CountedDimension } from './dimensions.ts';
import type { Facts, Meeting } from './facts.ts';
import { labelKey, labelWords, targetWords } from './label-words.ts';
import { ratedTable } from './labels.ts';
import { rulingLabels } from './movement.ts';
import { labelFilter } from './order.ts';
import { ownUnits, type OwnUnit } from './own-units.ts';
import { isOrdered } from './people.ts';

const MOST_DIFFERENCES = 200;

/** Who asks, and on which side. */
export interface OwnAsked {
  readonly personId: string;
  readonly round: 'blind' | 'after';
}

/** One's labels on a dimension beside those of the same sessions. */
interface Own {
  readonly of: CountedDimension;
  readonly personId: string;
  readonly labels: readonly RatedLabel[];
  readonly units: readonly OwnUnit[];
  readonly rulings: ReadonlyMap<string, Label>;
  readonly meetings: readonly Meeting[];
}

type Usage = Map<string, { readonly label: Label; own: number; panel: number }>;

function usageOf(units: readonly OwnUnit[]): Usage {
  const usage: Usage = new Map();
  const entry = (label: Label) => {
    const known = usage.get(labelKey(label)) ?? { label, own: 0, panel: 0 };
    usage.set(labelKey(label), known);
    return known;
  };
  for (const { own, others } of units) {
    entry(own).own += 1;
    for (const label of others) entry(label).panel += 1;
  }
  return usage;
}

/** How often each answer was given, by oneself and by the others on the same units, as shares. */
function scaleUse({ of, units }: Own): OwnDimension['scaleUse'] {
  const usage = usageOf(units);
  const sum = (side: 'own' | 'panel') =>
    Math.max(
      1,
      [...usage.values()].reduce((total, one) => total + one[side], 0),
    );
  const [own, panel] = [sum('own'), sum('panel')];
  const declared = 'categories' in of.scale ? (of.scale.categories ?? []) : [];
  for (const label of declared)
    if (!usage.has(labelKey(label))) usage.set(labelKey(label), { label, own: 0, panel: 0 });
  const order = new Map(declared.map((label, index) => [labelKey(label), index]));
  return [...usage]
    .toSorted(([a], [b]) => (order.get(a) ?? 0) - (order.get(b) ?? 0))
    .map(([key, { label, ...counts }]) => ({
      key,
      words: labelWords(of.dimension, label),
      own: counts.own / own,
      panel: counts.panel / panel,
    }));
}

const isRight = (unit: OwnUnit, rulings: Own['rulings']): boolean | null => {
  const ruled = rulings.get(unit.unit);
  return ruled === undefined ? null : labelKey(ruled) === labelKey(unit.own);
};

function againstRulings({ units, rulings }: Own): OwnDimension['rulings'] {
  const judged = units.map((unit) => isRight(unit, rulings)).filter((right) => right !== null);
  const equal = judged.filter(Boolean).length;
  const share = proportion(equal, judged.length);
  const interval = share.defined ? share.interval : undefined;
  return { ruled: judged.length, equal, low: interval?.low ?? null, high: interval?.high ?? null };
}

const alike = ({ own, others }: OwnUnit): number =>
  others.filter((label) => labelKey(label) === labelKey(own)).length;

function withOthers(units: readonly OwnUnit[]): number | null {
  const shares = units
    .filter(({ others }) => others.length > 0)
    .map((unit) => alike(unit) / unit.others.length);
  return shares.length === 0 ? null : shares.reduce((sum, share) => sum + share, 0) / shares.length;
}

function bySession({ meetings, units }: Own): OwnDimension['sessions'] {
  const groups = Map.groupBy(units, ({ collection }) => collection);
  return meetings.flatMap(({ id, title, at }) => {
    const own = groups.get(id);
    if (!own) return [];
    const compared = own.filter(({ others }) => others.length > 0).length;
    return [{ sessionId: id, title, at, compared, withOthers: withOthers(own) }];
  });
}

function ownDimension(mine: Own): OwnDimension {
  const { of, personId, labels, units } = mine;
  const { dimension, scale } = of;
  const table = ratedTable(of, labels);
  const panel = annotatorDiagnostics(table);
  const me = panel.defined ? panel.people.find(({ rater }) => rater === personId) : undefined;
  return {
    ...{
      dimensionId: dimension.id,
      name: dimension.name,
      level: scale.level,
      isOrdered: isOrdered(scale.level),
    },
    labels: units.length,
    compared: units.filter(({ others }) => others.length > 0).length,
    withOthers: withOthers(units),
    alphaAll: valueOrNull(krippendorffAlpha(table)),
    alphaWithout: me ? valueOrNull(me.alphaWithout) : null,
    signedDifference: me ? valueOrNull(me.meanSignedDifference) : null,
    scaleUse: scaleUse(mine),
    rulings: againstRulings(mine),
    sessions: bySession(mine),
  };
}

/** How far from the others' mean counts as apart: a point, or a tenth of a scale of numbers; null where answers have no size. */
function reachOf({ scale }: CountedDimension['dimension']): number | null {
  if (scale.kind === 'number') return (scale.max - scale.min) / 10;
  return scale.kind === 'likert' ? 1 : null;
}

/** Different from what most others said; where answers can be near, also not near. */
function isApart({ dimension }: CountedDimension, unit: OwnUnit): boolean {
  const reach = reachOf(dimension);
  if (unit.others.length === 0) return false;
  if (reach === null) return alike(unit) * 2 < unit.others.length;
  const mean = unit.others.reduce<number>((sum, label) => sum + Number(label), 0) / unit.others.length;
  return Math.abs(Number(unit.own) - mean) >= reach;
}

function panelWords({ dimension }: CountedDimension, others: readonly Label[]): OwnDifference['panel'] {
  return [...Map.groupBy(others, labelKey).values()]
    .map((group) => ({ words: labelWords(dimension, group[0] ?? ''), count: group.length }))
    .toSorted((a, b) => b.count - a.count);
}

function differencesOf(mine: Own, reasons: ReadonlyMap<string, string>): Omit<OwnDifference, 'title'>[] {
  const { of, units, rulings, meetings } = mine;
  const meetingOf = new Map(meetings.map((meeting) => [meeting.id, meeting]));
  return units.flatMap((unit) => {
    const meeting = meetingOf.get(unit.collection);
    const [differsFromPanel, differsFromRuling] = [isApart(of, unit), isRight(unit, rulings) === false];
    if (!meeting || !(differsFromPanel || differsFromRuling)) return [];
    const ruled = rulings.get(unit.unit);
    return [
      {
        ...{ itemId: unit.itemId, sessionId: meeting.id, session: meeting.title, at: meeting.at },
        ...{
          dimensionId: of.dimension.id,
          dimension: of.dimension.name,
          differsFromPanel,
          differsFromRuling,
        },
        target: targetWords(unit.target, unit.part),
        own: labelWords(of.dimension, unit.own),
        reason: reasons.get(`${meeting.id}/${unit.itemId}`) ?? '',
        panel: panelWords(of, unit.others),
        ...{ alike: alike(unit), others: unit.others.length },
        ruling: ruled === undefined ? null : labelWords(of.dimension, ruled),
      },
    ];
  });
}

async function titled(
  db: Db,
  facts: Facts,
  found: readonly Omit<OwnDifference, 'title'>[],
): Promise<OwnDifference[]> {
  const ids = [...new Set(found.map(({ itemId }) => itemId))];
  const items = await itemsByIds(db, facts.projectId, ids);
  const titles = new Map<string, string>(items.map(({ id, content }) => [id, itemTitle(content)]));
  return found.map((one) => ({ ...one, title: titles.get(one.itemId) ?? one.itemId }));
}

async function ownReasons(db: Db, facts: Facts, { personId, round }: OwnAsked): Promise<Map<string, string>> {
  const all = await reasonsOf(db, facts.projectId, personId);
  const wanted = all.filter(({ roundNumber }) => (round === 'blind' ? roundNumber === 1 : roundNumber > 1));
  return new Map(wanted.map(({ itemId, sessionId, reason }) => [`${sessionId ?? ''}/${itemId}`, reason]));
}

const REASONS = ['late', 'exposed', 'replaced'] as const;

async function ownLeftOut(db: Db, filter: LabelFilter): Promise<LeftOut[]> {
  const counts = await notCounted(db, filter);
  const sums = REASONS.map((reason) => ({
    reason,
    count: counts.reduce((sum, of) => sum + of[reason], 0),
  }));
  return sums.filter(({ count }) => count > 0);
}

/**
 * One person's own page, for that person: beside the panel of the sessions they voted in under their name, and beside the rulings.
 * Labels made elsewhere stay out: not everybody may see those.
 */
export async function mine(
  db: Db,
  facts: Facts,
  asked: OwnAsked,
  most = MOST_DIFFERENCES,
): Promise<OwnAgreement> {
  const { personId, round } = asked;
  const sessions = await sessionsWithLabelsOf(db, facts.projectId, personId);
  const filter = { ...labelFilter(facts, { round, source: 'all' }), amongSessions: sessions };
  const all = await ratedLabels(db, filter);
  const { counted } = dimensionsOf(await rubricVersions(db, facts.projectId), null);
  const own = counted
    .map((of): Own => {
      const labels = all.filter(({ dimensionId }) => dimensionId === of.dimension.id);
      const rulings = rulingLabels(of, facts);
      return {
        of,
        personId,
        labels,
        units: ownUnits(of, labels, personId),
        rulings,
        meetings: facts.meetings,
      };
    })
    .filter(({ units }) => units.length > 0);
  const reasons = await ownReasons(db, facts, asked);
  const found = own
    .flatMap((one) => differencesOf(one, reasons))
    .toSorted((a, b) => b.at - a.at || Number(b.differsFromRuling) - Number(a.differsFromRuling));
  return {
    sessions: sessions.length,
    withoutNames: facts.withoutNames.get(personId) ?? 0,
    leftOut: await ownLeftOut(db, { ...filter, people: [personId] }),
    dimensions: own.map(ownDimension),
    differences: await titled(db, facts, found.slice(0, most)),
    moreDifferences: Math.max(0, found.length - most),
  };
}
