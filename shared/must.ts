/** The value, or a thrown bug when it is absent. For what the program's own logic guarantees, never for input. */
export function must<T>(value: T | null | undefined, what = 'value'): T {
  if (value === null || value === undefined) throw new Error(`Expected ${what} to be present.`);
  return value;
}

/** Ends an exhaustive `switch`; a case that was forgotten is a type error here. */
export function assertNever(value: never): never {
  throw new Error(`Unexpected case: ${JSON.stringify(value)}`);
}
