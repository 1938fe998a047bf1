import type { FieldProblem } from '#shared/import/to-item.ts';
import type { Dimension, Rubric } from '#shared/rubric/rubric.ts';
import type { SourceFile } from './source-files.ts';

/** What a data set's `dataset.json` says of its dimensions, as a rubric; or what of it cannot be used. */
export type DescribedSet =
  | {
      readonly ok: true;
      readonly name: string;
      readonly rubric: Rubric;
      readonly setAside: readonly string[];
    }
  | { readonly ok: false; readonly fileName: string; readonly problems: readonly FieldProblem[] };

/** Read by the same rules as on the command line; they come on demand, for few people ever need them. */
const rules = async () => {
  const [dataset, rubric, named, source, decode] = await Promise.all([
    import('#shared/import/dataset.ts'),
    import('#shared/import/dataset-rubric.ts'),
    import('#shared/import/dimensions-named.ts'),
    import('#shared/import/source.ts'),
    import('#shared/import/decode.ts'),
  ]);
  return { ...dataset, ...rubric, ...named, ...source, ...decode };
};

type Rules = Awaited<ReturnType<typeof rules>>;

/** Dimensions that the labels among the files name; a file that cannot be read will say so when it is imported. */
async function usedIn(
  { decodeText, dimensionsNamed, openSource }: Rules,
  files: readonly SourceFile[],
): Promise<Set<string>> {
  const used = new Set<string>();
  for (const { file, name, kind } of files) {
    if (kind !== 'labels') continue;
    try {
      const text = decodeText(new Uint8Array(await file.arrayBuffer()));
      for (const dimension of dimensionsNamed(openSource(text, name)) ?? []) used.add(dimension);
    } catch {
      continue;
    }
  }
  return used;
}

/** Reads the description among the files; null where there is none. Only dimensions that somebody was asked, where labels come along. */
export async function describedSet(files: readonly SourceFile[]): Promise<DescribedSet | null> {
  const description = files.find(({ kind }) => kind === 'dataset');
  if (!description) return null;
  const known = await rules();
  const read = known.readDatasetFile(new Uint8Array(await description.file.arrayBuffer()));
  const { name: fileName } = description;
  if (!read.ok) return { ok: false, fileName, problems: read.problems };
  const used = await usedIn(known, files);
  const made = known.rubricFromDataset(read.dataset, used.size > 0 ? used : undefined);
  if (!made.ok) return { ok: false, fileName, problems: made.problems };
  return { ok: true, name: read.dataset.name, rubric: made.rubric, setAside: made.setAside };
}

/** Names of described dimensions that a rubric does not have, by id or by name: labels of them would be set aside. */
export function dimensionsMissing(described: Rubric, dimensions: readonly Dimension[]): string[] {
  const known = new Set(dimensions.flatMap(({ id, name }) => [id.toLowerCase(), name.toLowerCase()]));
  return described.dimensions.map(({ name }) => name).filter((name) => !known.has(name.toLowerCase()));
}
