import { parseArgs, type ParseArgsConfig } from 'node:util';

/** The exit code of a command that was not understood. */
const NOT_UNDERSTOOD = 2;

const isFault = (error: unknown): error is TypeError =>
  error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');

/** Node explains at length how an option could have been meant as something else. */
const firstSentence = ({ message }: Error) => (/^.+?(?=\. |\n|$)/.exec(message)?.[0] ?? message).trim();

/**
 * What a command was given. With `--help` its usage is printed and the process ends well; what the command does not know is named in
 * one line (law W6).
 */
export function commandLine<T extends ParseArgsConfig>(
  usage: string,
  config: T,
): ReturnType<typeof parseArgs<T>> {
  if (process.argv.slice(2).includes('--help')) {
    console.log(usage.trimEnd());
    process.exit(0);
  }
  try {
    return parseArgs(config);
  } catch (error) {
    if (!isFault(error)) throw error;
    console.error(`${firstSentence(error)}. --help says what there is.`);
    process.exit(NOT_UNDERSTOOD);
  }
}
