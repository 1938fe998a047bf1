import type { IncomingHttpHeaders } from 'node:http';
import type { Config } from '../config.ts';

/**
 * Whether a request or upgrade that may change something comes from our own pages. Browsers always name the Origin of such
 * requests; programs without a browser name none and carry no cookie that a foreign page could ride on.
 */
export function isOwnOrigin(config: Pick<Config, 'origin'>, headers: IncomingHttpHeaders): boolean {
  const { origin, host } = headers;
  if (origin === undefined)
    return headers['sec-fetch-site'] === undefined || headers['sec-fetch-site'] === 'same-origin';
  if (config.origin !== null) return origin === config.origin;
  return URL.canParse(origin) && new URL(origin).host === host;
}
