import type { OpId } from '#shared/ids.ts';

const BYTES = 15;

/** A fresh op id. Not `randomUUID`: browsers have that on https only, and a meeting may run on a plain address in the house. */
export function newOpId(): OpId {
  const bytes = crypto.getRandomValues(new Uint8Array(BYTES));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_') as OpId;
}
