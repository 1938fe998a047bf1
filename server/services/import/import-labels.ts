import { createHash } from 'node:crypto';
import { canonicalJson } from '#shared/canonical-json.ts';
import { suggestLabelMapping } from '#shared/import/label-mapping.ts';
import { MAX_PREVIEW } from '#shared/import/limits.ts';
import { resolveLabel, type ResolvedLabel } from '#shared/import/resolve-label.ts';
import { openSource, type Source } from '#shared/import/source.ts';
import { toLabels, type SourceLabel } from '#shared/import/to-labels.ts';
import { responseLetter } from '#shared/items/response-letter.ts';
import type { LabelMapping, LabelPreview, LabelsReport } from '#shared/protocol/http/imports.ts';
import type { Rubric } from '#shared/rubric/rubric.ts';
import { rulesFor } from '#shared/rubric/scales/index.ts';
import { inTransaction } from '../../db/transaction.ts';
import type { Deps } from '../../deps.ts';
import { itemsByExternalIds, type Item } from '../../repositories/items.ts';
import { insertLabels, knownLabels, type StoredLabel } from '../../repositories/labels.ts';
import { projectById } from '../../repositories/projects.ts';
import { headVersion } from '../guideline-service.ts';
import { RefusedError } from '../refused.ts';
import { storeBatch } from './batch.ts';
import { labelAgreement } from './label-agreement.ts';
import { fileNameOf, isToBeApplied, type ImportOrder } from './order.ts';
import { eachReadable, eachRecord, Outcome } from './outcome.ts';

interface Spelled {
  readonly line: number;
  readonly label: SourceLabel;
}

/** A label that found its item and its place in the rubric. */
interface Found {
  readonly id: string;
  readonly line: number;
  readonly source: SourceLabel;
  readonly item: Item;
  readonly label: ResolvedLabel;
}

async function readSpelled(source: Source, mapping: LabelMapping, outcome: Outcome): Promise<Spelled[]> {
  const spelled: Spelled[] = [];
  await eachReadable(source.records(), outcome, (line, fields) => {
    const read = toLabels(fields, mapping);
    if (!read.ok) return outcome.refuseFields(line, read.problems);
    for (const label of read.labels) spelled.push({ line, label });
  });
  return spelled;
}

/** Somebody whom the source does not name, told apart from others on the same item only by the line. */
const raterOf = ({ source, line }: Pick<Found, 'source' | 'line'>): string => source.annotator ?? `#${line}`;

/** A label's address: the same label of the same file gets the same id again. */
function addressOf(projectId: string, found: Omit<Found, 'id'>): string {
  const { item, label, source } = found;
  const parts = [
    projectId,
    item.id,
    label.dimension.id,
    label.target,
    raterOf(found),
    label.value,
    label.reason,
    source.at,
  ];
  return createHash('sha256').update(canonicalJson(parts)).digest('base64url');
}

interface Known {
  readonly projectId: string;
  readonly items: ReadonlyMap<string, Item>;
  readonly rubric: Rubric;
  readonly mapping: LabelMapping;
}

function resolve({ line, label: source }: Spelled, known: Known, outcome: Outcome): Found | null {
  const item = known.items.get(source.item);
  if (!item) {
    outcome.refuse(line, `there is no item "${source.item}" in this project`, known.mapping.item);
    return null;
  }
  const resolution = resolveLabel(source, item.content, known.rubric, known.mapping.values);
  if (resolution.kind === 'problem') {
    outcome.refuseFields(line, [resolution.problem]);
    return null;
  }
  if (resolution.kind === 'set-aside') {
    outcome.leaveOut(resolution.reason);
    return null;
  }
  const found = { line, source, item, label: resolution.label };
  return { ...found, id: addressOf(known.projectId, found) };
}

async function resolveAll(spelled: readonly Spelled[], known: Known, outcome: Outcome): Promise<Found[]> {
  const found = new Map<string, Found>();
  await eachRecord(spelled, (entry) => {
    const label = resolve(entry, known, outcome);
    if (label && !found.has(label.id)) found.set(label.id, label);
  });
  return [...found.values()];
}

/** What was made elsewhere stands as the blind first round. */
const toStored = (found: Found, batchId: string | null, at: number): StoredLabel => ({
  id: found.id,
  source: 'import',
  batchId,
  sessionId: null,
  roundId: null,
  roundNumber: 1,
  itemId: found.item.id,
  dimensionId: found.label.dimension.id,
  target: found.label.target,
  rater: raterOf(found),
  raterKnown: found.source.annotator !== null,
  value: found.label.value,
  reason: found.label.reason,
  late: false,
  guidelineVersion: null,
  madeAt: found.source.at ?? at,
});

function toPreview(found: Found): LabelPreview {
  const { scale, name } = found.label.dimension;
  const { value, target, reason } = found.label;
  return {
    line: found.line,
    item: found.source.item,
    rater: found.source.annotator ?? 'not named',
    dimension: name,
    target: target === null ? null : responseLetter(target),
    words: value.kind === 'na' ? 'Not applicable' : rulesFor(scale).words(scale, value),
    reason,
  };
}

async function store(
  deps: Deps,
  order: ImportOrder,
  report: Omit<LabelsReport, 'batchId'>,
  fresh: readonly Found[],
) {
  const { read, imported, unchanged, problemCount, fileName } = report;
  const counts = { read, imported, unchanged, problems: problemCount };
  const at = deps.clock();
  return inTransaction(deps.db, async (tx) => {
    const batchId = await storeBatch(tx, deps, order, { kind: 'labels', fileName, counts });
    await insertLabels(
      tx,
      order.projectId,
      fresh.map((found) => toStored(found, batchId, at)),
    );
    return batchId;
  });
}

/**
 * Imports labels that were made elsewhere, under the rubric of the head version; reports their agreement. A label that the project
 * has already stays as it is. Throws `UnreadableFileError`.
 */
export async function importLabels(
  deps: Deps,
  order: ImportOrder,
  given?: LabelMapping,
): Promise<LabelsReport> {
  const { db } = deps;
  const project = await projectById(db, order.projectId);
  if (!project) throw new RefusedError('not-found');
  const { rubric } = await headVersion(db, order.projectId);
  const source = openSource(order.text, order.fileName);
  const mapping = given ?? suggestLabelMapping(source.columns, rubric);
  const outcome = new Outcome();
  const spelled = await readSpelled(source, mapping, outcome);
  const names = [...new Set(spelled.map(({ label }) => label.item))];
  const items = await itemsByExternalIds(db, order.projectId, names);
  const labels = await resolveAll(spelled, { projectId: order.projectId, items, rubric, mapping }, outcome);
  const known = await knownLabels(
    db,
    labels.map((label) => label.id),
  );
  const fresh = labels.filter((label) => !known.has(label.id));
  const counted = labels.map((label) => toStored(label, null, 0));
  const report = {
    kind: 'labels' as const,
    fileName: fileNameOf(order, source.format),
    format: source.format,
    dryRun: order.dryRun,
    applied: isToBeApplied(order, outcome.problemCount),
    read: outcome.read,
    imported: fresh.length,
    unchanged: labels.length - fresh.length,
    setAside: outcome.setAside,
    problems: outcome.problems,
    problemCount: outcome.problemCount,
    columns: source.columns,
    mapping,
    preview: labels.slice(0, MAX_PREVIEW).map(toPreview),
    agreement: labelAgreement(rubric, counted, project.settings.alphaThreshold),
  };
  return { ...report, batchId: report.applied ? await store(deps, order, report, fresh) : null };
}
