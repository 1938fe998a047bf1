import type { ScaleKind, Value, ValueOf } from '#shared/rubric/scales/schemas.ts';

/** The value when it is of this kind; null when there is none or it is of another (not applicable, or left by an older form). */
export const ofKind = <K extends ScaleKind>(kind: K, value: Value | null | undefined): ValueOf<K> | null =>
  value?.kind === kind ? (value as ValueOf<K>) : null;
