import { createHash } from 'node:crypto';
import { canonicalJson } from '#shared/canonical-json.ts';
import { suggestItemMapping } from '#shared/import/item-mapping.ts';
import { MAX_PREVIEW } from '#shared/import/limits.ts';
import { openSource, type Source } from '#shared/import/source.ts';
import { toItem } from '#shared/import/to-item.ts';
import type { ItemContent } from '#shared/items/item.ts';
import { itemTitle } from '#shared/items/title.ts';
import type { ItemMapping, ItemPreview, ItemsReport } from '#shared/protocol/http/imports.ts';
import { inTransaction } from '../../db/transaction.ts';
import type { Deps } from '../../deps.ts';
import { insertItems, knownContents, type NewItem } from '../../repositories/items.ts';
import { storeBatch } from './batch.ts';
import { fileNameOf, isToBeApplied, type ImportOrder } from './order.ts';
import { eachReadable, Outcome } from './outcome.ts';

const SHORT_HASH = 12;

interface Draft {
  readonly line: number;
  readonly contentHash: string;
  readonly content: ItemContent;
}

const hashOf = (content: ItemContent): string =>
  createHash('sha256').update(canonicalJson(content)).digest('hex');

/** An item without an id of its own is named after its content, so that the same item gets the same name again. */
function addressed(line: number, content: ItemContent): Draft {
  if (content.externalId !== '') return { line, content, contentHash: hashOf(content) };
  const named = { ...content, externalId: `item-${hashOf(content).slice(0, SHORT_HASH)}` };
  return { line, content: named, contentHash: hashOf(named) };
}

/** Every item of the file, once, in order. */
async function readDrafts(source: Source, mapping: ItemMapping, outcome: Outcome): Promise<Draft[]> {
  const drafts = new Map<string, Draft>();
  await eachReadable(source.records(), outcome, (line, fields) => {
    const item = toItem(fields, mapping, source.passages);
    if (!item.ok) return outcome.refuseFields(line, item.problems);
    const draft = addressed(line, item.content);
    if (!drafts.has(draft.contentHash)) drafts.set(draft.contentHash, draft);
  });
  return [...drafts.values()];
}

const toPreview = ({ line, content }: Draft): ItemPreview => ({
  line,
  externalId: content.externalId,
  title: itemTitle(content),
  prompt: content.prompt,
  context: content.context,
  responses: content.responses.map((response) => response.text),
});

async function store(
  deps: Deps,
  order: ImportOrder,
  report: Omit<ItemsReport, 'batchId'>,
  fresh: readonly Draft[],
) {
  const { read, imported, unchanged, problemCount, fileName } = report;
  const counts = { read, imported, unchanged, problems: problemCount };
  const items: NewItem[] = fresh.map(({ contentHash, content }) => ({
    id: deps.newId(),
    contentHash,
    content,
  }));
  return inTransaction(deps.db, async (tx) => {
    const batchId = await storeBatch(tx, deps, order, { kind: 'items', fileName, counts });
    await insertItems(tx, { projectId: order.projectId, batchId, at: deps.clock() }, items);
    return batchId;
  });
}

/**
 * Imports items. What the project has already, by content, stays as it is, so that the same file can be imported again. Throws
 * `UnreadableFileError`.
 */
export async function importItems(deps: Deps, order: ImportOrder, given?: ItemMapping): Promise<ItemsReport> {
  const source = openSource(order.text, order.fileName);
  const mapping = given ?? suggestItemMapping(source.columns);
  const outcome = new Outcome();
  const drafts = await readDrafts(source, mapping, outcome);
  const known = await knownContents(
    deps.db,
    order.projectId,
    drafts.map((draft) => draft.contentHash),
  );
  const fresh = drafts.filter((draft) => !known.has(draft.contentHash));
  const report = {
    kind: 'items' as const,
    fileName: fileNameOf(order, source.format),
    format: source.format,
    dryRun: order.dryRun,
    applied: isToBeApplied(order, outcome.problemCount),
    read: outcome.read,
    imported: fresh.length,
    unchanged: outcome.read - outcome.badRecords - fresh.length,
    setAside: outcome.setAside,
    problems: outcome.problems,
    problemCount: outcome.problemCount,
    columns: source.columns,
    mapping,
    preview: drafts.slice(0, MAX_PREVIEW).map(toPreview),
  };
  return { ...report, batchId: report.applied ? await store(deps, order, report, fresh) : null };
}
