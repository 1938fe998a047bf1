import { z } from 'zod';
import type { ItemContent } from '#shared/items/item.ts';
import type { RenderedItem } from './sessions.ts';

export const itemsQuery = z.object({
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  search: z.string().trim().max(200).default(''),
  batch: z.string().max(64).optional(),
});
export type ItemsQuery = z.input<typeof itemsQuery>;

export interface ItemRow {
  readonly id: string;
  readonly title: string;
  readonly externalId: string;
  readonly task: string;
  readonly lang: string | null;
  readonly responses: number;
  readonly importedLabels: number;
  readonly addedAt: number;
}

export interface Items {
  readonly items: readonly ItemRow[];
  readonly page: number;
  readonly pages: number;
  readonly total: number;
}

/** A label that was made elsewhere, in words. */
export interface ImportedLabel {
  readonly dimensionId: string;
  /** Name of the dimension; its id where the rubric no longer has it. */
  readonly dimension: string;
  readonly target: string | null;
  readonly rater: string;
  readonly raterKnown: boolean;
  readonly words: string;
  readonly reason: string;
  readonly madeAt: number;
}

/** An item with its sources and, where the role allows it, the labels it came with. */
export interface ItemDetail {
  readonly id: string;
  readonly title: string;
  readonly content: ItemContent;
  /** The same as safe HTML. */
  readonly rendered: RenderedItem;
  readonly addedAt: number;
  readonly labels: readonly ImportedLabel[] | null;
}
