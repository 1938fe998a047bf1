import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addressOf } from '#lib/api/client.ts';
import { joinCodeIn } from '#lib/join-code.ts';
import { placeOf, placesFor } from '#lib/project-places.ts';
import { thenAddress } from '#lib/then-address.ts';
import { isBare, isPublic } from '#lib/visibility.ts';
import { abilitiesOf } from '#shared/access/policy.ts';

const ORIGIN = 'https://touchstone.example';

describe('where sign-in leads to', () => {
  const after = (then: string) => thenAddress(new URLSearchParams({ then }));

  test('is the page that asked for it', () => {
    expect(after('/projects/p1/items?search=a&page=2')).toBe('/projects/p1/items?search=a&page=2');
    expect(thenAddress(new URLSearchParams())).toBe('/');
  });

  test('is never back to sign-in', () => {
    expect(after('/sign-in?then=/sign-in')).toBe('/');
  });

  test('never leaves this site, whatever a link says', () => {
    const hostile = fc.oneof(
      fc.constantFrom(
        '//evil.example',
        'https://evil.example',
        '/\\evil.example',
        'javascript:alert(1)',
        '/\t/evil.example',
        '/.//evil.example',
        '/..//evil.example',
      ),
      fc.string().map((text) => `/${text}`),
      fc.webUrl(),
      fc.string(),
    );
    fc.assert(
      fc.property(hostile, (then) => {
        expect(new URL(after(then), ORIGIN).origin).toBe(ORIGIN);
      }),
      { verbose: true },
    );
  });
});

describe('a join code', () => {
  test.each([
    ['typed', 'EAX4NS', 'EAX4NS'],
    ['in small letters, with spaces and dashes', ' eax-4 ns ', 'EAX4NS'],
    ['in the link of an invitation', 'https://meet.example/join/EAX4NS?from=mail', 'EAX4NS'],
    ['in a sentence around the link', 'Join us: https://meet.example/join/eax4ns', 'EAX4NS'],
    ['not there', ' - ', ''],
  ])('is found when it is %s', (_, text, code) => {
    expect(joinCodeIn(text)).toBe(code);
  });
});

describe('an API address', () => {
  test('cannot be broken out of by a parameter', () => {
    expect(addressOf('/api/projects/:projectId/items', { projectId: '../people?x=1#' })).toBe(
      '/api/projects/..%2Fpeople%3Fx%3D1%23/items',
    );
  });

  test('leaves out what is not asked', () => {
    expect(addressOf('/api/x', {}, { search: '', page: 2, batch: undefined })).toBe('/api/x?search=&page=2');
  });
});

describe('pages', () => {
  test('X1 show only the places that the role opens', () => {
    const labelsOf = (role: 'annotator' | 'facilitator' | 'owner') =>
      placesFor(abilitiesOf(role)).map(({ label }) => label);
    for (const hidden of ['Items', 'Settings', 'Audit']) expect(labelsOf('annotator')).not.toContain(hidden);
    for (const open of ['Overview', 'Guideline', 'People']) expect(labelsOf('annotator')).toContain(open);
    expect(labelsOf('facilitator')).toContain('Items');
    expect(labelsOf('facilitator')).not.toContain('Settings');
    for (const kept of ['Items', 'Settings', 'Audit']) expect(labelsOf('owner')).toContain(kept);
  });

  test('belong to the place that they are reached from', () => {
    expect(placeOf('/items/i1')).toBe('/items');
    expect(placeOf('/import')).toBe('/items');
    expect(placeOf('/sessions/new')).toBe('');
    expect(placeOf('')).toBe('');
  });

  test('of the project and the session need a person; joining does not', () => {
    expect(isPublic('/join/[code]')).toBe(true);
    expect(isPublic('/joinery')).toBe(false);
    expect(isPublic('/projects/[projectId]')).toBe(false);
    expect(isBare('/sessions/[sessionId]/projector')).toBe(true);
    expect(isBare(null)).toBe(false);
  });
});
