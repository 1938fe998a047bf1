import type { Dimension, Rubric } from '#shared/rubric/rubric.ts';
import type { Scale } from '#shared/rubric/scales/schemas.ts';
import { diffWordPieces, type Piece } from './words.ts';

/** One change of a rubric, in words. */
export interface RubricChange {
  readonly dimensionId: string | null;
  readonly kind: 'added' | 'removed' | 'moved' | 'changed';
  /** For people: `“Safety” moved from place 3 to 1 of the priority order`. */
  readonly text: string;
  /** The wording word by word, where wording changed. */
  readonly pieces: readonly Piece[];
}

/** A part of a dimension that can change by itself: how it is called, and what it says. */
type Field = readonly [name: string, value: string];

const yesNo = (value: boolean) => (value ? 'yes' : 'no');

interface Anchor {
  readonly label: string;
  readonly definition: string;
  readonly example: string;
}

const anchorFields = (what: string, key: string | number, anchor: Anchor): Field[] => [
  [`label of ${what} ${key}`, anchor.label],
  [`definition of ${what} ${key}`, anchor.definition],
  [`example of ${what} ${key}`, anchor.example],
];

function scaleFields(scale: Scale): Field[] {
  switch (scale.kind) {
    case 'likert':
      return scale.points.flatMap((point) => anchorFields('point', point.value, point));
    case 'choice':
      return [
        ['several options at once', yesNo(scale.many)],
        ...scale.options.flatMap((option) => anchorFields('option', option.id, option)),
      ];
    case 'claims':
      return scale.verdicts.flatMap((verdict) => anchorFields('verdict', verdict.id, verdict));
    case 'ranking':
      return [];
    default:
      return Object.entries<string | number | boolean>(scale).flatMap(([name, value]): Field[] =>
        name === 'kind' ? [] : [[SETTINGS[name] ?? name, settingOf(value)]],
      );
  }
}

const SETTINGS: Readonly<Record<string, string>> = {
  allowTie: 'tie allowed',
  allowBothBad: '“both bad” allowed',
  strengths: 'grades of strength',
  min: 'lowest number',
  max: 'highest number',
  maxLength: 'longest text',
  level: 'level of measurement',
};
const settingOf = (value: string | number | boolean) =>
  typeof value === 'boolean' ? yesNo(value) : String(value);

const fieldsOf = (dimension: Dimension): Field[] => [
  ['name', dimension.name],
  ['definition', dimension.definition],
  ['what is judged', dimension.scope === 'item' ? 'the item' : 'each response'],
  ['may be left out', yesNo(dimension.optional)],
  ['“not applicable” allowed', yesNo(dimension.allowNotApplicable)],
  ['safety dimension', yesNo(dimension.safety)],
  ['kind of scale', dimension.scale.kind],
  ...scaleFields(dimension.scale),
];

const quoted = (text: string) => `“${text}”`;
const nothing = '';

function fieldChange(dimension: Dimension, name: string, before: string, after: string): RubricChange {
  const subject = `${name} of ${quoted(dimension.name)}`;
  const isWording = /^(definition|example)/.test(name) && before !== nothing && after !== nothing;
  const text = isWording
    ? `${subject} reworded`
    : after === nothing
      ? `${subject} removed`
      : before === nothing
        ? `${subject} added: ${after}`
        : `${subject}: ${quoted(before)} → ${quoted(after)}`;
  return { dimensionId: dimension.id, kind: 'changed', text, pieces: diffWordPieces(before, after) };
}

function dimensionChanges(before: Dimension, after: Dimension): RubricChange[] {
  const [old, now] = [new Map(fieldsOf(before)), new Map(fieldsOf(after))];
  const names = [...new Set([...now.keys(), ...old.keys()])];
  return names.flatMap((name) => {
    const [was, is] = [old.get(name) ?? nothing, now.get(name) ?? nothing];
    return was === is ? [] : [fieldChange(after, name, was, is)];
  });
}

const plain = (dimension: Dimension, kind: 'added' | 'removed', text: string): RubricChange => ({
  dimensionId: dimension.id,
  kind,
  text,
  pieces: [],
});

/** Dimensions whose place among those that both rubrics have differs. */
function moves(before: Rubric, after: Rubric): RubricChange[] {
  const common = (rubric: Rubric, other: Rubric) =>
    rubric.dimensions.filter(({ id }) => other.dimensions.some((d) => d.id === id));
  const [old, now] = [common(before, after), common(after, before)];
  return now.flatMap((dimension, place) => {
    const was = old.findIndex(({ id }) => id === dimension.id);
    if (was <= place) return [];
    const text = `${quoted(dimension.name)} moved from place ${was + 1} to ${place + 1} of the priority order`;
    return [{ dimensionId: dimension.id, kind: 'moved' as const, text, pieces: [] }];
  });
}

/** What changed from one rubric to another, in the words of its author. */
export function diffRubrics(before: Rubric, after: Rubric): RubricChange[] {
  const old = new Map(before.dimensions.map((dimension) => [dimension.id, dimension]));
  const now = new Set(after.dimensions.map(({ id }) => id));
  const removed = before.dimensions.filter(({ id }) => !now.has(id));
  const task = before.task === after.task ? [] : [`Task: ${quoted(before.task)} → ${quoted(after.task)}`];
  return [
    ...task.map((text): RubricChange => ({ dimensionId: null, kind: 'changed', text, pieces: [] })),
    ...after.dimensions.flatMap((dimension, place) => {
      const was = old.get(dimension.id);
      return was
        ? dimensionChanges(was, dimension)
        : [plain(dimension, 'added', `Dimension ${quoted(dimension.name)} added at place ${place + 1}`)];
    }),
    ...moves(before, after),
    ...removed.map((dimension) => plain(dimension, 'removed', `Dimension ${quoted(dimension.name)} removed`)),
  ];
}
