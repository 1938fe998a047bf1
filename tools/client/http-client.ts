import type { HttpRoutes } from '#shared/protocol/http/routes.ts';
import { cookieFrom, exchange } from './exchange.ts';

type Route = keyof HttpRoutes & string;
type BodyOf<R extends Route> = HttpRoutes[R] extends { body: infer B } ? B : undefined;
type ResponseOf<R extends Route> = HttpRoutes[R]['response'];

/** What the server answered when it refused; `status` and `code` as it gave them. */
export class HttpRefusal extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.name = 'HttpRefusal';
    this.status = status;
    this.code = code;
  }
}

/** An ordinary client of the HTTP contract with a cookie of its own: what a browser is to the server, without the browser. */
export class HttpClient {
  readonly base: string;
  cookie = '';

  constructor(base: string) {
    this.base = base;
  }

  /** Headers that a socket of the same person needs. */
  get socketHeaders(): Record<string, string> {
    return { cookie: this.cookie, origin: this.base };
  }

  /** Calls a route; `params` fill `:name` places. Throws `HttpRefusal` when the server refuses. */
  async call<R extends Route>(
    route: R,
    options: { params?: Record<string, string>; query?: Record<string, string>; body?: BodyOf<R> } = {},
  ): Promise<ResponseOf<R>> {
    const [method = 'GET', pattern = ''] = route.split(' ');
    const path = pattern.replace(/:(\w+)/g, (_, name: string) =>
      encodeURIComponent(options.params?.[name] ?? ''),
    );
    const query = options.query ? `?${new URLSearchParams(options.query).toString()}` : '';
    const body = options.body === undefined ? null : JSON.stringify(options.body);
    return (await this.send(method, `${path}${query}`, body, 'application/json')) as ResponseOf<R>;
  }

  /** Sends a file as the body of an import. */
  upload(path: string, file: string): Promise<unknown> {
    return this.send('POST', path, file, 'application/octet-stream');
  }

  async send(method: string, path: string, body: string | null, type: string): Promise<unknown> {
    const headers: Record<string, string> = { origin: this.base, cookie: this.cookie };
    if (body !== null) headers['content-type'] = type;
    const answer = await exchange(this.base + path, { method, headers, body });
    this.cookie = cookieFrom(answer) || this.cookie;
    if (answer.status < 300) return answer.body;
    const { code = 'unknown', message = 'no reason given' } = answer.refusal ?? {};
    throw new HttpRefusal(answer.status, code, `${method} ${path}: ${message}`);
  }
}
