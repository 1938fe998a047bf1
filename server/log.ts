import { pino, type DestinationStream, type Logger } from 'pino';
import type { Config } from './config.ts';

export type Log = Logger;

/**
 * Members that may carry what people wrote or what opens a door. They are masked at any depth, because a log is read by
 * people who must not see a ballot before its reveal (law B1), and copied to places where no token may lie.
 */
const SECRET =
  /^(password|password_?hash|cookie|set-cookie|authorization|token|token_?hash|ballots?|values?|reason|note|text|content|payload|command|body|detail|result|code|email|rationale|parameters)$/i;
const MASK = '[not logged]';
const MAX_DEPTH = 6;

function masked(value: unknown, depth: number): unknown {
  if (value === null || typeof value !== 'object') return value;
  if (depth >= MAX_DEPTH) return MASK;
  if (Array.isArray(value)) return value.map((entry) => masked(entry, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key, SECRET.test(key) ? MASK : masked(member, depth + 1)]),
  );
}

/** Of an error only what a programmer needs; drivers attach whole rows and statements with their parameters. */
function errorFacts(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error };
  const fault = 'code' in error ? { fault: String(error.code) } : {};
  return { type: error.name, message: error.message, stack: error.stack, ...fault };
}

function maskedLine(line: Record<string, unknown>): Record<string, unknown> {
  const { err, ...rest } = line;
  const safe = masked(rest, 0) as Record<string, unknown>;
  return err === undefined ? safe : { ...safe, err: errorFacts(err) };
}

/** pino formats what is bound to the root only, so what is bound to a child is masked before it is bound. */
function withMaskedChildren(log: Logger): Log {
  const { child } = log;
  return Object.assign(log, {
    child(this: Logger, bindings: Record<string, unknown>) {
      return child.call(this, maskedLine(bindings));
    },
  });
}

/** JSON lines on standard output (or `destination`). Refusals are `info`, protocol errors `warn`, bugs `error`. */
export function createLog(config: Pick<Config, 'logLevel'>, destination?: DestinationStream): Log {
  const options = {
    level: config.logLevel,
    base: null,
    serializers: { err: (error: unknown) => error },
    formatters: { log: maskedLine, level: (label: string) => ({ level: label }) },
  };
  return withMaskedChildren(destination ? pino(options, destination) : pino(options));
}
