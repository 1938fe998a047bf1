import type { HttpErrorBody } from '#shared/protocol/http/errors.ts';

/** What came back from one request, refusals included. */
export interface Exchange {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed JSON, else the text; null when there is none. */
  readonly body: unknown;
  /** The server's own words when it refused in them. */
  readonly refusal: HttpErrorBody['error'] | undefined;
}

function parsed(text: string): unknown {
  if (text === '') return null;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

const isErrorBody = (body: unknown): body is HttpErrorBody =>
  typeof body === 'object' && body !== null && 'error' in body;

/** One request and its answer; a redirect is an answer like any other. */
export async function exchange(address: string, request: RequestInit): Promise<Exchange> {
  const response = await fetch(address, { redirect: 'manual', ...request });
  const { status, headers } = response;
  const body = parsed(await response.text());
  return { status, headers, body, refusal: isErrorBody(body) ? body.error : undefined };
}

/** `name=value` of the cookie that an answer sets; empty when it sets none. */
export const cookieFrom = ({ headers }: Pick<Exchange, 'headers'>): string =>
  (headers.getSetCookie()[0] ?? '').split(';')[0] ?? '';
