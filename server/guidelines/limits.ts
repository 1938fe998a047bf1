/* What one document socket may do. People never come near; programs that do are slowed, then sent away. */

/** Bytes of one frame; larger ones end the socket with 1009. */
export const MAX_FRAME_BYTES = 2 * 1024 * 1024;
/** Frames or bytes that may wait to be handled before the socket is read no further. */
export const MAX_INBOX_FRAMES = 256;
export const MAX_INBOX_BYTES = 4 * 1024 * 1024;
/** Cost of a frame: one, and one for each of these many bytes. */
export const BYTES_PER_UNIT = 4_096;
/** What may be spent at once, and what is earned in a second. Ten keys and thirty cursor echoes cost forty. */
export const BURST_UNITS = 1_200;
export const UNITS_PER_SECOND = 300;
/** Computing that the frames of one person may cost at once, over all their sockets, and what of a second is theirs afterwards. */
export const WORK_BURST_MS = 400;
export const WORK_MS_PER_SECOND = 100;
/** Computing after which a socket gives way to everybody else, and its right is read anew. */
export const TURN_MS = 8;
/** Full states that a socket may ask for at once, and per minute afterwards: four bytes in, the whole document out. */
export const SYNC_BURST = 4;
export const SYNCS_PER_MINUTE = 2;
/** Bytes of a state vector. */
export const MAX_STATE_VECTOR_BYTES = 256 * 1024;
/** Bytes of an awareness frame: clients of y-websocket send back what they hear of the others. */
export const MAX_AWARENESS_BYTES = 256 * 1024;
/** Bytes of what a client says about itself. */
export const MAX_OWN_STATE = 2_048;
/** Cursors are sent on together, this often. */
export const AWARENESS_EVERY_MS = 60;
/** Faults after which a socket is closed. */
export const MAX_STRIKES = 3;
/** Bytes waiting to be sent: above the first no more cursors, above the second the socket is closed and starts anew. */
export const MAX_BUFFERED_FOR_AWARENESS = 1024 * 1024;
export const MAX_BUFFERED = 8 * 1024 * 1024;
/** y-websocket takes a socket that is silent for 30 seconds for dead. */
export const KEEPALIVE_MS = 12_000;
/** How long sockets get to say goodbye when the server stops. */
export const CLOSE_WITHIN_MS = 1_500;
/** Document sockets of one person at the same time, over all pages and devices. */
export const MAX_SOCKETS = 64;
/** Faults of one person that are put on record at once, and per minute afterwards. */
export const RECORDS_BURST = 10;
export const RECORDS_PER_MINUTE = 2;
