/** A seed for a random test: the one in SEED, to run a failure again, else a new one. Whoever takes one prints it. */
export const newSeed = (): number => Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31));
