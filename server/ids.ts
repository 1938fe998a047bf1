import { randomBytes as nodeRandomBytes } from 'node:crypto';

/** A source of unpredictable bytes. Injected, so that tests can set it. */
export type RandomBytes = (count: number) => Buffer;

const POOL_BYTES = 4_096;

/** Asks the system for many bytes at once: a reveal makes four hundred ids, and each call takes as long as the id's row. */
function pooled(draw: RandomBytes): RandomBytes {
  let pool: Buffer = Buffer.alloc(0);
  return (count) => {
    if (count > POOL_BYTES) return draw(count);
    if (pool.length < count) pool = draw(POOL_BYTES);
    const taken = Buffer.from(pool.subarray(0, count));
    pool = pool.subarray(count);
    return taken;
  };
}

export const systemRandomBytes: RandomBytes = pooled((count) => nodeRandomBytes(count));

const ID_BYTES = 15;

/** Makes ids of 20 characters with 120 random bits: opaque, in no order, and matching `shared/ids.ts`. */
export const idSource = (randomBytes: RandomBytes) => (): string =>
  randomBytes(ID_BYTES).toString('base64url');
