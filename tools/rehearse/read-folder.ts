import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { readDataset, type Dataset } from '#shared/import/dataset.ts';
import { suggestItemMapping } from '#shared/import/item-mapping.ts';
import { suggestLabelMapping } from '#shared/import/label-mapping.ts';
import type { Fields } from '#shared/import/records.ts';
import { openSource, type Source } from '#shared/import/source.ts';
import { toItem } from '#shared/import/to-item.ts';
import { toLabels, type SourceLabel } from '#shared/import/to-labels.ts';
import type { ItemContent } from '#shared/items/item.ts';
import type { Rubric } from '#shared/rubric/rubric.ts';
import { expectedSchema, type Expected } from './expected.ts';

/** An item with the line of the file that it came from. */
interface SourceItem {
  readonly content: ItemContent;
  readonly text: string;
  /** Line of the passage that the item refers to; null when it refers to none. */
  readonly passage: string | null;
}

/** A label with the name of whoever gave it. */
export interface PersonalLabel {
  readonly person: string;
  readonly label: SourceLabel;
}

export interface Folder {
  readonly name: string;
  readonly dataset: Dataset;
  readonly items: readonly SourceItem[];
  readonly labels: (rubric: Rubric) => PersonalLabel[];
  readonly expected: Expected | null;
}

/** The folder does not hold a labelled set that can be read; the message says what and where. */
export class FolderError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'FolderError';
  }
}

const passageSchema = z.object({ id: z.string() });

function read(folder: string, file: string): string | null {
  const path = join(folder, file);
  return existsSync(path) ? readFileSync(path, 'utf8') : null;
}

function mustRead(folder: string, file: string): string {
  const text = read(folder, file);
  if (text === null) throw new FolderError(`There is no ${file} in ${folder}.`);
  return text;
}

function parsed<S extends z.ZodType>(schema: S, text: string, file: string): z.output<S> {
  try {
    return schema.parse(JSON.parse(text));
  } catch (error) {
    throw new FolderError(`${file} cannot be used: ${error instanceof Error ? error.message : 'unreadable'}`);
  }
}

function* fieldsOf(
  source: Source,
  file: string,
): Generator<{ readonly line: number; readonly fields: Fields }> {
  for (const record of source.records()) {
    if ('problem' in record) throw new FolderError(`${file}, line ${record.line}: ${record.problem}`);
    yield record;
  }
}

/** Lines of the texts that items refer to, by their id. */
function readPassages(text: string): Map<string, string> {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return new Map(lines.map((line) => [parsed(passageSchema, line, 'passages.jsonl').id, line]));
}

function readItems(text: string, passages: ReadonlyMap<string, string>): SourceItem[] {
  const lines = text.split('\n');
  // Together, as they will be imported: an item finds its passage by reference.
  const source = openSource([text.trimEnd(), ...passages.values()].join('\n'), 'items.jsonl');
  const mapping = suggestItemMapping(source.columns);
  return [...fieldsOf(source, 'items.jsonl')].map(({ line, fields }) => {
    const item = toItem(fields, mapping, source.passages);
    if (!item.ok)
      throw new FolderError(`items.jsonl, line ${line}: ${item.problems[0]?.reason ?? 'no item'}`);
    const { context_ref: reference } = fields;
    const passage = typeof reference === 'string' ? (passages.get(reference) ?? null) : null;
    return { content: item.content, text: lines[line - 1] ?? '', passage };
  });
}

/** Where the source names nobody, the label that is the third of its item is given by the third person. */
function personOf(label: SourceLabel, fields: Fields, column: string | undefined): string {
  if (label.annotator !== null) return label.annotator;
  const raw = column === undefined ? undefined : fields[column];
  return `somebody ${typeof raw === 'string' ? raw.slice(raw.lastIndexOf('#') + 1) : ''}`.trim();
}

function readLabels(text: string, rubric: Rubric): PersonalLabel[] {
  const source = openSource(text, 'labels.jsonl');
  const mapping = suggestLabelMapping(source.columns, rubric);
  return [...fieldsOf(source, 'labels.jsonl')].flatMap(({ line, fields }) => {
    const read = toLabels(fields, mapping);
    if (!read.ok)
      throw new FolderError(`labels.jsonl, line ${line}: ${read.problems[0]?.reason ?? 'no label'}`);
    return read.labels.map((label) => ({ person: personOf(label, fields, mapping.annotator), label }));
  });
}

function readDescription(text: string): Dataset {
  const read = readDataset(text);
  if (read.ok) return read.dataset;
  const [problem] = read.problems;
  throw new FolderError(`dataset.json cannot be used: ${problem?.field ?? ''} ${problem?.reason ?? ''}`);
}

/** Opens a labelled set in neutral form. Throws `FolderError` when something of it is missing or broken. */
export function readFolder(folder: string): Folder {
  const dataset = readDescription(mustRead(folder, 'dataset.json'));
  const passages = readPassages(read(folder, 'passages.jsonl') ?? '');
  const labels = mustRead(folder, 'labels.jsonl');
  const expected = read(folder, 'expected.json');
  return {
    name: dataset.name === '' ? folder : dataset.name,
    dataset,
    items: readItems(mustRead(folder, 'items.jsonl'), passages),
    labels: (rubric) => readLabels(labels, rubric),
    expected: expected === null ? null : parsed(expectedSchema, expected, 'expected.json'),
  };
}
