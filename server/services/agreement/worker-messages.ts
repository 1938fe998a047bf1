import type { DatabaseConfig } from '../../db/database.ts';
import type { ThreadAnswer } from '../thread-answer.ts';
import type { AskName } from './compute.ts';

/** What the thread is started with. */
export type WorkerStart = DatabaseConfig;

export interface WorkerAsk {
  readonly id: number;
  readonly name: AskName;
  readonly projectId: string;
  readonly asked: unknown;
}

export type WorkerAnswer = { readonly id: number } & ThreadAnswer<unknown>;
