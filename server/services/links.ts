import type { IncomingHttpHeaders } from 'node:http';
import type { Config } from '../config.ts';

/** The address under which people reach this server: the configured one, else the one of the request. */
export function publicAddress(config: Config, headers: IncomingHttpHeaders): string {
  return config.origin ?? headers.origin ?? `http://${headers.host ?? `${config.host}:${config.port}`}`;
}
