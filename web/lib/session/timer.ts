import type { Timer } from '#shared/session/state.ts';

/** What a timer has left at a moment of server time; never below zero. */
export function remainingMs(timer: Timer, serverNow: number): number {
  return Math.max(0, timer.kind === 'running' ? timer.endsAt - serverNow : timer.remainingMs);
}

const two = (n: number) => String(n).padStart(2, '0');

/** `4:05`, or `1:02:09` from an hour on. Rounded up, so that 0:00 means that the time is over. */
export function clockWords(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}
