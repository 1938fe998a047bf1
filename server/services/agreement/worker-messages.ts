import type { HttpErrorCode } from '#shared/protocol/http/errors.ts';
import type { DatabaseConfig } from '../../db/database.ts';
import type { AskName } from './compute.ts';

/** What the thread is started with. */
export type WorkerStart = DatabaseConfig;

export interface WorkerAsk {
  readonly id: number;
  readonly name: AskName;
  readonly projectId: string;
  readonly asked: unknown;
}

/** `refused` is an expected refusal; `failed` a bug, with its stack for the log. */
export type WorkerAnswer = { readonly id: number } & (
  | { readonly ok: true; readonly answer: unknown }
  | {
      readonly ok: false;
      readonly refused: {
        readonly code: HttpErrorCode;
        readonly message: string;
        readonly field: string | undefined;
      };
    }
  | { readonly ok: false; readonly failed: string }
);
