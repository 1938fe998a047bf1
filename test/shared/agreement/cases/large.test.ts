import { expect } from 'vitest';
import {
  cohenKappa,
  fleissKappa,
  gwetAC,
  krippendorffAlpha,
  percentAgreement,
  pooledAgreement,
  tableFromCodes,
  valueOrNull,
} from '#shared/agreement/index.ts';
import type { RatingTable, Scale } from '#shared/agreement/index.ts';
import { expectMetric, expectPart, familyTests, referenceRandom } from '../reference.ts';

interface Recipe {
  readonly kind: 'labels-v1' | 'sparse-v1';
  readonly seed: number;
  readonly units: number;
  readonly raters: number;
  readonly ratersPerUnit: number;
  readonly categories: number;
  readonly scale: 'nominal' | 'ordinal';
  readonly truthWeights: readonly number[];
  readonly missing: readonly number[];
  readonly noise: readonly number[];
}

/** Labels as they come out of a recipe: unit, rater and label (1 …), label 0 for a hole. */
interface Triples {
  readonly units: Int32Array;
  readonly raters: Int32Array;
  readonly labels: Int32Array;
}

function generate(recipe: Recipe): Triples {
  const perUnit = recipe.kind === 'labels-v1' ? recipe.raters : recipe.ratersPerUnit;
  const size = recipe.units * perUnit;
  const triples = { units: new Int32Array(size), raters: new Int32Array(size), labels: new Int32Array(size) };
  const next = referenceRandom(recipe.seed);
  const total = recipe.truthWeights.reduce((sum, weight) => sum + weight, 0);
  for (let unit = 0, row = 0; unit < recipe.units; unit++) {
    const truth = truthOf(recipe.truthWeights, next() * total);
    const first = recipe.kind === 'labels-v1' ? 0 : Math.floor(next() * recipe.raters);
    for (let j = 0; j < perUnit; j++, row++) {
      const rater = (first + j) % recipe.raters;
      const hole = recipe.kind === 'labels-v1' && next() < (recipe.missing[rater] ?? 0);
      const [b, c] = [next(), next()];
      triples.units[row] = unit;
      triples.raters[row] = rater;
      triples.labels[row] = hole ? 0 : noisy(recipe, truth, recipe.noise[rater] ?? 0, b, c) + 1;
    }
  }
  return triples;
}

function truthOf(weights: readonly number[], x: number): number {
  let cumulative = 0;
  return weights.findIndex((weight) => x < (cumulative += weight));
}

function noisy({ scale, categories }: Recipe, truth: number, noise: number, b: number, c: number): number {
  if (b >= noise) return truth;
  if (scale === 'nominal' || b < noise * 0.25) return Math.floor(c * categories);
  return c < 0.5 ? Math.max(0, truth - 1) : Math.min(categories - 1, truth + 1);
}

function checksum({ kind }: Recipe, { units, raters, labels }: Triples): number {
  let hash = 2166136261;
  const feed = (value: number | undefined): void => {
    hash = Math.imul(hash ^ (value ?? 0), 16777619) >>> 0;
  };
  for (const [row, label] of labels.entries()) {
    if (kind === 'sparse-v1') feed(units[row]);
    if (kind === 'sparse-v1') feed(raters[row]);
    feed(label);
  }
  return hash;
}

function tableOf(scale: Scale, recipe: Recipe, triples: Triples): RatingTable {
  const starts = new Int32Array(recipe.units + 1);
  const [codes, raters] = [new Int32Array(triples.labels.length), new Int32Array(triples.labels.length)];
  let end = 0;
  for (const [row, label] of triples.labels.entries()) {
    if (label > 0) {
      codes[end] = label - 1;
      raters[end++] = triples.raters[row] ?? 0;
    }
    starts[(triples.units[row] ?? 0) + 1] = end;
  }
  const categories = Array.from({ length: recipe.categories }, (_, code) => code + 1);
  const raterIds = Array.from({ length: recipe.raters }, (_, rater) => String(rater));
  return tableFromCodes({
    scale,
    categories,
    starts,
    codes: codes.slice(0, end),
    raters: raters.slice(0, end),
    raterIds,
  });
}

function countOf(values: Int32Array, length: number): number[] {
  const counts = new Array<number>(length).fill(0);
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}

/** The first two raters alone. */
function firstTwo(table: RatingTable): RatingTable {
  const starts = new Int32Array(table.starts.length);
  const kept: number[] = [];
  for (const unit of table.unitIds.keys()) {
    for (let i = table.starts[unit] ?? 0; i < (table.starts[unit + 1] ?? 0); i++)
      if ((table.raters?.[i] ?? 9) < 2) kept.push(i);
    starts[unit + 1] = kept.length;
  }
  const pick = (from: Int32Array): Int32Array => Int32Array.from(kept, (row) => from[row] ?? 0);
  return {
    ...table,
    starts,
    codes: pick(table.codes),
    raters: table.raters === null ? null : pick(table.raters),
  };
}

familyTests('large-generated', (reference) => {
  const recipe = reference.data['recipe'] as Recipe;
  const triples = generate(recipe);
  expectMetric(reference, 'checksumFNV1a', checksum(recipe, triples));
  const nominal = tableOf({ level: 'nominal' }, recipe, triples);
  expectMetric(reference, 'labelCount', nominal.codes.length);
  expectMetric(reference, 'categoryCounts', countOf(nominal.codes, recipe.categories));
  expectMetric(reference, 'labelsPerRater', countOf(nominal.raters ?? new Int32Array(), recipe.raters));
  const alpha = krippendorffAlpha(nominal);
  expectMetric(reference, 'nPairable', alpha.n);
  expectMetric(reference, 'unitsPairable', alpha.units);
  expectMetric(reference, 'alphaNominal', valueOrNull(alpha));
  expectMetric(
    reference,
    'alphaOrdinal',
    valueOrNull(krippendorffAlpha({ ...nominal, scale: { level: 'ordinal' } })),
  );
  expectMetric(
    reference,
    'alphaInterval',
    valueOrNull(krippendorffAlpha({ ...nominal, scale: { level: 'interval' } })),
  );
  expectMetric(reference, 'percentAgreement', valueOrNull(percentAgreement(nominal)));
  expectMetric(reference, 'percentAgreementPooledPairs', valueOrNull(pooledAgreement(nominal)));
  const kappas = {
    fleissKappa: fleissKappa(nominal),
    gwetAC1: gwetAC(nominal),
    gwetAC2Quadratic: gwetAC(nominal, { weights: 'quadratic' }),
  };
  for (const [metric, kappa] of Object.entries(kappas)) {
    expectMetric(reference, metric, valueOrNull(kappa));
    expect(kappa.defined).toBe(true);
    if (kappa.defined) expectPart(reference, metric, 'se', kappa.interval?.standardError);
  }
  if (reference.expected['kappaRater1Rater2'] === undefined) return;
  const pair = firstTwo(nominal);
  expectMetric(reference, 'kappaRater1Rater2', valueOrNull(cohenKappa(pair)));
  expectMetric(
    reference,
    'kappaQuadraticRater1Rater2',
    valueOrNull(cohenKappa(pair, { weights: 'quadratic' })),
  );
});
