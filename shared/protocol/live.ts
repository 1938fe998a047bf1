import { z } from 'zod';
import { opId, sessionId } from '#shared/ids.ts';
import { commandSchema } from '#shared/session/commands.ts';
import type { Refusal } from '#shared/session/refusals.ts';
import type { Audience, OwnParts, SharedParts } from '#shared/session/view.ts';
import type { LeaveReason, TransportRefusalCode } from './live-words.ts';

export * from './live-words.ts';
export * from './version.ts';

/*
 * The live protocol over Socket.IO. Two things go up (enter, command), three come down (shared, own, leave). Every frame that goes up is
 * acknowledged; a refusal has a code from a closed list (law P1).
 */

/** What the client presents in the handshake (`auth`); the login travels in the cookie. */
export const handshakeSchema = z.object({ protocol: z.int() });

/** A position in one server life's stream of published views; `epoch` changes with the server's life. */
export const cursorSchema = z.object({ epoch: z.string().max(40), seq: z.int().min(0) });
export type Cursor = z.infer<typeof cursorSchema>;

export const enterSchema = z.object({
  sessionId,
  as: z.enum(['person', 'projector']),
  /** Where this client left off; null for a fresh view (law P3). */
  since: cursorSchema.nullable(),
});

export const commandFrameSchema = z.object({ sessionId, opId, command: commandSchema });

export type Enter = z.infer<typeof enterSchema>;
export type CommandFrame = z.infer<typeof commandFrameSchema>;

export type LiveRefusal = Refusal | { code: TransportRefusalCode; message: string; field?: string };

export type Ack<T> = { ok: true; value: T } | { ok: false; refusal: LiveRefusal };

export interface Entered {
  cursor: Cursor;
  audience: Audience;
  /** Server time in ms at the moment of the answer; clients show timers by it. */
  serverTime: number;
  /** `true`: the parts below are everything there is; `false`: only what changed since the cursor that was presented. */
  fresh: boolean;
  shared: Partial<SharedParts>;
  own: Partial<OwnParts>;
}

/** What became of a command. Of the same shape and size whatever a ballot says (law B1). */
export interface Done {
  /** Only for `castBallot`: counted, or kept as a note because the round is not open any more. */
  ballot?: 'accepted' | 'too-late';
}

/** Changed shared parts. `null` = the part is gone (an item was taken off the agenda). */
export interface SharedUpdate {
  sessionId: string;
  cursor: Cursor;
  shared: { [K in keyof SharedParts]?: SharedParts[K] | null };
}

export interface OwnUpdate {
  sessionId: string;
  own: Partial<OwnParts>;
}

export interface ClientToServer {
  enter: (frame: Enter, ack: (answer: Ack<Entered>) => void) => void;
  command: (frame: CommandFrame, ack: (answer: Ack<Done>) => void) => void;
}

export interface ServerToClient {
  shared: (update: SharedUpdate) => void;
  own: (update: OwnUpdate) => void;
  leave: (notice: { reason: LeaveReason }) => void;
}

/** Bytes of one frame a client may send. */
export const MAX_FRAME_BYTES = 256 * 1024;
