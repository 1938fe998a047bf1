import { LEFT_OUT } from '#shared/protocol/http/agreement-words.ts';
import type { AgreementFilter } from '#shared/protocol/http/agreement.ts';
import type {
  BallotBehind,
  ItemBehind,
  ItemsBehind,
  RulingBehind,
} from '#shared/protocol/http/agreement-detail.ts';
import type { ItemContent } from '#shared/items/item.ts';
import { itemTitle } from '#shared/items/title.ts';
import { must } from '#shared/must.ts';
import type { Value } from '#shared/rubric/scales/schemas.ts';
import { splitSlotKey } from '#shared/rubric/slots.ts';
import type { Db } from '../../db/database.ts';
import { labelsOfItems, type ItemLabel } from '../../repositories/agreement-context.ts';
import { exposureKey, ratedLabels, type RatedLabel } from '../../repositories/agreement-labels.ts';
import { itemsByIds } from '../../repositories/items.ts';
import { RefusedError } from '../refused.ts';
import type { CountedDimension } from './dimensions.ts';
import { disputes, type Dispute } from './disputes.ts';
import type { Facts } from './facts.ts';
import { anonymousSessions, individual } from './individuals.ts';
import { labelKey, labelWords, targetWords, valueWords } from './label-words.ts';
import { personKey, ratedTable, readerOf } from './labels.ts';
import { askedDimension, labelFilter } from './order.ts';
import { itemsPointedAt, type Pointed } from './pointed.ts';

const PAGE = 10;

/** What the labels of one page need to be shown. */
interface Scene {
  readonly of: CountedDimension;
  readonly facts: Facts;
  readonly side: 'blind' | 'after';
  /** `addressOf` of every label that is in the figure. */
  readonly counted: ReadonlySet<string>;
  readonly exposed: ReadonlySet<string>;
  readonly anonymous: ReadonlySet<string>;
}

type Addressed = Pick<ItemLabel, 'sessionId' | 'roundId' | 'itemId' | 'target' | 'rater' | 'value'>;

const addressOf = ({ sessionId, roundId, itemId, target, rater, value }: Addressed): string =>
  JSON.stringify([sessionId, roundId, itemId, target, rater, value]);

function whyNot(label: ItemLabel, { side, exposed }: Scene): string {
  const { sessionId, itemId, rater, roundNumber, isLate } = label;
  if (isLate) return LEFT_OUT.late;
  if (side === 'blind' && roundNumber > 1) return 'a later vote';
  if (side === 'after' && roundNumber === 1) return 'a first vote';
  if (exposed.has(exposureKey(sessionId ?? '', itemId, rater))) return LEFT_OUT.exposed;
  return 'replaced, or outside the filter';
}

function whoOf(label: ItemLabel, { facts, anonymous }: Scene): Pick<BallotBehind, 'who' | 'personKey'> {
  if (label.sessionId !== null && anonymous.has(label.sessionId)) return { who: null, personKey: null };
  if (!label.raterKnown) return { who: 'not named', personKey: null };
  const key = personKey(label);
  return { who: individual(facts, key)?.name ?? 'somebody', personKey: key };
}

function fromOf({ sessionId, batchId }: ItemLabel, { facts }: Scene): string {
  if (sessionId === null) return facts.batches.find(({ id }) => id === batchId)?.fileName ?? 'an import';
  return facts.meetings.find(({ id }) => id === sessionId)?.title ?? 'a session';
}

function ballotOf(label: ItemLabel, scene: Scene): BallotBehind {
  const { dimension } = scene.of;
  const labels = readerOf(dimension)(label.value);
  const isCounted = scene.counted.has(addressOf(label));
  return {
    ...whoOf(label, scene),
    target: targetWords(label.target, ''),
    words: valueWords(dimension, JSON.parse(label.value) as Value),
    key: typeof labels === 'string' ? labels : labels.map(([, one]) => labelKey(one)).join(' '),
    reason: label.reason,
    round: label.roundNumber,
    from: fromOf(label, scene),
    ...{ sessionId: label.sessionId, version: label.version, isCounted },
    whyNot: isCounted ? null : whyNot(label, scene),
  };
}

/** By what they say and never in the order in which people answered: that order could tell who is who. */
const ballotOrder = (a: BallotBehind, b: BallotBehind): number =>
  Number(b.isCounted) - Number(a.isCounted) ||
  a.from.localeCompare(b.from) ||
  a.round - b.round ||
  (a.target ?? '').localeCompare(b.target ?? '') ||
  a.key.localeCompare(b.key, 'en', { numeric: true }) ||
  (a.who ?? '').localeCompare(b.who ?? '') ||
  a.reason.localeCompare(b.reason);

function ruledWords({ dimension }: CountedDimension, values: Readonly<Record<string, Value>>): string | null {
  const words = Object.entries(values).flatMap(([slot, value]) => {
    const { dimensionId, target } = splitSlotKey(slot);
    if (dimensionId !== dimension.id) return [];
    return [
      [targetWords(target, ''), valueWords(dimension, value)].filter((part) => part !== null).join(': '),
    ];
  });
  return words.length === 0 ? null : words.join('; ');
}

function rulingOf(itemId: string, { of, facts }: Scene): RulingBehind | null {
  const newest = facts.rulings
    .filter((ruling) => ruling.itemId === itemId)
    .toSorted((a, b) => b.madeAt - a.madeAt)[0];
  if (!newest) return null;
  const { sessionId, verdict, values, reason } = newest;
  const session = facts.meetings.find(({ id }) => id === sessionId)?.title ?? 'a session';
  return { sessionId, session, verdict, words: ruledWords(of, values), reason };
}

/** The first mentioned people differ on comes first, then what adds most to the disagreement. */
function chosen(all: readonly Dispute[], pointedAt: ReadonlyMap<string, boolean>): Dispute[] {
  const found = all.filter(({ itemId }) => pointedAt.has(itemId));
  const differs = (dispute: Dispute) => Number(pointedAt.get(dispute.itemId) ?? false);
  return found.toSorted((a, b) => differs(b) - differs(a) || b.share - a.share);
}

async function shownItems(db: Db, page: readonly Dispute[], scene: Scene): Promise<ItemBehind[]> {
  const { facts, of } = scene;
  const ids = page.map(({ itemId }) => itemId);
  const items = await itemsByIds(db, facts.projectId, ids);
  const contents = new Map<string, ItemContent>(items.map(({ id, content }) => [id, content]));
  const labels = await labelsOfItems(db, facts.projectId, of.dimension.id, ids);
  const byItem = Map.groupBy(labels, ({ itemId }) => itemId);
  return page.map(({ itemId, share, shape }) => {
    const content = must(contents.get(itemId), 'the item of a label');
    return {
      ...{ itemId, title: itemTitle(content), externalId: content.externalId, share, shape },
      ballots: (byItem.get(itemId) ?? []).map((label) => ballotOf(label, scene)).toSorted(ballotOrder),
      ruling: rulingOf(itemId, scene),
    };
  });
}

function namedPerson(facts: Facts, key: string | null): string | null {
  if (key === null) return null;
  const person = individual(facts, key);
  if (!person) throw new RefusedError('not-found', 'Nobody here is shown under this name.', 'person');
  return person.name;
}

function categoryWords(
  of: CountedDimension,
  labels: readonly RatedLabel[],
  key: string | null,
): string | null {
  if (key === null) return null;
  const read = readerOf(of.dimension);
  const all = labels.flatMap(({ value }) => {
    const parts = read(value);
    return typeof parts === 'string' ? [] : parts.map(([, label]) => label);
  });
  const label = all.find((one) => labelKey(one) === key);
  return label === undefined ? key : labelWords(of.dimension, label);
}

/** The items behind a cell or point, with every ballot on the dimension, its reason, and whether it is in the figure. */
export async function itemsBehind(
  db: Db,
  facts: Facts,
  asked: AgreementFilter,
  pointed: Pointed,
  page: number,
): Promise<ItemsBehind> {
  const of = await askedDimension(db, facts, asked);
  const [person, other] = [namedPerson(facts, pointed.person), namedPerson(facts, pointed.other)];
  const labels = await ratedLabels(db, { ...labelFilter(facts, asked), dimensionId: of.dimension.id });
  const found = chosen(disputes(of, ratedTable(of, labels)), itemsPointedAt(of, labels, pointed));
  const scene: Scene = {
    ...{ of, facts, side: asked.round, anonymous: anonymousSessions(facts) },
    counted: new Set(labels.map(addressOf)),
    exposed: new Set(facts.exposed),
  };
  return {
    ...{ dimensionId: of.dimension.id, name: of.dimension.name, person, other },
    firstWords: categoryWords(of, labels, pointed.first),
    secondWords: categoryWords(of, labels, pointed.second),
    ...{ total: found.length, page, pages: Math.max(1, Math.ceil(found.length / PAGE)) },
    items: await shownItems(db, found.slice((page - 1) * PAGE, page * PAGE), scene),
  };
}
