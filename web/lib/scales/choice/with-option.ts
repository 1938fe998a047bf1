import type { ScaleOf, ValueOf } from '#shared/rubric/scales/schemas.ts';

/** The answer after an option was pressed: chosen, or, where several may be, taken in or out. Options keep the scale's order. */
export function withOption(
  scale: ScaleOf<'choice'>,
  value: ValueOf<'choice'> | null,
  id: string,
): ValueOf<'choice'> | null {
  if (!scale.many) return { kind: 'choice', options: [id] };
  const before = new Set(value?.options ?? []);
  if (!before.delete(id)) before.add(id);
  const options = scale.options.map((option) => option.id).filter((option) => before.has(option));
  return options.length === 0 ? null : { kind: 'choice', options };
}
