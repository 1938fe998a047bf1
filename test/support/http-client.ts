import type { HttpErrorBody } from '#shared/protocol/http/errors.ts';

/** What came back, refusals included. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed JSON, else the text. */
  readonly body: unknown;
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

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

const isErrorBody = (body: unknown): body is HttpErrorBody =>
  typeof body === 'object' && body !== null && 'error' in body;

/** One request as a browser on our own page sends it, with whatever headers the test wants otherwise. */
export async function ask(base: string, route: string, options: AskOptions = {}): Promise<Answer> {
  const [method = 'GET', path = ''] = route.split(' ');
  const { cookie, headers, json, raw } = options;
  const body = json === undefined ? (raw ?? null) : JSON.stringify(json);
  const response = await fetch(base + path, {
    method,
    body,
    redirect: 'manual',
    headers: {
      ...(method === 'GET' ? {} : { origin: base }),
      ...(json === undefined ? {} : { 'content-type': 'application/json' }),
      ...(cookie === undefined ? {} : { cookie }),
      ...headers,
    },
  });
  const answer = parsed(await response.text());
  const error = isErrorBody(answer) ? answer.error : undefined;
  return {
    status: response.status,
    headers: response.headers,
    body: answer,
    code: error?.code,
    field: error?.field,
  };
}

/** `name=value` of the cookie that an answer sets; empty when it sets none. */
export const cookieFrom = (answer: Answer): string =>
  (answer.headers.getSetCookie()[0] ?? '').split(';')[0] ?? '';
