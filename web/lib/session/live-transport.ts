import type {
  Ack,
  CommandFrame,
  Done,
  Enter,
  Entered,
  LeaveReason,
  OwnUpdate,
  SharedUpdate,
} from '#shared/protocol/live.ts';

/** What a connection tells its session. */
export interface LiveListener {
  connected(): void;
  lost(): void;
  /** The server does not let this client in; `code` as the gateway spells it. */
  turnedAway(code: string): void;
  shared(update: SharedUpdate): void;
  own(update: OwnUpdate): void;
  leave(reason: LeaveReason): void;
}

/** A connection to the live gateway. Never keeps a frame for later: whoever sends decides what is repeated. */
export interface LiveTransport {
  start(listener: LiveListener): void;
  /** Rejects when the server does not answer. */
  enter(frame: Enter): Promise<Ack<Entered>>;
  /** Rejects when the server does not answer. */
  command(frame: CommandFrame): Promise<Ack<Done>>;
  /** Connects again after the server turned this client away. */
  reconnect(): void;
  stop(): void;
}
