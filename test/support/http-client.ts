import { exchange, type Exchange } from '../../tools/client/exchange.ts';

export { cookieFrom } from '../../tools/client/exchange.ts';

/** What came back, refusals included. */
export interface Answer extends Omit<Exchange, 'refusal'> {
  readonly code: string | undefined;
  readonly field: string | undefined;
}

export interface AskOptions {
  readonly cookie?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly json?: unknown;
  /** Sent as it is. */
  readonly raw?: string | Uint8Array<ArrayBuffer>;
}

/** One request as a browser on our own page sends it, with whatever headers the test wants otherwise. */
export async function ask(base: string, route: string, options: AskOptions = {}): Promise<Answer> {
  const [method = 'GET', path = ''] = route.split(' ');
  const { cookie, headers, json, raw } = options;
  const { refusal, ...answer } = await exchange(base + path, {
    method,
    body: json === undefined ? (raw ?? null) : JSON.stringify(json),
    headers: {
      ...(method === 'GET' ? {} : { origin: base }),
      ...(json === undefined ? {} : { 'content-type': 'application/json' }),
      ...(cookie === undefined ? {} : { cookie }),
      ...headers,
    },
  });
  return { ...answer, code: refusal?.code, field: refusal?.field };
}
