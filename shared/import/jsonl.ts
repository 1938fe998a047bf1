import { MAX_LINE_CHARACTERS } from './limits.ts';
import { isFields, type SourceRecord } from './records.ts';
import { parseStrictJson } from './strict-json.ts';

function recordOf(line: number, text: string): SourceRecord {
  if (text.length > MAX_LINE_CHARACTERS) return { line, problem: 'is longer than 256 KB' };
  const parsed = parseStrictJson(text);
  if (!parsed.ok) return { line, problem: parsed.problem };
  return isFields(parsed.value) ? { line, fields: parsed.value } : { line, problem: 'is not a JSON object' };
}

export function countLines(text: string): number {
  let count = 1;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}

/** One JSON object to a line; empty lines are skipped but counted. Read lazily. */
export function* readJsonLines(text: string): Generator<SourceRecord> {
  let from = 0;
  for (let line = 1; from < text.length; line += 1) {
    const end = text.indexOf('\n', from);
    const to = end === -1 ? text.length : end;
    const content = text.slice(from, to).trim();
    if (content !== '') yield recordOf(line, content);
    from = to + 1;
  }
}
