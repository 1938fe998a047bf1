import { UnreadableFileError } from './records.ts';

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

/** What Excel's "Unicode text" and old editors write begins with a mark; everything else is UTF-8. */
function encodingOf([first, second]: Uint8Array): Encoding {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
}

const NUL = '\u0000';
const START = 1_000;

const ADVICE = 'Save it again as UTF-8; Excel calls that "CSV UTF-8".';

/** The line of the first bytes that are no text: a reader sees them as U+FFFD. */
function lineOfFault(bytes: Uint8Array, encoding: Encoding): number {
  const text = new TextDecoder(encoding).decode(bytes);
  return text.slice(0, text.indexOf('\uFFFD')).split('\n').length;
}

/** The first characters of a file, as well as they can be read; to guess what it holds. */
export const decodeStart = (bytes: Uint8Array): string => new TextDecoder(encodingOf(bytes)).decode(bytes);

/** The text of a file. Throws `UnreadableFileError` when it is neither UTF-8 nor UTF-16 with its mark. */
export function decodeText(bytes: Uint8Array): string {
  const encoding = encodingOf(bytes);
  let text: string;
  try {
    text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    const line = lineOfFault(bytes, encoding);
    const name = encoding === 'utf-8' ? 'UTF-8' : 'UTF-16';
    throw new UnreadableFileError(`The file is not ${name} text, first on line ${line}. ${ADVICE}`);
  }
  if (text.slice(0, START).includes(NUL))
    throw new UnreadableFileError(`The file is no text: it has NUL bytes. ${ADVICE}`);
  return text;
}
