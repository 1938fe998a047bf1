import { isIPv6 } from 'node:net';
import type { Clock } from '../clock.ts';
import { RefusedError } from './refused.ts';

const MAX_KEYS = 50_000;

interface Window {
  count: number;
  endsAt: number;
}

/** Counts tries per key in fixed windows, in this process. */
export interface RateLimit {
  /** Counts one try; throws `too-many-tries` beyond the limit. */
  charge(key: string): void;
  /** Takes a try back: it turned out to be legitimate. */
  refund(key: string): void;
}

export function createRateLimit(clock: Clock, limit: number, windowMs: number): RateLimit {
  const windows = new Map<string, Window>();
  const current = (key: string): Window => {
    const known = windows.get(key);
    if (known && known.endsAt > clock()) return known;
    if (windows.size >= MAX_KEYS) dropEnded(windows, clock());
    const fresh = { count: 0, endsAt: clock() + windowMs };
    windows.set(key, fresh);
    return fresh;
  };
  return {
    charge(key) {
      const window = current(key);
      if (window.count >= limit) throw new RefusedError('too-many-tries');
      window.count += 1;
    },
    refund(key) {
      const window = current(key);
      window.count = Math.max(0, window.count - 1);
    },
  };
}

/** Whatever ended goes; when an attacker keeps that many windows open at once, all go: memory is the dearer good. */
function dropEnded(windows: Map<string, Window>, at: number): void {
  for (const [key, window] of windows) if (window.endsAt <= at) windows.delete(key);
  if (windows.size >= MAX_KEYS) windows.clear();
}

/** An IPv6 network of one customer has 2^64 addresses: they count as one. */
export function networkOf(ip: string | undefined): string {
  if (ip === undefined || !isIPv6(ip) || ip.startsWith('::ffff:')) return ip ?? 'unknown';
  const [head = '', tail = ''] = ip.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === '' ? [] : tail.split(':');
  const groups = ip.includes('::')
    ? [...left, ...Array<string>(8 - left.length - right.length).fill('0'), ...right]
    : left;
  return groups.slice(0, 4).join(':');
}
