import { rubricFromDataset } from '#shared/import/dataset-rubric.ts';
import { resolveLabel, type ResolvedLabel } from '#shared/import/resolve-label.ts';
import { shapeOf, type ItemContent } from '#shared/items/item.ts';
import { MAX_REASON, type Ballot } from '#shared/rubric/ballot.ts';
import { rubricSchema, type Rubric } from '#shared/rubric/rubric.ts';
import type { Value } from '#shared/rubric/scales/schemas.ts';
import { slotKey, slotsOf } from '#shared/rubric/slots.ts';
import type { Expected } from './expected.ts';
import { FolderError, type Folder, type PersonalLabel } from './read-folder.ts';

/** Ballots by the id that the source gives an item. */
type BallotsByItem = ReadonlyMap<string, Ballot>;

/** A labelled set as a meeting needs it. */
export interface LabelledSet {
  readonly name: string;
  readonly rubric: Rubric;
  /** To be imported as it is. */
  readonly itemsFile: string;
  /** Source ids of the items, in the file's order. */
  readonly itemNames: readonly string[];
  readonly ballots: ReadonlyMap<string, BallotsByItem>;
  /** What was set aside or assumed, one sentence each. */
  readonly notes: readonly string[];
  /** null when there is none, or when only a part of the set is used. */
  readonly expected: Expected | null;
}

export interface Slice {
  /** Use only the first so many labelled items. */
  readonly items?: number;
  /** Use only the so many people with the most labels on them. */
  readonly people?: number;
}

interface Cast {
  readonly values: Map<string, Value>;
  readonly reasons: Set<string>;
}

/** Counts reasons for leaving something out. */
class Aside {
  readonly #counts = new Map<string, number>();

  add(reason: string): void {
    this.#counts.set(reason, (this.#counts.get(reason) ?? 0) + 1);
  }

  get sentences(): string[] {
    return [...this.#counts].map(([reason, count]) => `${count} labels set aside: ${reason}`);
  }
}

function chosenItems(folder: Folder, labels: readonly PersonalLabel[], slice: Slice): Folder['items'] {
  const labelled = new Set(labels.map(({ label }) => label.item));
  return folder.items.filter(({ content }) => labelled.has(content.externalId)).slice(0, slice.items);
}

function chosenPeople(labels: readonly PersonalLabel[], slice: Slice): Set<string> {
  const counts = [...Map.groupBy(labels, ({ person }) => person)].map(
    ([name, own]) => [name, own.length] as const,
  );
  const busiest = counts.toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  return new Set(busiest.slice(0, slice.people).map(([name]) => name));
}

/** One ballot for each person and item; a later label of the same person on the same slot replaces an earlier one. */
function collect(
  labels: readonly PersonalLabel[],
  items: ReadonlyMap<string, ItemContent>,
  rubric: Rubric,
  aside: Aside,
): Map<string, Map<string, Cast>> {
  const people = new Map<string, Map<string, Cast>>();
  for (const { person, label } of labels) {
    const item = items.get(label.item);
    const resolved = item && resolveLabel(label, item, rubric, {});
    if (!resolved) aside.add('Their item is not in the set.');
    else if (resolved.kind === 'set-aside') aside.add(resolved.reason);
    else if (resolved.kind === 'problem') throw new FolderError(`labels.jsonl: ${resolved.problem.reason}`);
    else put(people, person, label.item, resolved.label);
  }
  return people;
}

function put(
  people: Map<string, Map<string, Cast>>,
  person: string,
  item: string,
  label: ResolvedLabel,
): void {
  const own = people.get(person) ?? new Map<string, Cast>();
  const cast = own.get(item) ?? { values: new Map(), reasons: new Set() };
  cast.values.set(slotKey(label.dimension.id, label.target), label.value);
  if (label.reason !== '') cast.reasons.add(label.reason);
  people.set(person, own.set(item, cast));
}

const toBallot = ({ values, reasons }: Cast): Ballot => ({
  values: Object.fromEntries(values),
  reason: [...reasons].join('\n\n').slice(0, MAX_REASON),
  confidence: null,
  clause: null,
});

interface Answered {
  readonly item: ItemContent;
  readonly cast: Cast;
}

/** How many ballots leave something of this dimension out, and how many have something of it. */
function coverage(rubric: Rubric, dimensionId: string, answered: readonly Answered[]) {
  const counts = { partial: 0, some: 0 };
  for (const { item, cast } of answered) {
    const slots = slotsOf(rubric, shapeOf(item)).filter(({ dimension }) => dimension.id === dimensionId);
    const given = slots.filter(({ key }) => cast.values.has(key)).length;
    if (given < slots.length) counts.partial += 1;
    if (given > 0) counts.some += 1;
  }
  return counts;
}

/** A ballot is cast whole, but people of a data set left things out: dimensions nobody used go, the others become optional. */
function fit(rubric: Rubric, answered: readonly Answered[], notes: string[]): Rubric {
  const dimensions = rubric.dimensions.flatMap((dimension) => {
    const { partial, some } = coverage(rubric, dimension.id, answered);
    if (some === 0) notes.push(`${dimension.name}: left out, it has no labels.`);
    else if (partial > 0) notes.push(`${dimension.name}: optional here, ${partial} ballots lack it.`);
    return some === 0 ? [] : [{ ...dimension, optional: partial > 0 }];
  });
  return rubricSchema.parse({ ...rubric, dimensions });
}

/** A labelled set, or a slice of one, as ballots under a rubric that fits them. */
export function labelledSet(folder: Folder, slice: Slice = {}): LabelledSet {
  const made = rubricFromDataset(folder.dataset);
  if (!made.ok)
    throw new FolderError(
      `dataset.json: ${made.problems.map((one) => `${one.field} ${one.reason}`).join('; ')}`,
    );
  const { rubric: declared, setAside } = made;
  const notes = setAside.map((name) => `${name}: set aside, there is no scale for it here.`);
  const all = folder.labels(declared).filter(({ label }) => !setAside.includes(label.dimension));
  const items = chosenItems(folder, all, slice);
  const contents = new Map(items.map(({ content }) => [content.externalId, content]));
  const onItems = slice.items === undefined ? all : all.filter(({ label }) => contents.has(label.item));
  const people = chosenPeople(onItems, slice);
  const isNameless = onItems.some(({ label }) => label.annotator === null);
  if (isNameless)
    notes.push('The source names nobody: the third label of an item is cast by the third person.');
  const aside = new Aside();
  const casts = collect(
    onItems.filter(({ person }) => people.has(person)),
    contents,
    declared,
    aside,
  );
  const answered = [...casts.values()].flatMap((own) =>
    [...own].flatMap(([name, cast]) => ({ item: contents.get(name), cast })),
  );
  const rubric = fit(
    declared,
    answered.filter((entry): entry is Answered => entry.item !== undefined),
    notes,
  );
  const ballots = [...casts].map(([person, own]) => [person, mapped(own, toBallot)] as const);
  return {
    name: folder.name,
    rubric,
    itemsFile: fileOf(items),
    itemNames: [...contents.keys()],
    ballots: new Map(ballots),
    notes: [...notes, ...aside.sentences],
    expected: slice.items === undefined && slice.people === undefined ? folder.expected : null,
  };
}

/** The items with the passages they refer to, each of them once. */
function fileOf(items: Folder['items']): string {
  const passages = new Set(items.map(({ passage }) => passage).filter((passage) => passage !== null));
  return [...items.map(({ text }) => text), ...passages].join('\n');
}

const mapped = <K, V, W>(map: ReadonlyMap<K, V>, change: (value: V) => W): Map<K, W> =>
  new Map([...map].map(([key, value]) => [key, change(value)]));
