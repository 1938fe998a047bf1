import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { diffGuidelines, isUnchanged } from '#shared/guideline/diff.ts';
import { diffRubrics } from '#shared/guideline/rubric-diff.ts';
import { suggestChangeLog } from '#shared/guideline/change-log.ts';
import { countWords, diffWordPieces, type Piece } from '#shared/guideline/words.ts';
import { itemId, rulingId, sessionId } from '#shared/ids.ts';
import { rubricSchema } from '#shared/rubric/rubric.ts';
import { RUBRIC_TEMPLATES } from '#shared/rubric/templates.ts';

const side = (pieces: readonly Piece[], other: Piece['kind']) =>
  pieces
    .filter(({ kind }) => kind !== other)
    .map(({ text }) => text)
    .join('');

describe('words', () => {
  test('both sides can be read off the pieces, whatever they were', () => {
    const text = fc
      .array(fc.constantFrom('one', 'two', ' ', '\n', '.', '#', 'ä', '中', '\u200d', '  '))
      .map((words) => words.join(''));
    fc.assert(
      fc.property(text, text, (before, after) => {
        const pieces = diffWordPieces(before, after);
        expect(side(pieces, 'added')).toBe(before);
        expect(side(pieces, 'removed')).toBe(after);
      }),
      { numRuns: 2_000 },
    );
  });

  test('a changed word is one word', () => {
    expect(diffWordPieces('Choose a tie rarely.', 'Choose a tie never.')).toEqual([
      { kind: 'same', text: 'Choose a tie ' },
      { kind: 'removed', text: 'rarely' },
      { kind: 'added', text: 'never' },
      { kind: 'same', text: '.' },
    ]);
  });

  test('two long texts without a word in common are still answered', () => {
    const long = (word: string) => Array.from({ length: 60_000 }, (_, index) => `${word}${index}`).join(' ');
    const pieces = diffWordPieces(long('a'), long('b'));
    expect(countWords(pieces)).toEqual({ added: 60_000, removed: 60_000 });
  });
});

const BEFORE = '# Top {#c-top}\n\nIntro.\n\n## Ties {#c-ties}\n\nRare.\n\n## Length {#c-len}\n\nShort.\n';

describe('clauses', () => {
  const changes = (before: string, after: string) =>
    diffGuidelines(before, after).map(({ id, change, moved }) => [id, change, moved ? 'moved' : 'in place']);

  test('a reworded and renamed clause is the same one, because its id is', () => {
    const after = BEFORE.replace('## Ties {#c-ties}\n\nRare.', '## Equal answers {#c-ties}\n\nVery rare.');
    const ties = diffGuidelines(BEFORE, after).find(({ id }) => id === 'c-ties');
    expect(ties?.change).toBe('changed');
    expect(side(ties?.pieces ?? [], 'removed')).toBe('## Equal answers\n\nVery rare.\n');
  });

  test('added, removed and moved clauses are told apart', () => {
    const after =
      '# Top {#c-top}\n\nIntro.\n\n## Length {#c-len}\n\nShort.\n\n## New\n\nText.\n\n## Ties {#c-ties}\n\nRare.\n';
    expect(changes(BEFORE, after)).toEqual([
      ['c-top', 'same', 'in place'],
      ['c-len', 'same', 'moved'],
      [null, 'added', 'in place'],
      ['c-ties', 'same', 'in place'],
    ]);
    expect(changes(BEFORE, BEFORE.replace('## Ties {#c-ties}\n\nRare.\n\n', ''))).toEqual([
      ['c-top', 'same', 'in place'],
      ['c-ties', 'removed', 'in place'],
      ['c-len', 'same', 'in place'],
    ]);
  });

  test('giving a heading an id is no change', () => {
    const without = BEFORE.replaceAll(/ \{#c-[a-z]+\}/g, '');
    expect(isUnchanged(diffGuidelines(without, BEFORE))).toBe(true);
    expect(isUnchanged(diffGuidelines(BEFORE, without))).toBe(true);
  });

  test('what stands before the first heading counts too', () => {
    expect(changes('a\n\n# T {#c-t}\n', 'b\n\n# T {#c-t}\n')).toEqual([
      [null, 'changed', 'in place'],
      ['c-t', 'same', 'in place'],
    ]);
  });

  test('an edge case inside a clause does not change the clause', () => {
    const after = BEFORE.replace('Rare.\n', 'Rare.\n\n::: edge-case {#e-1}\n**Question.** q\n:::\n');
    expect(changes(BEFORE, after)).toEqual([
      ['c-top', 'same', 'in place'],
      ['c-ties', 'same', 'in place'],
      ['e-1', 'added', 'in place'],
      ['c-len', 'same', 'in place'],
    ]);
  });

  test('no text differs from itself, and every clause of both sides is accounted for once', () => {
    const line = fc.constantFrom(
      '# A {#c-a}',
      '# B {#c-b}',
      '# C',
      '# C',
      'one',
      'two',
      '',
      '::: edge-case {#e-a}',
      ':::',
    );
    const text = fc.array(line, { maxLength: 12 }).map((lines) => lines.join('\n'));
    fc.assert(
      fc.property(text, text, (before, after) => {
        expect(isUnchanged(diffGuidelines(before, before))).toBe(true);
        const there = diffGuidelines(before, after);
        const back = diffGuidelines(after, before);
        expect(there.length).toBe(back.length);
        expect(there.filter(({ change }) => change === 'added')).toHaveLength(
          back.filter(({ change }) => change === 'removed').length,
        );
      }),
      { numRuns: 1_500 },
    );
  });
});

describe('rubrics', () => {
  const base = rubricSchema.parse({
    dimensions: [
      {
        id: 'help',
        name: 'Helpfulness',
        definition: 'How far it helps.',
        scale: {
          kind: 'likert',
          points: [
            { value: 1, label: 'Low' },
            { value: 2, label: 'High', definition: 'Much help.' },
          ],
        },
      },
      { id: 'safe', name: 'Safety', scale: { kind: 'pairwise' } },
    ],
  });
  const [help, safe] = base.dimensions;
  const texts = (dimensions: unknown[]) =>
    diffRubrics(base, rubricSchema.parse({ dimensions })).map(({ text }) => text);

  test('every kind of change is said in words', () => {
    expect(texts([safe, help])).toEqual(['“Safety” moved from place 2 to 1 of the priority order']);
    expect(texts([help])).toEqual(['Dimension “Safety” removed']);
    expect(texts([help, safe, { id: 'new', name: 'New', scale: { kind: 'ranking' } }])).toEqual([
      'Dimension “New” added at place 3',
    ]);
    expect(texts([{ ...help, definition: 'How far it really helps.' }, safe])).toEqual([
      'definition of “Helpfulness” reworded',
    ]);
    expect(texts([help, { ...safe, optional: true }])).toEqual(['may be left out of “Safety”: “no” → “yes”']);
    expect(texts([help, { ...safe, scale: { kind: 'pairwise', strengths: 3 } }])).toEqual([
      'grades of strength of “Safety”: “0” → “3”',
    ]);
    const points = [
      { value: 1, label: 'Poor' },
      { value: 2, label: 'High', definition: 'Much help.' },
      { value: 3, label: 'Best' },
    ];
    expect(texts([{ ...help, scale: { kind: 'likert', points } }, safe])).toEqual([
      'label of point 1 of “Helpfulness”: “Low” → “Poor”',
      'label of point 3 of “Helpfulness” added: Best',
    ]);
  });

  test('a rubric does not differ from itself, and any other template does', () => {
    for (const { rubric } of RUBRIC_TEMPLATES) expect(diffRubrics(rubric, rubric)).toEqual([]);
    const [first, ...others] = RUBRIC_TEMPLATES;
    for (const { rubric } of others)
      expect(diffRubrics(first?.rubric ?? rubric, rubric).length).toBeGreaterThan(0);
  });
});

test('G3 a suggested change log attributes a clause to the ruling it came from, and leaves the rest to the author', () => {
  const after = BEFORE.replace(
    'Rare.\n',
    'Very rare.\n\n::: edge-case {#e-1}\n**Question.** Is a refusal a tie?\n:::\n',
  );
  const source = {
    kind: 'ruling',
    rulingId: rulingId.parse('r'),
    sessionId: sessionId.parse('s'),
    itemId: itemId.parse('i'),
  } as const;
  const log = suggestChangeLog(diffGuidelines(BEFORE, after), [], new Map([['e-1', source]]));
  expect(log).toEqual([
    { text: 'Reworded “Ties”', source: { kind: 'editorial' }, clauseId: 'c-ties' },
    { text: 'Added edge case: Is a refusal a tie?', source, clauseId: 'e-1' },
  ]);
});
