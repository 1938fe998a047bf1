import { z } from 'zod';
import { ROLES, type Role } from '#shared/access/policy.ts';
import type { ChangeReading } from '#shared/agreement/change-reading.ts';
import type { AgreementReport } from '#shared/agreement/report.ts';
import type { Level } from '#shared/agreement/table.ts';
import {
  OWN_TABLES,
  SOURCES,
  TABLES,
  type LeftOutReason,
  type NumberId,
  type Source,
} from './agreement-words.ts';

export const GROUPS = [...ROLES, 'guest'] as const;
export type Group = Role | 'guest';

const id = z.string().min(1).max(120);
const filter = {
  /** First votes without sight of others, or the last vote after a discussion; never both in one figure (law A4). */
  round: z.enum(['blind', 'after']).default('blind'),
  source: z.enum(['all', ...SOURCES]).default('all'),
  session: id.optional(),
  version: z.coerce.number().int().min(1).optional(),
  dimension: id.optional(),
  task: z.string().min(1).max(40).optional(),
  tag: z.string().min(1).max(60).optional(),
  /** Only ballots of people who have this role in the project now. */
  group: z.enum(GROUPS).optional(),
};

export const agreementQuery = z.object(filter);
export type AgreementQuery = z.input<typeof agreementQuery>;
export type AgreementFilter = z.output<typeof agreementQuery>;

/** What was pointed at: somebody's column, two people, two categories, one item. Without any: all items of the filter. */
export const itemsBehindQuery = z.object({
  ...filter,
  person: z.string().min(1).max(300).optional(),
  other: z.string().min(1).max(300).optional(),
  first: z.string().min(1).max(2_000).optional(),
  second: z.string().min(1).max(2_000).optional(),
  item: id.optional(),
  page: z.coerce.number().int().min(1).max(10_000).default(1),
});
export type ItemsBehindQuery = z.input<typeof itemsBehindQuery>;

export const tableQuery = z.object({ ...filter, table: z.enum(TABLES).default('dimensions') });

export const ownQuery = z.object({ round: filter.round });
export const ownTableQuery = z.object({
  round: filter.round,
  table: z.enum(OWN_TABLES).default('dimensions'),
});
export type OwnQuery = z.input<typeof ownQuery>;

export interface LeftOut {
  readonly reason: LeftOutReason;
  readonly count: number;
}

/** A coefficient at one point of a trend; `value` null is undefined, and `why` says so in words (law A3). */
export interface Figure {
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly why: string | null;
  /** Mean share of agreeing pairs. */
  readonly agreement: number | null;
  readonly n: number;
  readonly units: number;
  readonly raters: number | null;
  readonly tooFewItems: boolean;
}

export interface TrendPoint {
  readonly key: string;
  readonly kind: 'session' | 'import';
  /** Set for sessions; a point of imported labels has none. */
  readonly sessionId: string | null;
  readonly title: string;
  readonly at: number;
  readonly version: number | null;
  readonly figure: Figure;
}

/** All labels made under one guideline version together. */
export interface VersionPoint {
  readonly version: number;
  readonly committedAt: number | null;
  readonly figure: Figure;
}

/** After minus before on the same items; `change` null is undefined, and `why` says so. */
export interface ChangeFigures {
  readonly items: number;
  readonly before: number | null;
  readonly after: number | null;
  readonly change: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** Two-sided permutation p of "nothing changed". */
  readonly p: number | null;
  /** What may be said of it (law A7); null where it is undefined. */
  readonly reading: ChangeReading | null;
  readonly why: string | null;
}

export interface DimensionFigures {
  readonly dimensionId: string;
  readonly name: string;
  readonly safety: boolean;
  /** false: the newest version of the rubric has it no longer. */
  readonly isCurrent: boolean;
  readonly level: Level;
  /** Name of the coefficient that the scale decides, and why that one (law A1). */
  readonly coefficient: string;
  readonly about: NumberId;
  readonly why: string;
  readonly report: AgreementReport;
  /** The most frequent answer in words. */
  readonly commonest: string | null;
  readonly leftOut: readonly LeftOut[];
  /** Labels by where they come from. */
  readonly labels: Readonly<Record<Source, number>>;
  readonly trend: readonly TrendPoint[];
  readonly versions: readonly VersionPoint[];
  /** First against last vote of the items that were voted on again; null where none was. */
  readonly change: ChangeFigures | null;
}

interface Choice {
  readonly id: string;
  readonly name: string;
}

/** What the filters offer. */
export interface AgreementChoices {
  readonly sessions: readonly {
    readonly id: string;
    readonly title: string;
    readonly at: number;
    readonly version: number;
  }[];
  readonly versions: readonly { readonly number: number; readonly committedAt: number }[];
  readonly dimensions: readonly Choice[];
  readonly tasks: readonly string[];
  readonly tags: readonly string[];
  readonly groups: readonly Group[];
  readonly sources: readonly Source[];
}

export interface Agreement {
  readonly threshold: number;
  readonly choices: AgreementChoices;
  /** Below the threshold first, then too close to say, then undefined, then above. */
  readonly dimensions: readonly DimensionFigures[];
  /** Dimensions that are never counted: free text. */
  readonly uncounted: readonly Choice[];
}

export interface NumberEntry {
  readonly id: NumberId;
  readonly title: string;
  /** Safe HTML. */
  readonly html: string;
  readonly formulaHtml: string | null;
  readonly sourceHtml: string;
}

export interface AboutNumbers {
  readonly parts: readonly { readonly title: string; readonly numbers: readonly NumberEntry[] }[];
}
