import type { RandomBytes } from '../../ids.ts';

/** Letters and digits that nobody mistakes for each other: the id stands in the text, and people read it aloud. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';
const LENGTH = 5;

/** The random part of a clause id. Unique within a guideline only because the caller checks. */
export const shortId = (randomBytes: RandomBytes): string =>
  [...randomBytes(LENGTH)].map((byte) => ALPHABET[byte % ALPHABET.length]).join('');
