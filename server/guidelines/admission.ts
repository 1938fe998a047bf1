import type { IncomingMessage } from 'node:http';
import { DOCUMENTS_PATH } from '#shared/protocol/guideline.ts';

const NAME = /^[A-Za-z0-9_-]{1,64}$/;

/** Which document an upgrade asks for. */
export interface Address {
  /** null: the path names no document at all. Nothing is decoded or normalised, so that one document has one name. */
  readonly projectId: string | null;
  /** The history that the client has or expects; null when it does not say. */
  readonly epoch: string | null;
}

/** The document of an upgrade request; undefined when the path is not ours. */
export function addressOf({ url = '' }: Pick<IncomingMessage, 'url'>): Address | undefined {
  if (!url.startsWith(DOCUMENTS_PATH)) return undefined;
  const [path = '', query = ''] = url.slice(DOCUMENTS_PATH.length).split('?', 2);
  return { projectId: NAME.test(path) ? path : null, epoch: new URLSearchParams(query).get('epoch') };
}
