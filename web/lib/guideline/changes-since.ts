import { canonicalJson } from '#shared/canonical-json.ts';
import type { Dimension } from '#shared/rubric/rubric.ts';
import type { DraftCopy } from './shared-draft.ts';
import { partsOf } from './structure.ts';

/** The text in pieces that people would name: what stands before the first heading, each section, each edge case; by their names. */
function pieces(text: string): Map<string, string> {
  const parts = partsOf(text);
  const found = new Map([['', text.slice(0, parts[0]?.from ?? text.length)]]);
  parts.forEach((part, index) => {
    const name = part.id ?? `${part.kind} ${part.title}`;
    const end = parts[index + 1]?.from ?? text.length;
    found.set(name, (found.get(name) ?? '') + text.slice(part.from, end));
  });
  return found;
}

const dimensions = (list: readonly Dimension[]) =>
  new Map(list.map((dimension) => [dimension.id, canonicalJson(dimension)]));

function differing(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): number {
  const names = new Set([...before.keys(), ...after.keys()]);
  return [...names].filter((name) => before.get(name)?.trim() !== after.get(name)?.trim()).length;
}

/** How many sections, edge cases and dimensions say something else than before; 0: nothing that counts. */
export function changesSince(before: DraftCopy, after: DraftCopy): number {
  const order = (copy: DraftCopy) => copy.dimensions.map(({ id }) => id).join(' ');
  const [old, now] = [dimensions(before.dimensions), dimensions(after.dimensions)];
  const isReordered = old.size === now.size && order(before) !== order(after);
  return differing(pieces(before.text), pieces(after.text)) + differing(old, now) + (isReordered ? 1 : 0);
}
