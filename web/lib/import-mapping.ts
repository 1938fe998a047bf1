import type { Column, ItemMapping, LabelMapping } from '#shared/protocol/http/imports.ts';

/** Parts of an item that one column holds, in the order in which the form asks. */
export const ITEM_PARTS = [
  ['id', 'Id'],
  ['prompt', 'Prompt'],
  ['context', 'Context'],
  ['turns', 'Dialogue (turns)'],
  ['claims', 'Claims'],
  ['task', 'Task'],
  ['lang', 'Language'],
  ['tags', 'Tags'],
] as const satisfies readonly (readonly [keyof ItemMapping, string])[];

/** Parts of a label that one column holds. */
export const LABEL_PARTS = [
  ['item', 'Item (id in its source)'],
  ['annotator', 'Who'],
  ['target', 'Response it is about'],
  ['reason', 'Reason'],
  ['at', 'Time'],
] as const satisfies readonly (readonly [keyof LabelMapping, string])[];

/** The same mapping with one part in another column; an empty column takes the part out. */
export function withColumn<M extends ItemMapping | LabelMapping>(
  mapping: M,
  part: keyof M,
  column: string,
): M {
  const { [part]: _, ...rest } = mapping;
  return (column === '' ? rest : { ...rest, [part]: column }) as M;
}

/** The same list with an entry put in, changed, or (empty) taken out. */
export function withEntry(list: readonly string[], index: number, column: string): string[] {
  const next = [...list];
  next[index] = column;
  return next.filter((entry) => entry !== '');
}

/** What a select of columns offers. */
export const columnOptions = (columns: readonly Column[]) => [
  { value: '', label: 'not in the file' },
  ...columns.map(({ name }) => ({ value: name, label: name })),
];

const SAMPLE_LENGTH = 48;

/** The first value of a column, shortened, to stand below its select; undefined when there is nothing to show. */
export function sampleOf(columns: readonly Column[], name: string | undefined): string | undefined {
  const sample = columns.find((column) => column.name === name)?.sample ?? '';
  if (sample === '') return undefined;
  return sample.length > SAMPLE_LENGTH ? `${sample.slice(0, SAMPLE_LENGTH - 1).trimEnd()}…` : sample;
}

/** Are labels one to a line (dimension and value) or one column for each dimension? */
export const isWide = (mapping: LabelMapping): boolean =>
  mapping.value === undefined && Object.keys(mapping.dimensions).length > 0;

/** What the source calls a dimension, and which of ours it is. */
export interface DimensionName {
  readonly source: string;
  readonly ours: string;
}

/**
 * Rows of the form: what is mapped by now, else the first name in the file when the rubric has no dimension of that name, so that the person
 * sees at once what has to be matched.
 */
export function dimensionNamesOf(
  mapping: LabelMapping,
  columns: readonly Column[],
  dimensions: readonly { readonly id: string; readonly name: string }[],
): DimensionName[] {
  const mapped = Object.entries(mapping.dimensions).map(([source, ours]) => ({ source, ours }));
  const first = columns.find((column) => column.name === mapping.dimension)?.sample ?? '';
  const isKnown = dimensions.some(({ id, name }) =>
    [id, name].some((ours) => ours.toLowerCase() === first.toLowerCase()),
  );
  return mapped.length > 0 || first === '' || isKnown ? mapped : [{ source: first, ours: '' }];
}

/** The mapping's `dimensions` out of the rows of the form; unfinished rows are left out. */
export const dimensionsOf = (names: readonly DimensionName[]): LabelMapping['dimensions'] =>
  Object.fromEntries(
    names
      .filter(({ source, ours }) => source.trim() !== '' && ours !== '')
      .map(({ source, ours }) => [source.trim(), ours]),
  );

/** One spelling of a value in the source and what it means here. */
export interface Spelling {
  readonly dimensionId: string;
  readonly source: string;
  readonly ours: string;
}

export const spellingsOf = (mapping: LabelMapping): Spelling[] =>
  Object.entries(mapping.values).flatMap(([dimensionId, spellings]) =>
    Object.entries(spellings).map(([source, ours]) => ({ dimensionId, source, ours: String(ours) })),
  );

/** Figures stay figures: a scale point `4` is not the option "4". */
const typed = (text: string): string | number => (/^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text);

/** The mapping's `values` out of the rows of the form; unfinished rows are left out. */
export function valuesOf(spellings: readonly Spelling[]): LabelMapping['values'] {
  const values: Record<string, Record<string, string | number>> = {};
  for (const { dimensionId, source, ours } of spellings) {
    if (dimensionId === '' || source === '' || ours.trim() === '') continue;
    (values[dimensionId] ??= {})[source] = typed(ours.trim());
  }
  return values;
}
