/**
 * Version of the contract between client and server, HTTP and socket alike. Raised when an older client would misunderstand a newer
 * server; the server then tells it to reload.
 */
export const PROTOCOL_VERSION = 1;

/** What every API answer says in a header, so that a page left open over an update learns of it. */
export const PROTOCOL_HEADER = 'touchstone-protocol';

export const OLDEST_PROTOCOL_SERVED = 1;
