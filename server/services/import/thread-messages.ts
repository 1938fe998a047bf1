import type { ImportProgress, ImportReport } from '#shared/protocol/http/imports.ts';
import type { DatabaseConfig } from '../../db/database.ts';
import type { ThreadAnswer } from '../thread-answer.ts';
import type { ImportOrder } from './order.ts';

/** What the thread is started with. */
export type ThreadStart = DatabaseConfig;

/** The file piece by piece, then what to do with it; that it may write now; or to stop. */
export type ToThread =
  | { readonly piece: Uint8Array }
  | { readonly order: ImportOrder }
  | { readonly write: true }
  | { readonly stop: true };

/** How far it is; that it wants to write (`true`) or has written (`false`) one transaction; the answer. */
export type FromThread =
  | { readonly progress: ImportProgress }
  | { readonly writes: boolean }
  | { readonly answer: ThreadAnswer<ImportReport> };
