import { describe, expect, test } from 'vitest';
import { ApiError, errorOf, toApiError } from '#lib/api/error.ts';
import { Act } from '#lib/stores/act.svelte.ts';
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
    asked[0]?.fail(new ApiError('unreachable', 'Gone.'));
    await reload;
    expect(resource.state).toMatchObject({ status: 'failed', error: { code: 'unreachable' } });
    void resource.load();
    expect(resource.state.status).toBe('loading');
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
