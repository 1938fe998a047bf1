import type { ErrorRequestHandler, Response } from 'express';
import { z } from 'zod';
import { HTTP_ERRORS, type HttpErrorBody, type HttpErrorCode } from '#shared/protocol/http/errors.ts';
import type { Deps } from '../deps.ts';
import { RefusedError } from '../services/refused.ts';

/** The first fault of a form, at its field. */
export function refusedBySchema(error: z.ZodError): RefusedError {
  const [issue] = error.issues;
  const field = issue?.path.join('.') ?? '';
  return new RefusedError('invalid', issue?.message, field === '' ? undefined : field);
}

/** Faults of body parsers carry a status; what they quote of the body stays here. */
function refusedByParser(error: unknown): RefusedError | null {
  if (!(error instanceof Error) || !('status' in error)) return null;
  if (error.status === 413) return new RefusedError('too-large', 'The request is too large.');
  return typeof error.status === 'number' && error.status < 500 ? new RefusedError('bad-request') : null;
}

function asRefusal(error: unknown): RefusedError | null {
  if (error instanceof RefusedError) return error;
  return error instanceof z.ZodError ? refusedBySchema(error) : refusedByParser(error);
}

function send(response: Response, code: HttpErrorCode, message: string, field?: string): void {
  const body: HttpErrorBody = { error: { code, message, ...(field === undefined ? {} : { field }) } };
  response.status(HTTP_ERRORS[code][0]).json(body);
}

/** Renders a refusal as JSON; anything else is a bug: logged in full, told as `internal`. */
export const errorHandler =
  (deps: Deps): ErrorRequestHandler =>
  (error: unknown, request, response, next) => {
    const refusal = asRefusal(error);
    if (refusal === null) deps.log.error({ err: error, method: request.method }, 'request failed');
    if (response.headersSent) return next(error);
    if (refusal === null) return send(response, 'internal', HTTP_ERRORS.internal[1]);
    send(response, refusal.code, refusal.message, refusal.field);
  };
