/* What an import takes. Beyond these a file is a mistake or an attack. */
export const MAX_FILE_BYTES = 50 * 1024 * 1024;
export const MAX_LINE_CHARACTERS = 256 * 1024;
export const MAX_DEPTH = 32;
export const MAX_PROBLEMS_LISTED = 200;
export const MAX_PREVIEW = 5;
/** Members and columns that a source carries besides those we know are kept as metadata up to this length of JSON. */
export const MAX_META_CHARACTERS = 64 * 1024;
