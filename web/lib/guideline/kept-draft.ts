import * as Y from 'yjs';
import type { Keep } from '#lib/session/keep.ts';
import { SharedDraft, type DraftCopy } from './shared-draft.ts';

/*
 * Edits that the server has not confirmed, kept in the browser: a reload, a crash or a closed lid does not lose them. Kept per person
 * and project, and taken away as soon as the server has everything.
 */
export interface KeptScope {
  readonly projectId: string;
  readonly personId: string;
}

export interface KeptDraft {
  readonly epoch: string;
  /** When the oldest of these edits was made. */
  readonly since: number;
  readonly update: Uint8Array;
}

const keyOf = ({ projectId, personId }: KeptScope) => `touchstone/guideline/${projectId}/${personId}`;

const CHUNK = 8_192;

function toBase64(bytes: Uint8Array): string {
  let letters = '';
  for (let at = 0; at < bytes.length; at += CHUNK)
    letters += String.fromCharCode(...bytes.subarray(at, at + CHUNK));
  return btoa(letters);
}

const fromBase64 = (text: string): Uint8Array =>
  Uint8Array.from(atob(text), (letter) => letter.codePointAt(0) ?? 0);

export function keepDraft(keep: Keep, scope: KeptScope, draft: SharedDraft, since: number): void {
  const update = toBase64(Y.encodeStateAsUpdate(draft.doc));
  keep.write(keyOf(scope), JSON.stringify({ epoch: draft.epoch, since, update }));
}

export function forgetDraft(keep: Keep, scope: KeptScope): void {
  keep.remove(keyOf(scope));
}

/** What was kept; null when nothing was, or when it cannot be read any more. */
export function keptDraft(keep: Keep, scope: KeptScope): KeptDraft | null {
  const text = keep.read(keyOf(scope));
  if (text === null) return null;
  try {
    const kept = JSON.parse(text) as { epoch: string; since: number; update: string };
    return { epoch: kept.epoch, since: kept.since, update: fromBase64(kept.update) };
  } catch {
    return null;
  }
}

/** The text and rubric that were kept, without merging them into anything. */
export function readKept({ epoch, update }: KeptDraft): DraftCopy | null {
  const draft = new SharedDraft(epoch);
  try {
    Y.applyUpdate(draft.doc, update);
    return draft.copy();
  } catch {
    return null;
  } finally {
    draft.destroy();
  }
}
