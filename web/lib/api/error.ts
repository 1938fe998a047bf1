import { HTTP_ERRORS, type HttpErrorBody, type HttpErrorCode } from '#shared/protocol/http/errors.ts';

/** Why a request failed: the server's own reason, or that no answer came. */
export type ApiErrorCode = HttpErrorCode | 'unreachable' | 'unreadable-answer';

/** A request that did not succeed. `message` is a sentence for people; `field` names the part of the form it is about. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly code: ApiErrorCode;
  readonly status: number;
  readonly field: string | null;

  constructor(code: ApiErrorCode, message: string, status = 0, field: string | null = null) {
    super(message);
    this.code = code;
    this.status = status;
    this.field = field;
  }
}

export const unreachable = (): ApiError =>
  new ApiError(
    'unreachable',
    'The server cannot be reached. Nothing was changed; try again when the connection is back.',
  );

const isErrorBody = (body: unknown): body is HttpErrorBody => {
  const error = (body as Partial<HttpErrorBody> | null)?.error;
  return typeof error === 'object' && typeof error.message === 'string' && error.code in HTTP_ERRORS;
};

/** The error that an answer other than 2xx stands for. A proxy may answer something that is not ours: say so instead of guessing. */
export function errorOf(status: number, body: unknown): ApiError {
  if (isErrorBody(body))
    return new ApiError(body.error.code, body.error.message, status, body.error.field ?? null);
  return new ApiError(
    'unreadable-answer',
    `Something between here and the server answered with status ${status}.`,
    status,
  );
}

/** Whatever was thrown, as an ApiError that a screen can show. */
export function toApiError(thrown: unknown): ApiError {
  if (thrown instanceof ApiError) return thrown;
  return new ApiError(
    'unreadable-answer',
    thrown instanceof Error ? thrown.message : 'Something went wrong on this page.',
  );
}
