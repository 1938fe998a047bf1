import type { Scale } from '#shared/rubric/scales/schemas.ts';

export interface Anchor {
  readonly key: string;
  readonly label: string;
  readonly definition: string;
  readonly example: string;
}

/** What the points, options or verdicts of a scale mean, in the order of the scale; empty for scales that have none. */
export function anchorsOf(scale: Scale): { readonly title: string; readonly anchors: readonly Anchor[] } {
  switch (scale.kind) {
    case 'likert': {
      const points = scale.points.toSorted((a, b) => a.value - b.value);
      const label = (value: number, name: string) => (name === String(value) ? name : `${value} ${name}`);
      return {
        title: 'What the points mean',
        anchors: points.map((point) => ({
          ...point,
          key: String(point.value),
          label: label(point.value, point.label),
        })),
      };
    }
    case 'choice':
      return {
        title: 'What the options mean',
        anchors: scale.options.map((option) => ({ ...option, key: option.id })),
      };
    case 'claims':
      return {
        title: 'What the verdicts mean',
        anchors: scale.verdicts.map((verdict) => ({ ...verdict, key: verdict.id })),
      };
    case 'pairwise':
    case 'ranking':
    case 'text':
    case 'number':
      return { title: '', anchors: [] };
  }
}
