import type { Dimension, Rubric } from '#shared/rubric/rubric.ts';
import type { Scale, ScaleKind, ScaleOf } from '#shared/rubric/scales/schemas.ts';

/*
 * A dimension while it is being written. It has the shape of a finished one, but fields may still be empty; `dimension-problems.ts`
 * says what is missing. Every function returns a new value.
 */
const point = (value: number, label: string) => ({ value, label, definition: '', example: '' });
const option = (id: string, label: string) => ({ id, label, definition: '', example: '' });

const FIRST_SCALES: { readonly [K in ScaleKind]: ScaleOf<K> } = {
  pairwise: { kind: 'pairwise', allowTie: true, allowBothBad: false, strengths: 0 },
  ranking: { kind: 'ranking' },
  likert: {
    kind: 'likert',
    points: [point(1, 'Poor'), point(2, 'Weak'), point(3, 'Fair'), point(4, 'Good'), point(5, 'Very good')],
  },
  choice: { kind: 'choice', many: false, options: [option('yes', 'Yes'), option('no', 'No')] },
  claims: {
    kind: 'claims',
    verdicts: [
      option('supported', 'Supported'),
      option('contradicted', 'Contradicted'),
      option('unverifiable', 'Cannot be verified'),
    ],
  },
  text: { kind: 'text', maxLength: 4_000, placeholder: '' },
  number: { kind: 'number', min: 0, max: 100, step: 1, unit: '', level: 'interval' },
};

/** The scale of this kind that a new dimension starts with. */
export const firstScale = (kind: ScaleKind): Scale => structuredClone(FIRST_SCALES[kind]);

/** These compare responses, order them or go through claims: there is nothing to ask of each response (law G10). */
const WHOLE_ITEM: ReadonlySet<ScaleKind> = new Set(['pairwise', 'ranking', 'claims']);

/** What a scale of this kind can be asked about. */
export const scopesOf = (kind: ScaleKind): readonly Dimension['scope'][] =>
  WHOLE_ITEM.has(kind) ? ['item'] : ['item', 'response'];

/** The same dimension with the first scale of another kind, asked about what that kind can be asked about. */
export const withKind = (dimension: Dimension, kind: ScaleKind): Dimension => ({
  ...dimension,
  scale: firstScale(kind),
  scope: scopesOf(kind).includes(dimension.scope) ? dimension.scope : 'item',
});

/** Letters and digits of a name as an id: `Instruction following` → `instruction-following`. */
function slug(name: string, fallback: string): string {
  const letters = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[-0-9]+|-+$/g, '')
    .slice(0, 40);
  return letters === '' ? fallback : letters;
}

function unique(id: string, taken: readonly string[]): string {
  let free = id;
  for (let count = 2; taken.includes(free); count++) free = `${id}-${count}`;
  return free;
}

/** A dimension to be filled in. Its id follows from the name once and then stays, because labels refer to it. */
export function newDimension(name: string, kind: ScaleKind, taken: readonly string[]): Dimension {
  return {
    id: unique(slug(name, 'dimension'), taken),
    name,
    definition: '',
    scale: firstScale(kind),
    scope: 'item',
    optional: false,
    allowNotApplicable: false,
    safety: false,
  };
}

/** An option or verdict with an id that follows from its label. */
export const newOption = (label: string, taken: readonly string[]) =>
  option(unique(slug(label, 'option'), taken), label);

/** The next point of a scale: one above the highest. */
export const newPoint = (points: ScaleOf<'likert'>['points']) =>
  point(points.length === 0 ? 1 : Math.max(...points.map(({ value }) => value)) + 1, '');

/** A list with the entry at `from` standing at `to`; unchanged when either is no place of it. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const entry = list[from];
  if (entry === undefined || to < 0 || to >= list.length) return [...list];
  return list.toSpliced(from, 1).toSpliced(to, 0, entry);
}

export const replaced = <T>(list: readonly T[], at: number, change: Partial<NoInfer<T>>): T[] =>
  list.map((entry, index) => (index === at ? { ...entry, ...change } : entry));

export const removedAt = <T>(list: readonly T[], at: number): T[] => list.filter((_, index) => index !== at);

export const byValue = (points: ScaleOf<'likert'>['points']) => points.toSorted((a, b) => a.value - b.value);

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const text = (value: unknown) => (typeof value === 'string' ? value : '');
const truth = (value: unknown) => value === true;
const figure = (value: unknown, otherwise: number) =>
  typeof value === 'number' && Number.isFinite(value) ? value : otherwise;
const records = (value: unknown) => (Array.isArray(value) ? value.filter(isRecord) : []);

const anchorOf = (value: Record<string, unknown>) => ({
  label: text(value['label']),
  definition: text(value['definition']),
  example: text(value['example']),
});
const optionsOf = (value: unknown) =>
  records(value).map((entry) => ({ id: text(entry['id']), ...anchorOf(entry) }));

const SCALES: { readonly [K in ScaleKind]: (value: Record<string, unknown>) => ScaleOf<K> } = {
  pairwise: (value) => ({
    kind: 'pairwise',
    allowTie: value['allowTie'] !== false,
    allowBothBad: truth(value['allowBothBad']),
    strengths: value['strengths'] === 2 ? 2 : value['strengths'] === 3 ? 3 : 0,
  }),
  ranking: () => ({ kind: 'ranking' }),
  likert: (value) => ({
    kind: 'likert',
    points: records(value['points']).map((entry) => ({
      value: figure(entry['value'], 0),
      ...anchorOf(entry),
    })),
  }),
  choice: (value) => ({ kind: 'choice', many: truth(value['many']), options: optionsOf(value['options']) }),
  claims: (value) => ({ kind: 'claims', verdicts: optionsOf(value['verdicts']) }),
  text: (value) => ({
    kind: 'text',
    maxLength: figure(value['maxLength'], 4_000),
    placeholder: text(value['placeholder']),
  }),
  number: (value) => ({
    kind: 'number',
    min: figure(value['min'], 0),
    max: figure(value['max'], 0),
    step: figure(value['step'], 1),
    unit: text(value['unit']),
    level: value['level'] === 'ratio' ? 'ratio' : 'interval',
  }),
};

const isKind = (kind: unknown): kind is ScaleKind => typeof kind === 'string' && kind in SCALES;

function readScale(value: unknown): Scale {
  if (!isRecord(value) || !isKind(value['kind'])) return firstScale('choice');
  return SCALES[value['kind']](value);
}

/**
 * A dimension from whatever stands in the shared document: somebody may be in the middle of writing it, or an older program wrote
 * it. What is missing is empty; nothing throws.
 */
export function readDimension(id: string, value: unknown): Dimension {
  const fields = isRecord(value) ? value : {};
  return {
    id,
    name: text(fields['name']),
    definition: text(fields['definition']),
    scale: readScale(fields['scale']),
    scope: fields['scope'] === 'response' ? 'response' : 'item',
    optional: truth(fields['optional']),
    allowNotApplicable: truth(fields['allowNotApplicable']),
    safety: truth(fields['safety']),
  };
}

/* The same edits on a rubric that nobody else edits: the forms of setup and settings. */
export const withDimension = (rubric: Rubric, dimension: Dimension): Rubric => {
  const at = rubric.dimensions.findIndex(({ id }) => id === dimension.id);
  const dimensions = at < 0 ? [...rubric.dimensions, dimension] : rubric.dimensions.with(at, dimension);
  return { ...rubric, dimensions };
};

export const withoutDimension = (rubric: Rubric, id: string): Rubric => ({
  ...rubric,
  dimensions: rubric.dimensions.filter((dimension) => dimension.id !== id),
});

export const withDimensionAt = (rubric: Rubric, id: string, place: number): Rubric => ({
  ...rubric,
  dimensions: moved(
    rubric.dimensions,
    rubric.dimensions.findIndex((dimension) => dimension.id === id),
    place,
  ),
});
