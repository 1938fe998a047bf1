import { MAX_FILE_BYTES } from '#shared/import/limits.ts';
import { UnreadableFileError } from '#shared/import/records.ts';
import { RefusedError } from '../refused.ts';

/** Reads a body up to 50 MB, counting as it comes, so that a liar's Content-Length does not matter. */
async function readBytes(body: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > MAX_FILE_BYTES) throw new RefusedError('too-large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The text of an uploaded file. Throws `too-large`, or `UnreadableFileError` when it is not UTF-8. */
export async function readUpload(body: AsyncIterable<Buffer>): Promise<string> {
  const bytes = await readBytes(body);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new UnreadableFileError('The file is not UTF-8 text. Save it again as "CSV UTF-8", JSON or JSONL.');
  }
}
