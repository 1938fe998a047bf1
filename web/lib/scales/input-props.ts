import type { ScaleKind, ScaleOf, ValueOf } from '#shared/rubric/scales/schemas.ts';

interface ResponseChoice {
  readonly id: string;
  /** What people say aloud: A, B, … */
  readonly letter: string;
}

/** What a scale input knows of the item. */
export interface InputItem {
  /** In the order in which this person sees them. */
  readonly responses: readonly ResponseChoice[];
  readonly claims: readonly { readonly id: string; readonly html: string }[];
}

/** Every scale input takes the same: what is declared, what is answered, and whom to tell. */
export interface InputProps<K extends ScaleKind> {
  scale: ScaleOf<K>;
  value: ValueOf<K> | null;
  item: InputItem;
  /** Unique on the page; names the radio group. */
  name: string;
  /** Id of the element that says what is asked. */
  labelledBy: string;
  /** Whether number keys go to this input now; it then shows them. */
  isActive: boolean;
  /** One of several of the same kind: keep it short. */
  isCompact: boolean;
  onanswer: (value: ValueOf<K> | null) => void;
}
