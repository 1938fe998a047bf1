import { createHash } from 'node:crypto';
import { canonicalJson } from '#shared/canonical-json.ts';
import { suggestItemMapping } from '#shared/import/item-mapping.ts';
import { MAX_PREVIEW } from '#shared/import/limits.ts';
import { openSource, type Source } from '#shared/import/source.ts';
import { toItem } from '#shared/import/to-item.ts';
import type { ItemContent } from '#shared/items/item.ts';
import { itemTitle } from '#shared/items/title.ts';
import type { ItemMapping, ItemPreview, ItemsReport } from '#shared/protocol/http/imports.ts';
import { insertItems, knownContents } from '../../repositories/items.ts';
import { fileNameOf, isToBeApplied, type ImportDeps, type ImportOrder, type Watch } from './order.ts';
import { eachReadable, Outcome } from './outcome.ts';
import { writeInTurn, type RowWriter } from './turn.ts';

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

/** Every item of the file, once, in order. One id with two contents is a mistake: labels could not say which they mean. */
async function readDrafts(
  source: Source,
  mapping: ItemMapping,
  outcome: Outcome,
  watch: Watch,
): Promise<Draft[]> {
  const drafts = new Map<string, Draft>();
  await eachReadable(source, outcome, watch, (line, fields) => {
    const item = toItem(fields, mapping, source.passages);
    if (!item.ok) return outcome.refuseFields(line, item.problems);
    const draft = addressed(line, item.content);
    const { externalId } = draft.content;
    const first = drafts.get(externalId);
    if (first && first.contentHash !== draft.contentHash) {
      const reason = `"${externalId}" stands on line ${first.line} with other content; give each item an id of its own`;
      return outcome.refuse(line, reason, mapping.id);
    }
    if (!first) drafts.set(externalId, draft);
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

const writerOf = (deps: ImportDeps, { projectId }: ImportOrder): RowWriter<Draft> => {
  const at = deps.clock();
  return {
    weightOf: ({ content }) => JSON.stringify(content).length,
    insert: (tx, batchId, part, position) => {
      const items = part.map(({ contentHash, content }) => ({ id: deps.newId(), contentHash, content }));
      return insertItems(tx, { projectId, batchId, at, position }, items);
    },
  };
};

/** Drafts that the project does not have, and the counts that follow. */
async function freshOf(deps: ImportDeps, projectId: string, drafts: readonly Draft[], outcome: Outcome) {
  const hashes = drafts.map((draft) => draft.contentHash);
  const known = await knownContents(deps.db, projectId, hashes);
  const rows = drafts.filter((draft) => !known.has(draft.contentHash));
  const { read, badRecords, problemCount } = outcome;
  const unchanged = read - badRecords - rows.length;
  return { rows, counts: { read, imported: rows.length, unchanged, problems: problemCount } };
}

/**
 * Imports items. What the project has already, by content, stays as it is, so that the same file can be imported again. Throws
 * `UnreadableFileError`.
 */
export async function importItems(
  deps: ImportDeps,
  order: ImportOrder,
  text: string,
  watch: Watch,
  given?: ItemMapping,
): Promise<ItemsReport> {
  const source = openSource(text, order.fileName);
  const mapping = given ?? suggestItemMapping(source.columns);
  const outcome = new Outcome();
  const drafts = await readDrafts(source, mapping, outcome, watch);
  watch.progress({ step: 'comparing', done: 0, total: null });
  const facts = { kind: 'items' as const, fileName: fileNameOf(order, source.format) };
  const find = () => freshOf(deps, order.projectId, drafts, outcome);
  const applied = isToBeApplied(order, outcome.problemCount);
  const { counts, batchId } = applied
    ? await writeInTurn(deps, order, facts, find, writerOf(deps, order), watch)
    : { ...(await find()), batchId: null };
  return {
    ...facts,
    format: source.format,
    dryRun: order.dryRun,
    ...{ applied, batchId, read: counts.read, imported: counts.imported, unchanged: counts.unchanged },
    ...{ setAside: outcome.setAside, problems: outcome.problems, problemCount: outcome.problemCount },
    ...{ columns: source.columns, mapping, preview: drafts.slice(0, MAX_PREVIEW).map(toPreview) },
  };
}
