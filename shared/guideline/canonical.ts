/**
 * The one spelling of a guideline version, and its hash (law G1).
 *
 * What is hashed is a readable file: a head that names number, parent and rubric, then the text. The export of a version is
 * exactly these bytes, so that anybody checks the hash with `sha256sum` and nothing else.
 */
import { canonicalJson } from '#shared/canonical-json.ts';
import type { Rubric } from '#shared/rubric/rubric.ts';

/** What a version says, and where it stands in the chain. */
export interface VersionContent {
  readonly number: number;
  /** Hash of the version before; null for the first. */
  readonly parentHash: string | null;
  readonly text: string;
  readonly rubric: Rubric;
}

const FORMAT = 1;

/** One Unicode spelling (NFC), no lone surrogates. */
const canonicalString = (text: string) => text.toWellFormed().normalize('NFC');

/**
 * Unicode NFC without byte order mark and NUL, lines ended by LF, white space alone on a line removed, no blank lines at the
 * start, one line end at the end. Trailing spaces behind words stay: in Markdown they are a line break.
 */
export function canonicalText(text: string): string {
  const lines = canonicalString(text.replace(/\r\n?/g, '\n').replace(/[\uFEFF\0]/g, ''))
    .split('\n')
    .map((line) => (line.trim() === '' ? '' : line));
  const body = lines.join('\n').replace(/^\n+/, '').replace(/\n+$/, '');
  return body === '' ? '' : `${body}\n`;
}

function canonicalStrings(value: unknown): unknown {
  if (typeof value === 'string') return canonicalString(value);
  if (Array.isArray(value)) return value.map(canonicalStrings);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [canonicalString(key), canonicalStrings(member)]),
  );
}

/** A rubric as canonical JSON: sorted keys, no white space, strings in NFC. */
export const canonicalRubric = (rubric: Rubric): string => canonicalJson(canonicalStrings(rubric));

/** The file of a version. Its SHA-256 is the version's hash. */
export function versionFile({ number, parentHash, text, rubric }: VersionContent): string {
  const head = [`touchstone-guideline: ${FORMAT}`, `version: ${number}`, `parent: ${parentHash ?? 'none'}`];
  return `---\n${head.join('\n')}\nrubric: ${canonicalRubric(rubric)}\n---\n\n${canonicalText(text)}`;
}

/**
 * Hash of a version: SHA-256 over the bytes of its file, in the caller's way (`node:crypto` gives a string, `SubtleCrypto` a
 * promise). Equal text, rubric and parent have an equal hash.
 */
export const versionHash = <R>(content: VersionContent, sha256: (bytes: Uint8Array) => R): R =>
  sha256(new TextEncoder().encode(versionFile(content)));
