import type { ScaleKind, ScaleOf, ValueOf } from '#shared/rubric/scales/schemas.ts';
import type { Answer } from '../session/board.ts';

/** Every strip takes the same: what is declared, what was answered, and how much room there is. */
export interface StripProps<K extends ScaleKind> {
  scale: ScaleOf<K>;
  answers: readonly Answer[];
  /** In px; 0 until it is known. */
  width: number;
  /** How high marks may pile up, in px. */
  maxHeight: number;
  /** Marks turn over as they appear: the round was revealed a moment ago. */
  flips: boolean;
  /** What was ruled here; null when nothing was. */
  ruled: ValueOf<K> | null;
  /** Ids of the responses, A first. */
  responses: readonly string[];
  claims: readonly { readonly id: string; readonly html: string }[];
  /** The claim whose reasons are shown, on a scale of claims. */
  claim: string | null;
  onclaim: (claim: string) => void;
  /** The strip in words. */
  label: string;
}
