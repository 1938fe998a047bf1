import { readDatasetFile } from '#shared/import/dataset.ts';
import { rubricFromDataset } from '#shared/import/dataset-rubric.ts';
import { decodeText } from '#shared/import/decode.ts';
import { dimensionsNamed } from '#shared/import/dimensions-named.ts';
import { openSource } from '#shared/import/source.ts';
import type { FieldProblem } from '#shared/import/to-item.ts';
import type { Rubric } from '#shared/rubric/rubric.ts';
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

/** Dimensions that the labels among the files name; a file that cannot be read will say so when it is imported. */
async function usedIn(files: readonly SourceFile[]): Promise<Set<string>> {
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

/** What a description says; only dimensions that somebody was asked, where labels come along. */
export async function readDescribedSet(
  { file, name: fileName }: SourceFile,
  files: readonly SourceFile[],
): Promise<DescribedSet> {
  const read = readDatasetFile(new Uint8Array(await file.arrayBuffer()));
  if (!read.ok) return { ok: false, fileName, problems: read.problems };
  const used = await usedIn(files);
  const made = rubricFromDataset(read.dataset, used.size > 0 ? used : undefined);
  if (!made.ok) return { ok: false, fileName, problems: made.problems };
  return { ok: true, name: read.dataset.name, rubric: made.rubric, setAside: made.setAside };
}
