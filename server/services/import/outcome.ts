import { setImmediate } from 'node:timers/promises';
import { MAX_PROBLEMS_LISTED } from '#shared/import/limits.ts';
import type { SourceRecord } from '#shared/import/records.ts';
import type { FieldProblem } from '#shared/import/to-item.ts';
import type { ImportProblem, SetAside } from '#shared/protocol/http/imports.ts';

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
    for (const { field, reason } of problems) this.refuse(line, reason, field);
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

/** Lets other work (a meeting's ballots) have its turn between two hundred records. */
export async function eachRecord<T>(records: Iterable<T>, visit: (record: T) => void): Promise<void> {
  let count = 0;
  for (const record of records) {
    visit(record);
    count += 1;
    if (count % RECORDS_PER_TURN === 0) await setImmediate();
  }
}

/** Counts every record and visits those that could be read. */
export function eachReadable(
  records: Iterable<SourceRecord>,
  outcome: Outcome,
  visit: (line: number, fields: Readonly<Record<string, unknown>>) => void,
): Promise<void> {
  return eachRecord(records, (record) => {
    outcome.read += 1;
    if ('problem' in record) outcome.refuse(record.line, record.problem);
    else visit(record.line, record.fields);
  });
}
