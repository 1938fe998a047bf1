import type { RequestHandler, Response } from 'express';
import helmet from 'helmet';
import type { Config } from '../config.ts';
import type { RandomBytes } from '../ids.ts';

const NONCE_BYTES = 16;
const YEAR_S = 365 * 24 * 60 * 60;

/** The nonce that scripts and style elements of this one response must carry. */
export const nonceOf = (response: Response): string => String(response.locals['nonce']);

const nonceSource = (_request: unknown, response: unknown) => `'nonce-${nonceOf(response as Response)}'`;

/** Everything comes from this server and nothing from anywhere else; style *attributes* are allowed, they load nothing. */
const DIRECTIVES = {
  defaultSrc: ["'self'"],
  scriptSrc: ["'self'", nonceSource],
  styleSrc: ["'self'", nonceSource],
  styleSrcAttr: ["'unsafe-inline'"],
  imgSrc: ["'self'", 'data:', 'blob:'],
  connectSrc: ["'self'"],
  workerSrc: ["'self'", 'blob:'],
  objectSrc: ["'none'"],
  baseUri: ["'none'"],
  formAction: ["'self'"],
  frameAncestors: ["'none'"],
};

/**
 * Headers of every response, with a fresh nonce each. `strictContent` false leaves the content policy out: the development
 * server puts scripts of its own into the page.
 */
export function securityHeaders(
  config: Config,
  randomBytes: RandomBytes,
  strictContent: boolean,
): RequestHandler[] {
  const isSecure = config.origin?.startsWith('https://') ?? false;
  const upgradeInsecureRequests = isSecure ? [] : null;
  const setNonce: RequestHandler = (_request, response, next) => {
    response.locals['nonce'] = randomBytes(NONCE_BYTES).toString('base64');
    next();
  };
  const headers = helmet({
    contentSecurityPolicy: strictContent
      ? { useDefaults: false, directives: { ...DIRECTIVES, upgradeInsecureRequests } }
      : false,
    strictTransportSecurity: isSecure ? { maxAge: YEAR_S } : false,
    xFrameOptions: { action: 'deny' },
    referrerPolicy: { policy: 'same-origin' },
  });
  return [setNonce, headers as RequestHandler];
}
