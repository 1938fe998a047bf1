import { describe, expect, test } from 'vitest';
import { abilitiesOf } from '#shared/access/policy.ts';
import { nextStep, nextThings, setUpSteps } from '#lib/next-steps.ts';
import { formOf, patchOf } from '#lib/settings-form.ts';

const EMPTY = { items: 0, importedLabels: 0, members: 1, sessions: 0, headVersion: 1 };

describe('from an empty project to a meeting', () => {
  const nextFor = (facts: Partial<typeof EMPTY>, role: 'owner' | 'facilitator' | 'annotator' = 'owner') =>
    nextStep(setUpSteps({ ...EMPTY, ...facts }), abilitiesOf(role))?.path ?? null;

  test('items come first, then the rubric, people and the session', () => {
    expect(nextFor({})).toBe('/import');
    expect(nextFor({ items: 24 })).toBe('/guideline');
    expect(nextFor({ items: 24, headVersion: 2 })).toBe('/people');
    expect(nextFor({ items: 24, headVersion: 2, members: 4 })).toBe('/sessions/new');
    expect(nextFor({ items: 24, headVersion: 2, members: 4, sessions: 1 })).toBeNull();
  });

  test('X1 nobody is sent where the role does not let them in', () => {
    expect(nextFor({ items: 24, headVersion: 2 }, 'facilitator')).toBe('/sessions/new');
    expect(nextFor({}, 'annotator')).toBeNull();
  });
});

describe('what waits', () => {
  const waiting = { edgeCases: 2, parkedItems: 1, members: 1 };

  test('is told to whom may do it', () => {
    const paths = (role: 'owner' | 'author' | 'facilitator' | 'observer') =>
      nextThings(waiting, abilitiesOf(role)).map(({ path }) => path);
    expect(paths('owner')).toEqual(['/guideline', '/sessions/new', '/people']);
    expect(paths('author')).toEqual(['/guideline']);
    expect(paths('facilitator')).toEqual(['/guideline', '/sessions/new']);
    expect(paths('observer')).toEqual([]);
  });

  test('is nothing when nothing waits', () => {
    expect(nextThings({ edgeCases: 0, parkedItems: 0, members: 5 }, abilitiesOf('owner'))).toEqual([]);
  });
});

describe('settings', () => {
  const project = {
    name: 'Wave 3',
    settings: { splitThreshold: 0.2, alphaThreshold: 0.667, allowGuests: true, anonymity: 'named' as const },
  };

  test('go through the form unchanged', () => {
    expect(patchOf(formOf(project))).toEqual({ ok: true, patch: project });
  });

  test.each([
    ['splitThreshold', '1.2'],
    ['splitThreshold', ''],
    ['splitThreshold', 'a lot'],
    ['alphaThreshold', '-1.5'],
  ] as const)('%s cannot be “%s”, and the field is named', (field, text) => {
    expect(patchOf({ ...formOf(project), [field]: text })).toMatchObject({ ok: false, field });
  });

  test('take a decimal comma', () => {
    expect(patchOf({ ...formOf(project), splitThreshold: '0,35' })).toMatchObject({
      ok: true,
      patch: { settings: { splitThreshold: 0.35 } },
    });
  });
});
