/**
 * Optional reference cases beside the repository. Without them the families are skipped by name; the
 * published tables of `published-tables.test.ts` do not need them.
 */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { Label, Level, Point, Scale, SetDistance, WeightKind } from '#shared/agreement/index.ts';

const REPOSITORY = resolve(import.meta.dirname, '../../..');
export const CASES = resolve(REPOSITORY, '../shared/agreement-cases');
export const DATA_SETS = resolve(REPOSITORY, '../shared/data');

/** What a case expects of one number: see `checked`. */
export interface Expectation {
  readonly value?: unknown;
  readonly tol?: number;
  readonly range?: readonly [number, number];
  readonly optional?: boolean;
  readonly [part: string]: unknown;
}

export interface ReferenceCase {
  readonly id: string;
  readonly name: string;
  readonly metric: string;
  readonly options: {
    readonly level?: Level;
    readonly categories?: readonly Point[];
    readonly weights?: WeightKind;
    readonly distance?: SetDistance;
    readonly scaleSize?: number;
    readonly confidence?: number;
    readonly metric?: 'alpha' | 'percent';
    readonly p0?: number;
    readonly alternative?: 'two-sided' | 'greater' | 'less';
    readonly B?: number;
    readonly lcgSeed?: number;
  };
  readonly data: { readonly format: string; readonly values?: unknown; readonly [part: string]: unknown };
  readonly expected: Readonly<Record<string, Expectation>>;
}

export type LabelMatrix = readonly (readonly (Label | null)[])[];

export function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}

/**
 * Runs `check` on every case of a family and prints how many there were. `unsupported` are left out by name,
 * with the reason.
 */
export function familyTests(family: string, check: (reference: ReferenceCase) => void): void {
  describe(`reference cases: ${family}`, () => {
    const path = resolve(CASES, `${family}.json`);
    if (!existsSync(path)) {
      test.skip('the reference cases are not beside this repository');
      return;
    }
    const { cases } = readJson(path) as { readonly cases: readonly ReferenceCase[] };
    let passed = 0;
    for (const reference of cases) {
      test(`${reference.id}: ${reference.name}`, () => {
        check(reference);
        passed++;
      });
    }
    afterAll(() => {
      console.log(`agreement cases, ${family}: ${String(passed)} of ${String(cases.length)} passed`);
    });
  });
}

/** Numbers within an absolute tolerance (and 1e-12 relative), arrays elementwise, null only as null. */
export function expectNear(actual: unknown, expected: unknown, tolerance: number, what: string): void {
  if (Array.isArray(expected)) {
    expect(Array.isArray(actual), `${what} is a list`).toBe(true);
    const list = actual as readonly unknown[];
    expect(list.length, `length of ${what}`).toBe(expected.length);
    expected.forEach((value, i) => expectNear(list[i], value, tolerance, `${what}[${String(i)}]`));
  } else if (typeof expected === 'number' && typeof actual === 'number') {
    const distance = Math.abs(actual - expected);
    const allowed = tolerance + 1e-12 * Math.abs(expected);
    expect(distance <= allowed, `${what}: ${String(actual)} should be ${String(expected)}`).toBe(true);
  } else {
    expect(actual, what).toEqual(expected);
  }
}

/** Compares one metric of a case: its value, or its range; undefined must come out as null. */
export function expectMetric(reference: ReferenceCase, metric: string, actual: unknown): void {
  const expectation = reference.expected[metric];
  if (expectation === undefined) return;
  if (expectation.range === undefined) {
    expectNear(actual, expectation.value, expectation.tol ?? 1e-7, metric);
    return;
  }
  const [low, high] = expectation.range;
  expect(
    typeof actual === 'number' && actual >= low && actual <= high,
    `${metric}: ${String(actual)} within ${String([low, high])}`,
  ).toBe(true);
}

/** A named part of an expectation, such as `se` or `p`, where the case has it. */
export function expectPart(
  reference: ReferenceCase,
  metric: string,
  part: string,
  actual: unknown,
  tolerance = 1e-7,
): void {
  const expected = reference.expected[metric]?.[part];
  if (expected === undefined || expected === null || reference.expected[metric]?.value === null) return;
  expectNear(actual, expected, tolerance, `${metric}.${part}`);
}

/** Linear congruential generator of the reference recipes, after its ten warm-up draws. */
export function referenceRandom(seed: number): () => number {
  let state = seed >>> 0;
  const next = (): number => {
    state = (Math.imul(1664525, state) + 1013904223) >>> 0;
    return state / 4294967296;
  };
  for (let i = 0; i < 10; i++) next();
  return next;
}

/** The scale that a case asks for. */
export function scaleOf({ options }: ReferenceCase): Scale {
  const { level = 'nominal', categories } = options;
  if (level === 'interval' || level === 'ratio' || level === 'ranking' || level === 'set') return { level };
  return categories === undefined ? { level } : { level, categories };
}
