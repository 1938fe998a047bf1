/**
 * A source of numbers in [0, 1). Statistics that draw take one as an argument, so that a result can be
 * repeated.
 */
export type Random = () => number;

/**
 * Seeded generator sfc32 (Doty-Humphrey, PractRand; 128 bits of state, period at least 2^32, passes
 * BigCrush). Not for secrets. The seed is any finite number; equal seeds give equal sequences on every
 * machine.
 */
export function seededRandom(seed: number): Random {
  let a = seed | 0;
  let b = Math.floor(seed / 4294967296) | 0;
  let c = 0x9e3779b9 | 0;
  let counter = 1;
  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 4294967296;
  };
  for (let i = 0; i < 15; i++) next();
  return next;
}
