import type { HttpErrorCode } from '#shared/protocol/http/errors.ts';
import { RefusedError } from './refused.ts';

/** What another thread answers: `refused` is an expected refusal, `failed` a bug, with its stack for the log. */
export type ThreadAnswer<T> =
  | { readonly ok: true; readonly answer: T }
  | {
      readonly ok: false;
      readonly refused: {
        readonly code: HttpErrorCode;
        readonly message: string;
        readonly field: string | undefined;
      };
    }
  | { readonly ok: false; readonly failed: string };

/** In the thread that works. */
export async function threadAnswer<T>(work: () => Promise<T>): Promise<ThreadAnswer<T>> {
  try {
    return { ok: true, answer: await work() };
  } catch (error) {
    if (error instanceof RefusedError) {
      const { code, message, field } = error;
      return { ok: false, refused: { code, message, field } };
    }
    return { ok: false, failed: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

/** In the thread that asked: the answer, or what was thrown. */
export function answerOrThrow<T>(answer: ThreadAnswer<T>): T {
  if (answer.ok) return answer.answer;
  if ('failed' in answer) throw new Error(answer.failed);
  const { code, message, field } = answer.refused;
  throw new RefusedError(code, message, field);
}
