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
import { itemsByExternalIds, type Item } from '../../repositories/items.ts';
import { insertLabels, knownLabels, type StoredLabel } from '../../repositories/labels.ts';
import { projectById } from '../../repositories/projects.ts';
import { headVersion } from '../guideline-service.ts';
import { RefusedError } from '../refused.ts';
import { labelAgreement } from './label-agreement.ts';
import { fileNameOf, isToBeApplied, type ImportDeps, type ImportOrder, type Watch } from './order.ts';
import { eachReadable, eachRecord, Outcome } from './outcome.ts';
import { writeInTurn, type RowWriter } from './turn.ts';

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

async function readSpelled(
  source: Source,
  mapping: LabelMapping,
  outcome: Outcome,
  watch: Watch,
): Promise<Spelled[]> {
  const spelled: Spelled[] = [];
  await eachReadable(source, outcome, watch, (line, fields) => {
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
    outcome.refuse(line, `is "${source.item}", and no item of this project has that id`, known.mapping.item);
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

async function resolveAll(
  spelled: readonly Spelled[],
  known: Known,
  outcome: Outcome,
  watch: Watch,
): Promise<Found[]> {
  const found = new Map<string, Found>();
  await eachRecord(spelled, watch, (entry) => {
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

const writerOf = (deps: ImportDeps, { projectId }: ImportOrder): RowWriter<Found> => {
  const at = deps.clock();
  return {
    weightOf: ({ label }) => label.reason.length,
    insert: (tx, batchId, part) => {
      const labels = part.map((found) => toStored(found, batchId, at));
      return insertLabels(tx, projectId, labels);
    },
  };
};

/** Labels that the project does not have, and the counts that follow. */
async function freshOf(deps: ImportDeps, labels: readonly Found[], { read, problemCount }: Outcome) {
  const ids = labels.map((label) => label.id);
  const known = await knownLabels(deps.db, ids);
  const rows = labels.filter((label) => !known.has(label.id));
  const unchanged = labels.length - rows.length;
  return { rows, counts: { read, imported: rows.length, unchanged, problems: problemCount } };
}

interface Project {
  readonly rubric: Rubric;
  readonly alphaThreshold: number;
}

async function projectOf({ db }: ImportDeps, id: string): Promise<Project> {
  const project = await projectById(db, id);
  if (!project) throw new RefusedError('not-found');
  const { rubric } = await headVersion(db, id);
  return { rubric, alphaThreshold: project.settings.alphaThreshold };
}

/**
 * Imports labels that were made elsewhere, under the rubric of the head version; reports their agreement. A label that the project
 * has already stays as it is. Throws `UnreadableFileError`.
 */
export async function importLabels(
  deps: ImportDeps,
  order: ImportOrder,
  text: string,
  watch: Watch,
  given?: LabelMapping,
): Promise<LabelsReport> {
  const { projectId, dryRun, fileName } = order;
  const { rubric, alphaThreshold } = await projectOf(deps, projectId);
  const source = openSource(text, fileName);
  const mapping = given ?? suggestLabelMapping(source.columns, rubric);
  const outcome = new Outcome();
  const spelled = await readSpelled(source, mapping, outcome, watch);
  watch.progress({ step: 'comparing', done: 0, total: null });
  const names = [...new Set(spelled.map(({ label }) => label.item))];
  const items = await itemsByExternalIds(deps.db, projectId, names);
  const labels = await resolveAll(spelled, { projectId, items, rubric, mapping }, outcome, watch);
  const counted = labels.map((label) => toStored(label, null, 0));
  const agreement = labelAgreement(rubric, counted, alphaThreshold);
  const facts = { kind: 'labels' as const, fileName: fileNameOf(order, source.format) };
  const find = () => freshOf(deps, labels, outcome);
  const applied = isToBeApplied(order, outcome.problemCount);
  const { counts, batchId } = applied
    ? await writeInTurn(deps, order, facts, find, writerOf(deps, order), watch)
    : { ...(await find()), batchId: null };
  return {
    ...facts,
    format: source.format,
    dryRun,
    ...{ applied, batchId, read: counts.read, imported: counts.imported, unchanged: counts.unchanged },
    ...{ setAside: outcome.setAside, problems: outcome.problems, problemCount: outcome.problemCount },
    ...{ columns: source.columns, mapping, preview: labels.slice(0, MAX_PREVIEW).map(toPreview), agreement },
  };
}
