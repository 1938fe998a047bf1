/* The words of the live protocol; a page needs these without the schemas. */

/** Refusals of the transport, beside those of the session machine. */
export const TRANSPORT_REFUSALS = {
  'bad-frame': 'The server did not understand the message.',
  'too-large': 'The message is too large.',
  'too-fast': 'Too many messages; wait a moment.',
  'not-signed-in': 'Sign in or enter the code first.',
  'no-such-session': 'There is no such session, or you are not in it.',
  'op-id-reused': 'This act was already sent with another content.',
  'storage-unavailable':
    'The server cannot store anything at the moment. Nothing was lost; it will be tried again.',
  internal: 'Something went wrong on the server.',
} as const;
export type TransportRefusalCode = keyof typeof TRANSPORT_REFUSALS;

/** Why a socket is sent away; the client shows the sentence and does what `then` says. */
export const LEAVE_REASONS = {
  revoked: { message: 'Your access to this session has changed.', then: 'reload' },
  'signed-out': { message: 'You signed out.', then: 'sign-in' },
  'client-too-old': {
    message: 'This page is older than the server. Reload it; your draft is kept.',
    then: 'reload',
  },
  'too-slow': { message: 'Your connection could not keep up. Reconnecting.', then: 'reconnect' },
  'server-stopping': { message: 'The server is restarting. Reconnecting.', then: 'reconnect' },
} as const;
export type LeaveReason = keyof typeof LEAVE_REASONS;
