import type { Dimension, Rubric } from '#shared/rubric/rubric.ts';
import type { DescribedSet } from './read-described-set.ts';
import type { SourceFile } from './source-files.ts';

/**
 * Reads the description among the files; null where there is none. By the same rules as on the command line; they come on demand, for
 * few people ever need them.
 */
export async function describedSet(files: readonly SourceFile[]): Promise<DescribedSet | null> {
  const description = files.find(({ kind }) => kind === 'dataset');
  if (!description) return null;
  const { readDescribedSet } = await import('./read-described-set.ts');
  return readDescribedSet(description, files);
}

/** Names of described dimensions that a rubric does not have, by id or by name: labels of them would be set aside. */
export function dimensionsMissing(described: Rubric, dimensions: readonly Dimension[]): string[] {
  const known = new Set(dimensions.flatMap(({ id, name }) => [id.toLowerCase(), name.toLowerCase()]));
  return described.dimensions.map(({ name }) => name).filter((name) => !known.has(name.toLowerCase()));
}
