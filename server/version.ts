import packageJson from '../package.json' with { type: 'json' };

/** Version of this program, as in package.json. */
export const PROGRAM_VERSION: string = packageJson.version;
