import type { z } from 'zod';
import { TRANSPORT_REFUSALS, type Ack, type TransportRefusalCode } from '#shared/protocol/live.ts';
import type { Deps } from '../deps.ts';
import type { TokenBucket } from './token-bucket.ts';

/** A refusal of the transport with its sentence. */
export const transportRefusal = (code: TransportRefusalCode, field?: string): Ack<never> => ({
  ok: false,
  refusal: { code, message: TRANSPORT_REFUSALS[code], ...(field === undefined ? {} : { field }) },
});

type Answer<T> = (answer: Ack<T>) => void;

const isAnswer = (candidate: unknown): candidate is Answer<unknown> => typeof candidate === 'function';

/**
 * The one door for every frame that comes up (law P1): rated, parsed by its schema, handled, and always acknowledged. Whatever is
 * thrown ends here: Socket.IO would let a rejected promise end the process.
 */
export function handleFrame<S extends z.ZodType, T>(
  deps: Deps,
  bucket: TokenBucket,
  schema: S,
  handle: (frame: z.output<S>) => Promise<Ack<T>>,
): (...received: unknown[]) => void {
  return (...received) => {
    const answer = received.at(-1);
    if (!isAnswer(answer)) return;
    void answered(deps, bucket, schema, received[0], handle).then(answer);
  };
}

async function answered<S extends z.ZodType, T>(
  deps: Deps,
  bucket: TokenBucket,
  schema: S,
  raw: unknown,
  handle: (frame: z.output<S>) => Promise<Ack<T>>,
): Promise<Ack<T>> {
  try {
    if (!bucket.take(deps.clock())) return transportRefusal('too-fast');
    const frame = schema.safeParse(raw);
    if (!frame.success) return transportRefusal('bad-frame', frame.error.issues[0]?.path.join('.') ?? '');
    return await handle(frame.data);
  } catch (error) {
    deps.log.error({ err: error }, 'a frame could not be handled');
    return transportRefusal('internal');
  }
}
