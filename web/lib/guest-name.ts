import type { Keep } from './session/keep.ts';

/* The name a guest gave last time, so that the next join takes one tap less. Stays in this browser. */
const KEY = 'touchstone.guest-name';

export const rememberedName = (keep: Pick<Keep, 'read'>): string => keep.read(KEY) ?? '';
export const rememberName = (keep: Pick<Keep, 'write'>, name: string): void => keep.write(KEY, name);
