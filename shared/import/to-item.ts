import {
  itemContentSchema,
  type Claim,
  type ItemContent,
  type ItemResponse,
  type Turn,
} from '#shared/items/item.ts';
import type { ItemMapping } from '#shared/protocol/http/imports.ts';
import { fieldOf, issueWords } from './issue-words.ts';
import { isPreferencePair } from './item-mapping.ts';
import { MAX_META_CHARACTERS } from './limits.ts';
import { isFields, type Fields } from './records.ts';
import { parseStrictJson } from './strict-json.ts';

const MAX_RESPONSES = 8;

/** What is wrong with a record, at the column it is wrong in; without one, with the record as a whole. */
export interface FieldProblem {
  readonly field: string;
  readonly reason: string;
}

export type ToItem = { ok: true; content: ItemContent } | { ok: false; problems: readonly FieldProblem[] };

/** Collects the problems of one record while its parts are read. */
class Reader {
  readonly problems: FieldProblem[] = [];
  readonly #fields: Fields;

  constructor(fields: Fields) {
    this.#fields = fields;
  }

  refuse(field: string, reason: string): null {
    this.problems.push({ field, reason });
    return null;
  }

  raw(column: string | undefined): unknown {
    const value = column === undefined ? undefined : this.#fields[column];
    return value === '' ? undefined : value;
  }

  /** Text, or null where there is none. */
  text(column: string | undefined): string | null {
    const value = this.raw(column);
    if (value === undefined || value === null) return null;
    if (typeof value === 'string') return value;
    return this.refuse(column ?? '', 'must be text');
  }

  /** An id may be a number in the source. */
  name(column: string | undefined): string {
    const value = this.raw(column);
    if (value === undefined || value === null) return '';
    if (typeof value === 'string' || typeof value === 'number') return String(value).trim();
    this.refuse(column ?? '', 'must be text or a number');
    return '';
  }

  /** A list; in a cell of a table it stands as JSON. */
  list(column: string | undefined): readonly unknown[] {
    const value = this.raw(column);
    if (value === undefined || value === null) return [];
    if (Array.isArray(value)) return value;
    const parsed = typeof value === 'string' ? parseStrictJson(value) : null;
    if (parsed?.ok && Array.isArray(parsed.value)) return parsed.value;
    this.refuse(column ?? '', 'must be a list');
    return [];
  }
}

interface NamedText {
  readonly text: string;
  readonly sourceId?: string;
  readonly source?: string;
}

/** `{id, text, source}` or just the text. */
function namedText(reader: Reader, field: string, entry: unknown): NamedText | null {
  if (typeof entry === 'string') return { text: entry };
  if (!isFields(entry)) return reader.refuse(field, 'must be text or an object with `text`');
  const { id, text, source } = entry;
  if (typeof text !== 'string') return reader.refuse(`${field}.text`, 'must be text');
  if (id !== undefined && typeof id !== 'string' && typeof id !== 'number') {
    return reader.refuse(`${field}.id`, 'must be text or a number');
  }
  return {
    text,
    ...(id === undefined ? {} : { sourceId: String(id) }),
    ...(typeof source === 'string' ? { source } : {}),
  };
}

const present = <T>(entry: T | null): entry is T => entry !== null;

function listedResponses(reader: Reader, column: string): NamedText[] {
  return reader
    .list(column)
    .map((entry, index) => namedText(reader, `${column}[${index + 1}]`, entry))
    .filter(present);
}

/** One response to a column. An empty cell at the end is no response; one between others is an empty response. */
function columnResponses(reader: Reader, mapping: ItemMapping): NamedText[] {
  const texts = mapping.responses.map((column) => reader.text(column));
  const last = texts.findLastIndex((text) => text !== null);
  return texts.slice(0, last + 1).map((text, index) => {
    const source = reader.text(mapping.sources[index]);
    return {
      text: text ?? '',
      sourceId: mapping.responses[index] ?? '',
      ...(source === null ? {} : { source }),
    };
  });
}

function responseTexts(reader: Reader, mapping: ItemMapping): NamedText[] {
  const [only, ...others] = mapping.responses;
  if (only === undefined) return [];
  if (others.length > 0) return columnResponses(reader, mapping);
  const value = reader.raw(only);
  const isSingleText = typeof value === 'string' && !value.trimStart().startsWith('[');
  return isSingleText ? [{ text: value }] : listedResponses(reader, only);
}

/** Our own ids in source order. "Chosen" and "rejected" are put in order of their text: A must not be always the better one. */
function numbered(texts: readonly NamedText[], mapping: ItemMapping): ItemResponse[] {
  const ordered = isPreferencePair(mapping) ? texts.toSorted((a, b) => (a.text < b.text ? -1 : 1)) : texts;
  return ordered.map((response, index) => ({ id: `r${index + 1}`, ...response }));
}

function responsesOf(reader: Reader, mapping: ItemMapping): ItemResponse[] {
  const texts = responseTexts(reader, mapping);
  const field = mapping.responses[0] ?? 'responses';
  if (texts.length > MAX_RESPONSES) reader.refuse(field, `must be a list of at most ${MAX_RESPONSES}`);
  const ids = texts.map((response) => response.sourceId).filter((id) => id !== undefined);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) reader.refuse(field, `has two responses called "${twice}"`);
  return numbered(texts, mapping);
}

function turnsOf(reader: Reader, column: string | undefined): Turn[] {
  return reader.list(column).flatMap((entry, index) => {
    const field = `${column ?? ''}[${index + 1}]`;
    const { role, content } = isFields(entry) ? entry : {};
    if (typeof role === 'string' && typeof content === 'string') return [{ role, content }];
    reader.refuse(field, 'must have `role` and `content`');
    return [];
  });
}

function claimsOf(reader: Reader, column: string | undefined): Claim[] {
  return reader
    .list(column)
    .map((entry, index) => namedText(reader, `${column ?? ''}[${index + 1}]`, entry))
    .filter(present)
    .map(({ text }, index) => ({ id: `c${index + 1}`, text }));
}

function tagsOf(reader: Reader, column: string | undefined): string[] {
  const value = reader.raw(column);
  if (typeof value === 'string' && !value.trimStart().startsWith('[')) {
    return value
      .split(/[,;]/)
      .map((tag) => tag.trim())
      .filter((tag) => tag !== '');
  }
  return reader.list(column).filter((tag) => typeof tag === 'string');
}

function contextOf(
  reader: Reader,
  fields: Fields,
  mapping: ItemMapping,
  passages: ReadonlyMap<string, string>,
): string | null {
  const written = reader.text(mapping.context);
  const reference = fields['context_ref'];
  return written ?? (typeof reference === 'string' ? (passages.get(reference) ?? null) : null);
}

/** Everything the mapping does not use; `meta` itself is taken apart, so that a source's own metadata keeps its names. */
function metaOf(reader: Reader, fields: Fields, mapping: ItemMapping): Record<string, unknown> {
  const { id, prompt, context, turns, task, lang, claims, tags, responses, sources } = mapping;
  const used = new Set([
    id,
    prompt,
    context,
    turns,
    task,
    lang,
    claims,
    tags,
    ...responses,
    ...sources,
    'meta',
  ]);
  const rest = Object.entries(fields).filter(
    ([name, value]) => !used.has(name) && value !== '' && value !== null,
  );
  const meta = { ...(isFields(fields['meta']) ? fields['meta'] : {}), ...Object.fromEntries(rest) };
  if (JSON.stringify(meta).length > MAX_META_CHARACTERS) reader.refuse('meta', 'is longer than 64 KB');
  return meta;
}

const isEmpty = ({ prompt, context, turns, responses, claims }: ItemContent) =>
  [prompt, context].every((text) => text === null || text.trim() === '') &&
  turns.length + responses.length + claims.length === 0;

/** Limits of the schema, in words. */
function schemaProblems(content: ItemContent): FieldProblem[] {
  const result = itemContentSchema.safeParse(content);
  return (result.error?.issues ?? []).map((issue) => ({
    field: fieldOf(issue.path),
    reason: issueWords(issue),
  }));
}

/**
 * One record as an item. `externalId` is empty where the source names none. Passages are the texts that items may refer to by
 * `context_ref`; a reference that leads nowhere stays in the metadata.
 */
export function toItem(fields: Fields, mapping: ItemMapping, passages: ReadonlyMap<string, string>): ToItem {
  const reader = new Reader(fields);
  const content: ItemContent = {
    externalId: reader.name(mapping.id),
    task: reader.text(mapping.task) ?? '',
    lang: reader.text(mapping.lang),
    prompt: reader.text(mapping.prompt),
    context: contextOf(reader, fields, mapping, passages),
    turns: turnsOf(reader, mapping.turns),
    responses: responsesOf(reader, mapping),
    claims: claimsOf(reader, mapping.claims),
    tags: tagsOf(reader, mapping.tags),
    meta: metaOf(reader, fields, mapping),
  };
  if (reader.problems.length === 0 && isEmpty(content)) {
    reader.refuse('', 'has nothing to judge: no prompt, context, turns, responses or claims');
  }
  const problems = reader.problems.length > 0 ? reader.problems : schemaProblems(content);
  return problems.length === 0 ? { ok: true, content } : { ok: false, problems };
}
