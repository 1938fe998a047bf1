/*
 * The closed list of reasons why a request is refused: its HTTP status and the sentence a person reads when the server has
 * nothing more exact to say.
 */
export const HTTP_ERRORS = {
  'bad-request': [400, 'The request cannot be read.'],
  invalid: [400, 'Something in the form is not right.'],
  'not-signed-in': [401, 'Sign in first.'],
  'wrong-credentials': [401, 'E-mail address and password do not match.'],
  forbidden: [403, 'Your role does not allow this.'],
  'wrong-origin': [403, 'The request comes from another site.'],
  'guests-not-allowed': [403, 'This session is for members of the project. Sign in to enter.'],
  'not-found': [404, 'There is no such thing here, or it is not yours to see.'],
  'already-set-up': [409, 'This workspace already has an owner. Sign in.'],
  'email-taken': [409, 'Somebody already has an account with this e-mail address. Sign in instead.'],
  'name-taken': [409, 'Somebody here has this name already. Add a letter.'],
  'last-owner': [409, 'A project needs an owner. Make somebody else owner first.'],
  conflict: [409, 'Somebody else changed this at the same time. Look again.'],
  gone: [410, 'This invitation has been used, withdrawn or has expired.'],
  'session-ended': [410, 'This session has ended.'],
  'too-large': [413, 'The file is larger than 50 MB.'],
  'unreadable-file': [422, 'The file is none of JSONL, JSON or CSV.'],
  'too-many-tries': [429, 'Too many tries. Wait a minute.'],
  internal: [500, 'The server made a mistake. It is in its log.'],
  unavailable: [503, 'The server is stopping. Try again in a moment.'],
} as const satisfies Record<string, readonly [status: number, message: string]>;

export type HttpErrorCode = keyof typeof HTTP_ERRORS;

/** Body of every answer that is not 2xx. */
export interface HttpErrorBody {
  readonly error: { readonly code: HttpErrorCode; readonly message: string; readonly field?: string };
}
