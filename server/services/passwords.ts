import { scrypt, timingSafeEqual } from 'node:crypto';
import type { RandomBytes } from '../ids.ts';

/** What a guess costs: scrypt's parameters. They stand in the hash, so that they can be raised without breaking old passwords. */
export interface PasswordCost {
  readonly N: number;
  readonly r: number;
  readonly p: number;
}

/** 16 MB and five lanes: one of the parameter sets that OWASP's password storage cheat sheet calls equal in strength. */
export const PASSWORD_COST: PasswordCost = { N: 16_384, r: 8, p: 5 };

const SALT_BYTES = 16;
const KEY_BYTES = 32;
const MAX_MEMORY = 64 * 1024 * 1024;
/** More at once would only queue in the thread pool while holding 16 MB each. */
const AT_ONCE = 2;

let running = 0;
const waiting: (() => void)[] = [];

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  while (running >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
  running += 1;
  try {
    return await work();
  } finally {
    running -= 1;
    waiting.shift()?.();
  }
}

const derive = (password: string, salt: Buffer, cost: PasswordCost): Promise<Buffer> =>
  inTurn(
    () =>
      new Promise((resolve, reject) => {
        const options = { ...cost, maxmem: MAX_MEMORY };
        scrypt(password.normalize('NFC'), salt, KEY_BYTES, options, (error, key) =>
          error ? reject(error) : resolve(key),
        );
      }),
  );

interface Hashing {
  readonly passwordCost: PasswordCost;
  readonly randomBytes: RandomBytes;
}

const asText = ({ N, r, p }: PasswordCost, salt: string, key: string): string =>
  ['scrypt', N, r, p, salt, key].join('$');

/** `scrypt$N$r$p$salt$key`, salt and key in base64url. */
export async function hashPassword(
  { passwordCost, randomBytes }: Hashing,
  password: string,
): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const key = await derive(password, salt, passwordCost);
  return asText(passwordCost, salt.toString('base64url'), key.toString('base64url'));
}

/**
 * Whether the password is the one that was hashed. `hash` null (no such account, or one without a password) takes as long and is
 * never true, so that time does not tell who has an account.
 */
export async function isPassword(
  { passwordCost }: Pick<Hashing, 'passwordCost'>,
  password: string,
  hash: string | null,
): Promise<boolean> {
  const [, N, r, p, salt = '', key = ''] = (hash ?? asText(passwordCost, 'AAAAAAAAAAAAAAAAAAAAAA', '')).split(
    '$',
  );
  const expected = Buffer.from(key, 'base64url');
  const actual = await derive(password, Buffer.from(salt, 'base64url'), {
    N: Number(N),
    r: Number(r),
    p: Number(p),
  });
  return expected.length === actual.length && timingSafeEqual(expected, actual);
}
