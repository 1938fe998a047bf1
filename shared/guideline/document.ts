/**
 * The co-edited draft: one Y.Doc with two roots. `text` is the guideline in Markdown. `rubric` is a map of whole values, so
 * that two people who edit different dimensions never meet, and two who edit the same one do not tear it:
 * `task` → string, `order` → dimension ids in priority order, `dim:<id>` → the dimension as plain JSON.
 */
import type { Doc, Map as YMap, Text } from 'yjs';
import { rubricSchema, type Dimension, type Rubric } from '#shared/rubric/rubric.ts';

export const TEXT_ROOT = 'text';
export const RUBRIC_ROOT = 'rubric';
const TASK = 'task';
const ORDER = 'order';
const DIMENSION = 'dim:';

/** Every key that the rubric map may have; the gateway refuses others. */
export const isRubricKey = (key: string): boolean =>
  key === TASK || key === ORDER || /^dim:[A-Za-z][A-Za-z0-9_-]{0,59}$/.test(key);

export const draftText = (doc: Doc): Text => doc.getText(TEXT_ROOT);
export const draftRubric = (doc: Doc): YMap<unknown> => doc.getMap<unknown>(RUBRIC_ROOT);

/** What keeps a draft's rubric from being used, at the dimension it concerns (null: the rubric as a whole). */
export interface DraftProblem {
  readonly dimensionId: string | null;
  readonly message: string;
}

export interface Draft {
  readonly text: string;
  /** null when `problems` says why it cannot be used. */
  readonly rubric: Rubric | null;
  readonly problems: readonly DraftProblem[];
}

const isString = (value: unknown): value is string => typeof value === 'string';

/** Dimension ids in priority order. Two people who add one at the same time each write an order without the other's: it goes last. */
export function dimensionOrder(doc: Doc): string[] {
  const rubric = draftRubric(doc);
  const present = [...rubric.keys()]
    .filter((key) => key.startsWith(DIMENSION))
    .map((key) => key.slice(DIMENSION.length));
  const order: unknown = rubric.get(ORDER);
  const listed = Array.isArray(order)
    ? [...new Set(order.filter(isString))].filter((id) => present.includes(id))
    : [];
  return [...listed, ...present.filter((id) => !listed.includes(id)).toSorted()];
}

/** The value of a dimension as it stands, possibly unfinished; undefined when there is none. */
export const dimensionValue = (doc: Doc, id: string): unknown => draftRubric(doc).get(DIMENSION + id);

/** The draft's text and rubric; the rubric only when every part of it is complete. */
export function readDraft(doc: Doc): Draft {
  const text = draftText(doc).toJSON();
  const order = dimensionOrder(doc);
  const task = draftRubric(doc).get(TASK);
  const value = {
    task: isString(task) ? task : undefined,
    dimensions: order.map((id) => dimensionValue(doc, id)),
  };
  const result = rubricSchema.safeParse(value);
  const misnamed = result.success
    ? result.data.dimensions.find(({ id }, place) => id !== order[place])
    : undefined;
  if (result.success && !misnamed) return { text, rubric: result.data, problems: [] };
  const problems = (result.error?.issues ?? []).map((issue) => ({
    dimensionId: typeof issue.path[1] === 'number' ? (order[issue.path[1]] ?? null) : null,
    message: issue.message,
  }));
  const wrongId = misnamed
    ? [{ dimensionId: misnamed.id, message: 'The dimension stands under another id.' }]
    : [];
  return { text, rubric: null, problems: [...problems, ...wrongId] };
}

/** Adds a dimension at the end of the priority order, or replaces the one with its id. */
export function writeDimension(doc: Doc, dimension: Dimension, origin?: unknown): void {
  doc.transact(() => {
    const order = dimensionOrder(doc);
    draftRubric(doc).set(DIMENSION + dimension.id, structuredClone(dimension));
    if (!order.includes(dimension.id)) draftRubric(doc).set(ORDER, [...order, dimension.id]);
  }, origin);
}

/** Puts a dimension at a place (0 = first) of the priority order. Unknown ids change nothing. */
export function moveDimension(doc: Doc, id: string, place: number, origin?: unknown): void {
  const order = dimensionOrder(doc);
  if (!order.includes(id)) return;
  const others = order.filter((other) => other !== id);
  doc.transact(() => draftRubric(doc).set(ORDER, others.toSpliced(place, 0, id)), origin);
}

/** Takes a dimension out of the rubric. */
export function removeDimension(doc: Doc, id: string, origin?: unknown): void {
  doc.transact(() => {
    const order = dimensionOrder(doc).filter((other) => other !== id);
    draftRubric(doc).delete(DIMENSION + id);
    draftRubric(doc).set(ORDER, order);
  }, origin);
}

/** Sets what kind of task the rubric is for. */
export function writeTask(doc: Doc, task: string, origin?: unknown): void {
  doc.transact(() => draftRubric(doc).set(TASK, task), origin);
}

/** Fills an empty document. A document that has a history is never seeded again: its peers would get everything twice. */
export function seedDraft(doc: Doc, text: string, rubric: Rubric, origin?: unknown): void {
  doc.transact(() => {
    draftText(doc).insert(0, text);
    draftRubric(doc).set(TASK, rubric.task);
    for (const dimension of rubric.dimensions)
      draftRubric(doc).set(DIMENSION + dimension.id, structuredClone(dimension));
    draftRubric(doc).set(
      ORDER,
      rubric.dimensions.map(({ id }) => id),
    );
  }, origin);
}

/** Writes what one draft says, unfinished dimensions included, into an empty document: the words without their history. */
export function copyDraft(from: Doc, to: Doc): void {
  to.transact(() => {
    draftText(to).insert(0, draftText(from).toJSON());
    for (const [key, value] of draftRubric(from).entries()) draftRubric(to).set(key, structuredClone(value));
  });
}
