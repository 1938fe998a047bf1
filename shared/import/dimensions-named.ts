import type { Source } from './source.ts';

const COLUMN = 'dimension';

/** Dimensions that labels of the neutral form name; undefined where the file has no column for them. */
export function dimensionsNamed(source: Source): Set<string> | undefined {
  if (!source.columns.some(({ name }) => name === COLUMN)) return undefined;
  const names = new Set<string>();
  for (const record of source.records()) {
    const name = 'fields' in record ? record.fields[COLUMN] : undefined;
    if (typeof name === 'string' && name !== '') names.add(name);
  }
  return names;
}
