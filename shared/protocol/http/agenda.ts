import { z } from 'zod';
import { MEETING_MINUTES, MINUTES_PER_ITEM } from './agenda-limits.ts';

export const agendaQuery = z.object({
  by: z.enum(['disagreement', 'random', 'hand']).default('disagreement'),
  minutes: z.coerce.number().int().min(MEETING_MINUTES.min).max(MEETING_MINUTES.max).default(45),
  minutesPerItem: z.coerce.number().min(MINUTES_PER_ITEM.min).max(MINUTES_PER_ITEM.max).default(4),
  /** Only labels of this import. */
  batch: z.string().max(64).optional(),
  /** Leave out what an earlier session discussed; what was parked stays (law S10). */
  fresh: z.enum(['0', '1']).default('0'),
  /** Only items with these words in what is asked or judged. */
  search: z.string().trim().max(200).default(''),
});
export type AgendaQuery = z.input<typeof agendaQuery>;

export interface AgendaSuggestion {
  readonly by: 'disagreement' | 'random' | 'hand';
  /** How many items fit into the minutes. */
  readonly fits: number;
  /** All items that are offered (law S14): `items` may be the first of them. */
  readonly total: number;
  /** At most 200; the first `fits` are the suggestion, others follow in the same order. What was parked comes first. */
  readonly items: readonly SuggestedItem[];
}

/** Where an item was parked, by whom and when as far as that is known, and why in words (may be empty). */
export interface CarriedFrom {
  readonly sessionId: string;
  readonly title: string;
  readonly note: string;
  readonly by: string | null;
  readonly at: number | null;
}

export interface SuggestedItem {
  readonly itemId: string;
  readonly title: string;
  /** Mean pair distance of its imported labels, 0 to 1, on the dimension where it is largest; null without two labels. */
  readonly disagreement: number | null;
  readonly dimensionId: string | null;
  /** How many labels that rests on. */
  readonly labels: number;
  /** Parked in an earlier session and not taken up since. */
  readonly carriedFrom: CarriedFrom | null;
  /** Why it stands here, in words. */
  readonly reason: string;
}
