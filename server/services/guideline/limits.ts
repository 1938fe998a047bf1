/* What one draft may take. Chosen far above what people type and far below what hurts the process. */

/** Bytes of one change. A pasted book chapter is a tenth of it. */
export const MAX_UPDATE_BYTES = 1024 * 1024;
/** Bytes of a whole draft with its history, as it is loaded. */
export const MAX_DOCUMENT_BYTES = 8 * 1024 * 1024;
/** Structs of one change: the reader allocates one object for each. */
export const MAX_STRUCTS = 50_000;
/** Deleted spans in one change: a client that reconnects names all that it knows. */
export const MAX_SPANS = 200_000;
/** Yjs client ids in one change, and that one socket may ever write with. */
export const MAX_CLIENTS = 16;
/** Largest clock: beyond it arithmetic on clocks would lose its footing. */
export const MAX_CLOCK = 2 ** 31;
/** Structs that the gate looks at to find the place of one change. Above what a full draft holds: a newcomer may have known all of it. */
export const MAX_STEPS = 500_000;
/** Yjs client ids of which the gate remembers what they had before their eyes. */
export const MAX_REMEMBERED = 256;
/** Changes of one person that wait for an earlier one of theirs, and their bytes. */
export const MAX_HELD = 64;
export const MAX_HELD_BYTES = 512 * 1024;
/** Reviews of a person that can still be committed, and of everybody together. */
export const MAX_REVIEWS_EACH = 3;
export const MAX_REVIEWS = 64;
/** Stored changes after which they are merged into one: loading merges them all, which grows faster than their number. */
export const COMPACT_EVERY = 200;
/** How long a draft stays loaded after the last one left: people reload pages. */
export const UNLOAD_AFTER_MS = 30_000;
/** Bytes above which a draft that nobody has open is loaded without its history. */
export const TRIM_ABOVE_BYTES = 4 * 1024 * 1024;
