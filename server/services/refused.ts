import { HTTP_ERRORS, type HttpErrorCode } from '#shared/protocol/http/errors.ts';

/** An expected refusal: a reason from the closed list, in words for the person who asked. Never a bug. */
export class RefusedError extends Error {
  readonly code: HttpErrorCode;
  readonly field: string | undefined;

  constructor(code: HttpErrorCode, message: string = HTTP_ERRORS[code][1], field?: string) {
    super(message);
    this.name = 'RefusedError';
    this.code = code;
    this.field = field;
  }
}
