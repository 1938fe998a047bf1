import { createHash } from 'node:crypto';
import { canonicalJson } from '#shared/canonical-json.ts';
import { versionHash, type VersionContent } from '#shared/guideline/canonical.ts';
import type { Change, VersionKind } from '#shared/guideline/change-log.ts';

const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');

/** Hash of what a version says (law G1). */
export const hashVersion = (content: VersionContent): string => versionHash(content, sha256);

/** What a version is besides its content: who, when, why. */
export interface Sealed {
  readonly hash: string;
  readonly kind: VersionKind;
  readonly changeLog: readonly Change[];
  readonly authors: readonly string[];
  readonly committedBy: string;
  readonly committedAt: number;
  readonly opId: string;
}

/**
 * The content's hash is an address: equal content has an equal one, whoever committed it. The seal covers the rest of the row
 * and is chained, so that a changed author, date or change log shows as well.
 */
export const sealVersion = (parentSeal: string | null, sealed: Sealed): string => {
  const { hash, kind, changeLog, authors, committedBy, committedAt, opId } = sealed;
  return sha256(canonicalJson([parentSeal, hash, kind, changeLog, authors, committedBy, committedAt, opId]));
};
