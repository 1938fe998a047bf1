import type { ValueOf } from '#shared/rubric/scales/schemas.ts';

export const withVerdict = (
  value: ValueOf<'claims'> | null,
  claim: string,
  verdict: string,
): ValueOf<'claims'> => ({
  kind: 'claims',
  verdicts: { ...value?.verdicts, [claim]: verdict },
});
