import { FEW_UNITS } from './report.ts';

/** What may be said of a change: nothing on few units, else whether it is there. */
export type ChangeReading = 'too-few' | 'clear' | 'unclear' | 'contested';

const SIGNIFICANT = 0.05;

interface Evidence {
  readonly units: number;
  readonly low: number | null;
  readonly high: number | null;
  /** Two-sided p of "nothing changed". */
  readonly p: number;
}

/**
 * Clear when the interval holds no 0 and the test agrees. Where only one of them says so, the change is contested: on labels that
 * nearly all are alike, a bootstrap interval can leave 0 out although hardly any item moved.
 */
export function changeReading({ units, low, high, p }: Evidence): ChangeReading {
  if (units < FEW_UNITS || low === null || high === null) return 'too-few';
  const [byInterval, byTest] = [low > 0 || high < 0, p < SIGNIFICANT];
  if (byInterval && byTest) return 'clear';
  return byInterval || byTest ? 'contested' : 'unclear';
}
