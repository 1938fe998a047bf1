/**
 * Agreement statistics: pure functions from a table of labels to estimates that carry their basis, or the
 * reason for having none.
 */
export * from './result.ts';
export * from './table.ts';
export { atLevel } from './at-level.ts';
export { tableFromCodes, tableFromCounts, tableFromLabels, tableFromMatrix } from './encode.ts';
export { seededRandom } from './random.ts';
export type { Random } from './random.ts';

export { coincidences, krippendorffAlpha } from './krippendorff-alpha.ts';
export type { Alpha, Disagreement } from './krippendorff-alpha.ts';
export { positionTable } from './ranking-alpha.ts';
export { linearisedAlpha } from './linearised-alpha.ts';
export { percentAgreement, pooledAgreement, unanimousShare, weightedAgreement } from './percent-agreement.ts';
export { cohenKappa, cohenKappaMax, cohenKappaOfCounts, twoByTwoIndices } from './cohen-kappa.ts';
export type { CohenKappa, CohenOptions, TwoByTwoIndices } from './cohen-kappa.ts';
export { scottPi } from './scott-pi.ts';
export { fleissKappa, fleissNullTest, fleissPerCategory } from './fleiss-kappa.ts';
export { congerKappa } from './conger-kappa.ts';
export { brennanPrediger } from './brennan-prediger.ts';
export { gwetAC } from './gwet-ac.ts';
export type { Kappa, KappaOptions } from './chance-corrected.ts';
export type { WeightKind } from './weights.ts';
export { kendallW } from './kendall-w.ts';
export type { KendallW } from './kendall-w.ts';
export { spearman } from './spearman.ts';
export { kendallTauB, orderAgreement } from './kendall-tau.ts';
export type { TauB } from './kendall-tau.ts';
export { judgeMatrices, rankAgreement, rankAgreementByItem } from './rank-agreement.ts';
export type { JudgeMatrix, RankAgreement, RankAgreementByItem } from './rank-agreement.ts';
export { rankingOrderAgreement } from './order-agreement.ts';

export { bootstrapInterval, bootstrapReplicates, isUnstable } from './bootstrap.ts';
export type { BootstrapOptions } from './bootstrap.ts';
export { jackknifeInterval } from './jackknife.ts';
export { alphaStatisticOf } from './krippendorff-alpha.ts';
export type { Statistic } from './statistic.ts';

export { itemDisagreement } from './item-disagreement.ts';
export type { ItemDisagreement } from './item-disagreement.ts';
export { annotatorDiagnostics, meanSignedDifference } from './annotator-diagnostics.ts';
export type { AnnotatorDiagnostics, PanelDiagnostics } from './annotator-diagnostics.ts';
export { pairwiseMatrix } from './pairwise-matrix.ts';
export type { PairwiseMatrix } from './pairwise-matrix.ts';
export { categoryAgreement, confusedCategories } from './category-agreement.ts';
export type { CategoryAgreement, ConfusedPair } from './category-agreement.ts';
export { isCyclic, splitShape } from './split-shape.ts';
export type { Split, SplitShape } from './split-shape.ts';

export { alphaChange, changeOnDifferentItems, changeOnSameItems } from './change.ts';
export type { AlphaChange, Change, ChangeOptions } from './change.ts';
export type { PermutationTest } from './permutation.ts';
export { movement } from './movement.ts';
export type { Direction, Movement } from './movement.ts';
export { mcnemar } from './mcnemar.ts';
export type { McNemar } from './mcnemar.ts';
export { bhapkar, bowker, stuartMaxwell } from './marginal-homogeneity.ts';
export type { ChiSquare } from './marginal-homogeneity.ts';
export type { Confusion } from './confusion.ts';

export { dawidSkene } from './dawid-skene.ts';
export type { DawidSkene, DawidSkeneOptions } from './dawid-skene.ts';
export { mace } from './mace.ts';
export type { Mace, MaceOptions } from './mace.ts';
export { bootstrapWinRate, bradleyTerry, bradleyTerryIntervals, winRates } from './bradley-terry.ts';
export type { BradleyTerry, Comparisons } from './bradley-terry.ts';
export { proportion } from './wilson.ts';
export { binomialTest } from './binomial-test.ts';
export { positionBias } from './position-bias.ts';
export type { PositionBias, Presentation } from './position-bias.ts';
export { lengthBias } from './length-bias.ts';
export type { LengthBias, LengthPair } from './length-bias.ts';
export { logistic } from './logistic.ts';
export type { Logistic, LogisticTerm } from './logistic.ts';

export * from './thresholds.ts';
export { agreementReport, baseRate, tableReport } from './report.ts';
export type { AgreementReport, BaseRate, ReportOptions } from './report.ts';
