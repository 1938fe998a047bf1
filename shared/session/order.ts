/*
 * Orders that look random, are the same on every reload, and cannot be guessed without the session's secret seed (law B5).
 * A hash of (seed, person, item) drives a small generator; it decides presentation only, so it need not be cryptographic —
 * the seed itself comes from the server's random source and never leaves it.
 */

/** FNV-1a over UTF-16 units, finished with the murmur3 mixer: a 32-bit hash in which nearby inputs differ everywhere. */
export function hash32(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** Fisher–Yates with one fresh hash per draw. */
export function shuffled<T>(list: readonly T[], key: string): T[] {
  const result = [...list];
  for (let i = result.length - 1; i > 0; i -= 1) {
    const j = hash32(`${key}/${i}`) % (i + 1);
    [result[i], result[j]] = [result[j] as T, result[i] as T];
  }
  return result;
}

/** The order in which one person sees the responses of one item. */
export const responseOrder = (
  seed: string,
  personId: string,
  itemId: string,
  responses: readonly string[],
): string[] => shuffled(responses, `${seed}/order/${personId}/${itemId}`);

const HANDLES =
  'Avocet Bittern Curlew Dipper Egret Finch Godwit Heron Ibis Jackdaw Kestrel Lapwing Merlin Nuthatch Oriole Plover Quail Redstart Siskin Tern Wagtail Whimbrel Wren Yellowhammer'.split(
    ' ',
  );

/**
 * Handles of a pseudonymous session, by person. `people` in the order of joining: who comes later never changes the handle of who
 * was there. Name and account tell nothing about it.
 */
export function pseudonyms<Id extends string>(seed: string, people: readonly Id[]): Map<Id, string> {
  const names = shuffled(HANDLES, `${seed}/handles`);
  const taken = new Set<string>();
  return new Map(people.map((id) => [id, firstFree(names, hash32(`${seed}/alias/${id}`), taken)]));
}

function firstFree(names: readonly string[], start: number, taken: Set<string>): string {
  for (let step = 0; ; step += 1) {
    const lap = Math.floor(step / names.length);
    const name = `${names[(start + step) % names.length] ?? ''}${lap === 0 ? '' : ` ${lap + 1}`}`;
    if (taken.has(name)) continue;
    taken.add(name);
    return name;
  }
}
