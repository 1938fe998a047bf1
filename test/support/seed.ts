/** A seed for a random test: the one in SEED, to run a failure again, else a new one. Whoever takes one prints it. */
export const newSeed = (): number => Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31));

/** How often a random test runs: RUNS_TIMES makes every run a longer one. */
export const runs = (usual: number): number => usual * Number(process.env['RUNS_TIMES'] ?? 1);
