import { randomBytes as nodeRandomBytes } from 'node:crypto';

/** A source of unpredictable bytes. Injected, so that tests can set it. */
export type RandomBytes = (count: number) => Buffer;

export const systemRandomBytes: RandomBytes = (count) => nodeRandomBytes(count);

const ID_BYTES = 15;

/** Makes ids of 20 characters with 120 random bits: opaque, in no order, and matching `shared/ids.ts`. */
export const idSource = (randomBytes: RandomBytes) => (): string =>
  randomBytes(ID_BYTES).toString('base64url');
