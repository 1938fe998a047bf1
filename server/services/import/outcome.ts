import { setImmediate } from 'node:timers/promises';
import { MAX_PROBLEMS_LISTED } from '#shared/import/limits.ts';
import type { Source } from '#shared/import/source.ts';
import type { FieldProblem } from '#shared/import/to-item.ts';
import type { ImportProblem, SetAside } from '#shared/protocol/http/imports.ts';
import type { Watch } from './order.ts';

const RECORDS_PER_TURN = 200;

/** What an import found in the lines so far. */
export class Outcome {
  read = 0;
  problemCount = 0;
  badRecords = 0;
  #lastBadLine = 0;
  readonly #problems: ImportProblem[] = [];
  readonly #setAside = new Map<string, number>();

  refuse(line: number, reason: string, field?: string): void {
    this.problemCount += 1;
    if (line !== this.#lastBadLine) this.badRecords += 1;
    this.#lastBadLine = line;
    if (this.#problems.length >= MAX_PROBLEMS_LISTED) return;
    this.#problems.push(field === undefined ? { line, reason } : { line, field, reason });
  }

  refuseFields(line: number, problems: readonly FieldProblem[]): void {
    for (const { field, reason } of problems) this.refuse(line, reason, field === '' ? undefined : field);
  }

  leaveOut(reason: string): void {
    this.#setAside.set(reason, (this.#setAside.get(reason) ?? 0) + 1);
  }

  get problems(): ImportProblem[] {
    return this.#problems.toSorted((a, b) => a.line - b.line);
  }

  get setAside(): SetAside[] {
    return [...this.#setAside].map(([reason, count]) => ({ reason, count }));
  }
}

/** Lets other work (a meeting's ballots, word that the import is called off) have its turn between two hundred records. */
export async function eachRecord<T>(
  records: Iterable<T>,
  watch: Watch,
  visit: (record: T, count: number) => void,
): Promise<void> {
  let count = 0;
  for (const record of records) {
    count += 1;
    visit(record, count);
    if (count % RECORDS_PER_TURN !== 0) continue;
    await setImmediate();
    watch.signal.throwIfAborted();
  }
}

/** Counts every record of a source and visits those that could be read. */
export function eachReadable(
  source: Source,
  outcome: Outcome,
  watch: Watch,
  visit: (line: number, fields: Readonly<Record<string, unknown>>) => void,
): Promise<void> {
  return eachRecord(source.records(), watch, (record, done) => {
    if (done % RECORDS_PER_TURN === 0) watch.progress({ step: 'reading', done, total: source.size });
    outcome.read += 1;
    if ('problem' in record) outcome.refuse(record.line, record.problem);
    else visit(record.line, record.fields);
  });
}
