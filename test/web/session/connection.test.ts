import { expect, test } from 'vitest';
import { after, isFinal, sentenceFor, type Connection } from '#lib/session/connection.ts';
import { LEAVE_REASONS, TRANSPORT_REFUSALS, type LeaveReason } from '#shared/protocol/live-words.ts';

const LIVE: Connection = { phase: 'live' };
const away = (reason: LeaveReason) => after(LIVE, { type: 'sent-away', reason });

test('a lost connection keeps what was seen and comes back', () => {
  const lost = after(LIVE, { type: 'lost' });
  expect(lost).toEqual({ phase: 'reconnecting' });
  expect(after(lost, { type: 'entered' })).toEqual(LIVE);
});

test('a connection that never was is not called lost', () => {
  expect(after({ phase: 'connecting' }, { type: 'lost' })).toEqual({ phase: 'connecting' });
});

test('an old client is told so, at the door or inside, and does not try again', () => {
  const code = 'client-too-old';
  expect(after({ phase: 'connecting' }, { type: 'refused', code, message: '' })).toEqual({
    phase: 'too-old',
  });
  expect(after(away(code), { type: 'lost' })).toEqual({ phase: 'too-old' });
});

test('whoever is sent away for the moment comes back; X2 whoever lost a right is decided on anew', () => {
  for (const reason of Object.keys(LEAVE_REASONS) as LeaveReason[]) {
    const comesBack = reason === 'revoked' || LEAVE_REASONS[reason].then === 'reconnect';
    expect(isFinal(away(reason)), reason).toBe(!comesBack);
  }
});

test('refusals that pass by themselves do not end the connection, others do', () => {
  const refused = (code: string) => after(LIVE, { type: 'refused', code, message: 'no' });
  expect(refused('too-fast')).toEqual({ phase: 'reconnecting' });
  expect(refused('no-such-session')).toEqual({ phase: 'refused', code: 'no-such-session', message: 'no' });
});

test('X2 whose right is gone is told that, and not that the session they were in does not exist', () => {
  const refused = { type: 'refused', code: 'no-such-session', message: 'There is no such session.' } as const;
  expect(after(away('revoked'), refused)).toMatchObject({
    phase: 'refused',
    message: expect.stringContaining('your right to it was taken back') as string,
  });
  expect(after({ phase: 'connecting' }, refused)).toMatchObject({ message: refused.message });
});

test('every code has a sentence, unknown ones too', () => {
  expect(sentenceFor('not-signed-in')).toBe(TRANSPORT_REFUSALS['not-signed-in']);
  expect(sentenceFor('xhr poll error')).toBe(TRANSPORT_REFUSALS.internal);
});
