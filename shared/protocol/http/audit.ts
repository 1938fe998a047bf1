import { z } from 'zod';

export const auditQuery = z.object({ before: z.coerce.number().int().positive().optional() });
export type AuditQuery = z.input<typeof auditQuery>;

export interface AuditLine {
  readonly seq: number;
  readonly at: number;
  readonly actor: { readonly id: string; readonly name: string } | null;
  readonly action: string;
  readonly subject: string;
  readonly detail: Readonly<Record<string, unknown>>;
  readonly hash: string;
}

export interface AuditPage {
  readonly lines: readonly AuditLine[];
  /** Give as `before` for the next page; null at the end. */
  readonly next: number | null;
}
