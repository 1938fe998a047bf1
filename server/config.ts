import { z } from 'zod';

const MAX_PORT = 65_535;
const yesNo = z.enum(['', '0', '1', 'true', 'false']).transform((text) => text === '1' || text === 'true');

/** One variable of the environment: its schema, the value when it is unset, and what it means. */
interface Variable<S extends z.ZodType> {
  readonly schema: S;
  readonly fallback: string;
  readonly meaning: string;
}

const variable = <S extends z.ZodType>(schema: S, fallback: string, meaning: string): Variable<S> => ({
  schema,
  fallback,
  meaning,
});

const addressOf = (protocols: readonly string[]) =>
  z
    .string()
    .refine((text) => text === '' || (URL.canParse(text) && protocols.includes(new URL(text).protocol)), {
      message: `must start with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`,
    })
    .transform((text) => (text === '' ? null : text));

const VARIABLES = {
  PORT: variable(
    z.coerce.number().int().min(0).max(MAX_PORT),
    '3000',
    'TCP port to listen on; 0 takes a free one.',
  ),
  HOST: variable(z.string().min(1), '127.0.0.1', 'Address to listen on; 0.0.0.0 for all interfaces.'),
  DATA_DIR: variable(z.string().min(1), './data', 'Directory of the SQLite database; created when missing.'),
  DATABASE_URL: variable(
    addressOf(['postgres:', 'postgresql:']),
    '',
    'Address of a PostgreSQL database. Unset: SQLite in DATA_DIR.',
  ),
  ORIGIN: variable(
    addressOf(['http:', 'https:']).transform((text) => (text === null ? null : new URL(text).origin)),
    '',
    'Public address (https://touchstone.example.org): used in links, required as Origin of every change. Unset: the Host of the request.',
  ),
  LOG_LEVEL: variable(
    z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']),
    'info',
    'Least severe level that is logged.',
  ),
  TRUST_PROXY: variable(
    z.coerce.number().int().min(0).max(10),
    '0',
    'How many reverse proxies stand in front and set X-Forwarded-For.',
  ),
  DEMO: variable(
    yesNo,
    '0',
    'Set to 1 for a throw-away demonstration: anybody may sign in as a demo person with one click.',
  ),
};

type Variables = typeof VARIABLES;
type Name = keyof Variables;
type Values = { [N in Name]: z.infer<Variables[N]['schema']> };

export interface Config {
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  readonly databaseUrl: string | null;
  readonly origin: string | null;
  readonly logLevel: Values['LOG_LEVEL'];
  readonly trustProxy: number;
  readonly demo: boolean;
}

/** A variable has a value that it cannot have. The message names the variable. */
export class ConfigError extends Error {
  constructor(name: string, problem: string) {
    super(`${name}: ${problem}`);
    this.name = 'ConfigError';
  }
}

function read<N extends Name>(name: N, environment: NodeJS.ProcessEnv): Values[N] {
  const { schema, fallback } = VARIABLES[name];
  const result = schema.safeParse(environment[name] ?? fallback);
  if (!result.success)
    throw new ConfigError(name, result.error.issues.map((issue) => issue.message).join('; '));
  return result.data as Values[N];
}

/** Reads every variable once. Throws `ConfigError` naming the first variable that is wrong. */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  return Object.freeze({
    port: read('PORT', environment),
    host: read('HOST', environment),
    dataDir: read('DATA_DIR', environment),
    databaseUrl: read('DATABASE_URL', environment),
    origin: read('ORIGIN', environment),
    logLevel: read('LOG_LEVEL', environment),
    trustProxy: read('TRUST_PROXY', environment),
    demo: read('DEMO', environment),
  });
}

/** The table that `--help` prints. */
export function configHelp(): string {
  const lines = Object.entries(VARIABLES).map(
    ([name, { fallback, meaning }]) =>
      `  ${name.padEnd(14)}${meaning} [${fallback === '' ? 'unset' : fallback}]`,
  );
  return ['Variables of the environment [default]:', ...lines].join('\n');
}
