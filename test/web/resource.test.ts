import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { PROTOCOL_HEADER, PROTOCOL_VERSION } from '#shared/protocol/version.ts';
import { call } from '#lib/api/client.ts';
import { ApiError, errorOf, toApiError } from '#lib/api/error.ts';
import { Act } from '#lib/stores/act.svelte.ts';
import { connectivity } from '#lib/api/connectivity.svelte.ts';
import { Resource } from '#lib/stores/resource.svelte.ts';

/** Requests that the test answers by hand, in the order it likes. */
function byHand<T>() {
  const asked: { answer: (value: T) => void; fail: (error: unknown) => void; signal: AbortSignal }[] = [];
  const fetch = (signal: AbortSignal) =>
    new Promise<T>((resolve, reject) => asked.push({ answer: resolve, fail: reject, signal }));
  return { asked, fetch };
}

describe('something read from the server', () => {
  test('is loading, then there', async () => {
    const { asked, fetch } = byHand<string>();
    const resource = new Resource(fetch);
    const loading = resource.load();
    expect(resource.state.status).toBe('loading');
    asked[0]?.answer('items');
    await loading;
    expect(resource.value).toBe('items');
  });

  test('an older answer that comes late never replaces a newer one', async () => {
    const { asked, fetch } = byHand<string>();
    const resource = new Resource(fetch);
    const loads = [resource.load(), resource.load()];
    asked[1]?.answer('newer');
    asked[0]?.answer('older');
    await Promise.all(loads);
    expect(resource.value).toBe('newer');
    expect(asked[0]?.signal.aborted).toBe(true);
  });

  test('a reload keeps showing what is there; after a failure it starts afresh', async () => {
    const { asked, fetch } = byHand<string>();
    const resource = new Resource(fetch);
    resource.set('first');
    const reload = resource.load();
    expect(resource.value).toBe('first');
    asked[0]?.fail(new ApiError('forbidden', 'No longer yours.', 403));
    await reload;
    expect(resource.state).toMatchObject({ status: 'failed', error: { code: 'forbidden' } });
    void resource.load();
    expect(resource.state.status).toBe('loading');
  });

  describe('W7 without a connection', () => {
    beforeEach(() => void vi.useFakeTimers());
    afterEach(() => void vi.useRealTimers());

    const lost = new ApiError('unreachable', 'Gone.');

    test('a reload keeps showing what is there, says that nothing comes, and goes on until it is fresh', async () => {
      const { asked, fetch } = byHand<string>();
      const resource = new Resource(fetch);
      resource.set('first');
      void resource.load();
      asked[0]?.fail(lost);
      await vi.advanceTimersByTimeAsync(1);
      expect([resource.value, connectivity.isOffline]).toEqual(['first', true]);
      await vi.advanceTimersByTimeAsync(5_000);
      asked[1]?.answer('second');
      await vi.advanceTimersByTimeAsync(1);
      expect(resource.value).toBe('second');
      expect(vi.getTimerCount()).toBe(0);
    });

    test('what never came stays failed while it is asked for again', async () => {
      const { asked, fetch } = byHand<string>();
      const resource = new Resource(fetch);
      void resource.load();
      asked[0]?.fail(lost);
      await vi.advanceTimersByTimeAsync(5_000);
      expect(asked.length).toBe(2);
      expect(resource.state).toEqual({ status: 'failed', error: lost });
      asked[1]?.answer('there');
      await vi.advanceTimersByTimeAsync(1);
      expect(resource.value).toBe('there');
    });

    test('a stopped one asks no more', async () => {
      const { asked, fetch } = byHand<string>();
      const resource = new Resource(fetch);
      void resource.load();
      asked[0]?.fail(lost);
      await vi.advanceTimersByTimeAsync(1);
      resource.stop();
      await vi.advanceTimersByTimeAsync(60_000);
      expect(asked.length).toBe(1);
    });
  });

  test('a stopped load says nothing any more', async () => {
    const { asked, fetch } = byHand<string>();
    const resource = new Resource(fetch);
    const loading = resource.load();
    resource.stop();
    asked[0]?.fail(new Error('called off'));
    await loading;
    expect(resource.state.status).toBe('loading');
  });
});

test('W7 whatever the server answers, a refusal too, tells that it is there again', async () => {
  connectivity.isOffline = true;
  vi.stubGlobal('fetch', () => Promise.resolve(Response.json(null, { status: 404 })));
  await call('GET /api/me').catch(() => null);
  expect(connectivity.isOffline).toBe(false);
  vi.unstubAllGlobals();
});

test('P4 an answer of another protocol asks for a reload; one that names none does not', async () => {
  const answered = async (headers: Record<string, string>) => {
    vi.stubGlobal('fetch', () => Promise.resolve(Response.json({}, { headers })));
    await call('GET /api/me');
    return connectivity.isTooOld;
  };
  expect(await answered({})).toBe(false);
  expect(await answered({ [PROTOCOL_HEADER]: String(PROTOCOL_VERSION + 1) })).toBe(true);
  expect(await answered({ [PROTOCOL_HEADER]: String(PROTOCOL_VERSION) })).toBe(false);
  vi.unstubAllGlobals();
});

describe('an act', () => {
  test('is done once however often it is pressed', async () => {
    const act = new Act();
    let runs = 0;
    let finish = () => undefined;
    const work = async () => {
      runs++;
      await new Promise<void>((resolve) => (finish = () => void resolve()));
    };
    const first = act.run(work);
    expect(await act.run(work)).toBe(false);
    expect(act.pending).toBe(true);
    finish();
    expect(await first).toBe(true);
    expect(runs).toBe(1);
  });

  test('shows a failure at the field that it is about, and elsewhere otherwise', async () => {
    const act = new Act();
    const refuse = (field: string | null) =>
      act.run(() => Promise.reject(new ApiError('invalid', 'Too short.', 400, field)));
    expect(await refuse('name')).toBe(false);
    expect([act.errorAt('name'), act.errorAt('email'), act.errorBeyond('name')]).toEqual([
      'Too short.',
      null,
      null,
    ]);
    await refuse(null);
    expect(act.errorBeyond('name')?.message).toBe('Too short.');
    act.forgive();
    expect(act.error).toBeNull();
  });
});

describe('a failure', () => {
  test('carries the server’s own words and field', () => {
    const error = errorOf(409, { error: { code: 'email-taken', message: 'Taken.', field: 'email' } });
    expect(error).toMatchObject({ code: 'email-taken', message: 'Taken.', field: 'email', status: 409 });
  });

  test.each([null, 'Bad gateway', { error: 'no' }, { error: { code: 'unheard-of', message: 'x' } }])(
    'from something else than our server says so (%j)',
    (body) => {
      expect(errorOf(502, body)).toMatchObject({ code: 'unreadable-answer', status: 502 });
    },
  );

  test('of any kind can be shown', () => {
    expect(toApiError(new TypeError('x is not a function')).message).toBe('x is not a function');
    expect(toApiError('?').code).toBe('unreadable-answer');
  });
});
