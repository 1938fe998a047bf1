import { parseClauses } from '#shared/guideline/clauses.ts';
import { renderGuideline } from '#shared/markdown/render.ts';
import type { ClauseView, Readers, Version, VersionHead } from '#shared/protocol/guideline.ts';
import type { Db, Tx } from '../../db/database.ts';
import type { VersionRow } from '../../repositories/guideline-versions.ts';
import { namesOf } from '../../repositories/people.ts';

/** Names of everybody who committed or wrote these versions. */
export type Names = ReadonlyMap<string, string>;

export const namesIn = (db: Db | Tx, versions: readonly VersionRow[]): Promise<Names> =>
  namesOf(db, [...new Set(versions.flatMap(({ authors, committedBy }) => [...authors, committedBy]))]);

const named = (names: Names) => (id: string) => ({ id, name: names.get(id) ?? 'Somebody' });

/** A version as lists show it. `newest`: number of the project's newest version. */
export function versionHead(version: VersionRow, names: Names, newest: number): VersionHead {
  const { number, parentHash, hash, kind, committedAt } = version;
  return {
    ...{ number, parentHash, hash, kind, committedAt },
    committedBy: named(names)(version.committedBy),
    authors: version.authors.map(named(names)),
    changes: version.changeLog.length,
    supersededBy: number < newest ? newest : null,
  };
}

/** Clauses of a text as people read and cite them. */
export const clauseViews = (text: string): ClauseView[] =>
  parseClauses(text).map(({ id, kind, title, level, text: own }) => ({
    id,
    kind,
    title,
    level,
    html: renderGuideline(own),
  }));

export function versionView(version: VersionRow, names: Names, newest: number, readers: Readers): Version {
  const { text, rubric, changeLog } = version;
  return {
    ...versionHead(version, names, newest),
    ...{ text, rubric, changeLog, readers },
    html: renderGuideline(text),
    clauses: clauseViews(text),
  };
}
