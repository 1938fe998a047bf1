import * as Y from 'yjs';
import { seedDraft } from '#shared/guideline/document.ts';
import type { Rubric } from '#shared/rubric/rubric.ts';

/** The first change of a draft: everything it starts with, and the Yjs client id it was written with. */
export interface Seed {
  readonly bytes: Uint8Array;
  readonly clientId: number;
}

/** What `write` puts into an empty document. */
export function freshCopy(write: (doc: Y.Doc) => void): Seed {
  const doc = new Y.Doc();
  write(doc);
  const seed = { bytes: Y.encodeStateAsUpdate(doc), clientId: doc.clientID };
  doc.destroy();
  return seed;
}

/** Text and rubric in an empty document. */
export const seedOf = (text: string, rubric: Rubric): Seed =>
  freshCopy((doc) => seedDraft(doc, text, rubric));
