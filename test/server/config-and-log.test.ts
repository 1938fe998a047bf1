import { PassThrough } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { configHelp, readConfig } from '#server/config.ts';
import { createLog } from '#server/log.ts';

describe('the configuration', () => {
  test('needs no variable', () => {
    expect(readConfig({})).toEqual({
      ...{ port: 3000, host: '127.0.0.1', dataDir: './data', databaseUrl: null },
      ...{ origin: null, logLevel: 'info', trustProxy: 0, demo: false },
    });
  });

  test.each([
    ['PORT', '80a'],
    ['PORT', '70000'],
    ['DATABASE_URL', 'mysql://localhost/x'],
    ['ORIGIN', 'touchstone.example.org'],
    ['LOG_LEVEL', 'loud'],
    ['DEMO', 'perhaps'],
    ['TRUST_PROXY', '-1'],
  ])('refuses %s=%s by its name', (name, value) => {
    expect(() => readConfig({ [name]: value })).toThrow(new RegExp(`^${name}: `));
  });

  test('takes only the origin of an address', () => {
    expect(readConfig({ ORIGIN: 'https://t.example.org/path' }).origin).toBe('https://t.example.org');
  });

  test('cannot be changed later', () => {
    expect(Object.isFrozen(readConfig({}))).toBe(true);
  });

  test('is explained by --help, every variable', () => {
    for (const name of [
      'PORT',
      'HOST',
      'DATA_DIR',
      'DATABASE_URL',
      'ORIGIN',
      'LOG_LEVEL',
      'TRUST_PROXY',
      'DEMO',
    ]) {
      expect(configHelp()).toMatch(new RegExp(`^ +${name} +\\S.*\\[`, 'm'));
    }
  });
});

describe('B1 the log', () => {
  const written = (write: (log: ReturnType<typeof createLog>) => void): string => {
    const stream = new PassThrough();
    write(createLog({ logLevel: 'debug' }, stream));
    return String(stream.read());
  };

  test.each([
    'password',
    'cookie',
    'token',
    'ballot',
    'values',
    'value',
    'reason',
    'note',
    'text',
    'content',
    'payload',
    'code',
    'email',
  ])('never holds a %s, at any depth or in a child', (member) => {
    const deep = { session: { rounds: [{ [member]: 'SECRET' }] } };
    const lines = written((log) => {
      log.info({ ...deep, [member]: { inside: 'SECRET' } }, 'said');
      log.child({ [member]: 'SECRET', ok: 'kept' }).info('said');
    });
    expect(lines).not.toContain('SECRET');
    expect(lines).toContain('kept');
  });

  test('of an error holds message, stack and fault, and not the row that a driver attaches', () => {
    const error = Object.assign(new Error('boom'), {
      code: '23505',
      detail: 'SECRET',
      parameters: ['SECRET'],
    });
    const line = written((log) => log.error({ err: error }, 'failed'));
    expect(line).not.toContain('SECRET');
    expect(JSON.parse(line)).toMatchObject({ level: 'error', err: { message: 'boom', fault: '23505' } });
  });
});
