import { describe, expect, test } from 'vitest';
import { canonicalText } from '#shared/guideline/canonical.ts';
import { idEdits } from '#shared/guideline/clause-ids.ts';
import { parseClauses } from '#shared/guideline/clauses.ts';
import { plainGuideline, starterGuideline } from '#shared/guideline/templates.ts';
import type { Scale } from '#shared/rubric/scales/schemas.ts';
import { RUBRIC_TEMPLATES } from '#shared/rubric/templates.ts';

interface Anchor {
  readonly label: string;
  readonly definition: string;
  readonly example: string;
}

function anchorsOf(scale: Scale): readonly Anchor[] {
  if (scale.kind === 'likert') return scale.points;
  if (scale.kind === 'choice') return scale.options;
  return scale.kind === 'claims' ? scale.verdicts : [];
}

describe.each(RUBRIC_TEMPLATES.map((template) => [template.id, template] as const))(
  'template %s',
  (_id, template) => {
    test('every dimension is defined, and every point of its scale has a definition and an example', () => {
      for (const { id, definition, scale } of template.rubric.dimensions) {
        expect(definition, id).not.toBe('');
        for (const { label, definition: meaning, example } of anchorsOf(scale)) {
          expect(meaning, `${id}: ${label}`).not.toBe('');
          expect(example, `${id}: ${label}`).not.toBe('');
        }
      }
    });

    test('its guideline is canonical, and every heading is a clause with an id of its own', () => {
      const text = starterGuideline(template);
      expect(canonicalText(text)).toBe(text);
      expect(idEdits(text, () => 'x')).toEqual([]);
      expect(parseClauses(text).length).toBeGreaterThan(5);
    });
  },
);

test('the preference template has its five dimensions, safety first and the preference with its strength last', () => {
  const dimensions = RUBRIC_TEMPLATES.find(({ id }) => id === 'preference')?.rubric.dimensions ?? [];
  expect(dimensions.map(({ id }) => id)).toEqual([
    'safety',
    'correctness',
    'instruction-following',
    'helpfulness',
    'overall',
  ]);
  expect(dimensions.at(-1)?.scale).toMatchObject({ kind: 'pairwise', strengths: 3 });
});

test('the name of a project cannot smuggle anything into its first guideline', () => {
  const text = plainGuideline('A {#c-before}\n# B <b>');
  expect(parseClauses(text)[0]).toMatchObject({ id: 'c-guideline', level: 1 });
  expect(idEdits(text, () => 'x')).toEqual([]);
});
