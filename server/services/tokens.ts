import { createHash } from 'node:crypto';
import type { RandomBytes } from '../ids.ts';

const TOKEN_BYTES = 32;

/** A secret of 256 random bits: a login or an invitation. */
export const newToken = (randomBytes: RandomBytes): string => randomBytes(TOKEN_BYTES).toString('base64url');

/** What is stored of a token. It has too many bits to be guessed from its hash, so a plain SHA-256 is enough. */
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex');
