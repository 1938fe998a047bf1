import { MAX_FILE_BYTES } from '#shared/import/limits.ts';
import { RefusedError } from '../refused.ts';

/** A body of up to 50 MB as it comes, counted on the way, so that a liar's Content-Length does not matter. Throws `too-large`. */
export async function readUpload(body: AsyncIterable<Buffer>): Promise<Buffer[]> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of body) {
    size += piece.length;
    if (size > MAX_FILE_BYTES) throw new RefusedError('too-large');
    pieces.push(piece);
  }
  return pieces;
}
