import { z } from 'zod';

export const agendaQuery = z.object({
  by: z.enum(['disagreement', 'random', 'hand']).default('disagreement'),
  minutes: z.coerce.number().int().min(1).max(600).default(45),
  minutesPerItem: z.coerce.number().min(0.5).max(120).default(4),
  /** Only labels of this import. */
  batch: z.string().max(64).optional(),
  /** Leave out what an earlier session discussed; what was parked stays (law S10). */
  fresh: z.enum(['0', '1']).default('0'),
});
export type AgendaQuery = z.input<typeof agendaQuery>;

export interface AgendaSuggestion {
  readonly by: 'disagreement' | 'random' | 'hand';
  /** How many items fit into the minutes. */
  readonly fits: number;
  /** The first `fits` are the suggestion; up to 200 follow in the same order. What was parked comes first. */
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
