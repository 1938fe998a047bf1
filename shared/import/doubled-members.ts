/** A name that an object has twice, and where that object stands: names and places from the top down to it. */
export interface DoubledMember {
  readonly name: string;
  readonly path: readonly (string | number)[];
}

/** An object or list that the scan is inside of, with the member or place it is at. */
interface Frame {
  readonly names: Set<string> | null;
  at: string | number;
}

const QUOTE = '"'.charCodeAt(0);
const COMMA = ','.charCodeAt(0);
const OPENS = new Set(['{', '['].map((sign) => sign.charCodeAt(0)));
const CLOSES = new Set(['}', ']'].map((sign) => sign.charCodeAt(0)));

const opened = (sign: string | undefined): Frame =>
  sign === '{' ? { names: new Set(), at: '' } : { names: null, at: 0 };

function isEscaped(text: string, at: number): boolean {
  let backslashes = 0;
  while (text[at - 1 - backslashes] === '\\') backslashes += 1;
  return backslashes % 2 === 1;
}

function closingQuote(text: string, opening: number): number {
  let at = opening;
  do at = text.indexOf('"', at + 1);
  while (isEscaped(text, at));
  return at;
}

const COLON = /\s*:/y;

/** In valid JSON every string that a colon follows is a name. */
function isName(text: string, end: number): boolean {
  COLON.lastIndex = end + 1;
  return COLON.test(text);
}

/** Notes a name of the innermost object; says whether it was there already. */
function isSecond(frame: Frame, name: string): boolean {
  const isKnown = frame.names?.has(name) ?? false;
  frame.names?.add(name);
  frame.at = name;
  return isKnown;
}

/**
 * Names that objects of a JSON text have twice: `JSON.parse` keeps the last and drops the others without a word. The text must be valid
 * JSON.
 */
export function* doubledMembers(text: string): Generator<DoubledMember> {
  const frames: Frame[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    const frame = frames.at(-1);
    if (OPENS.has(code)) frames.push(opened(text[at]));
    else if (CLOSES.has(code)) frames.pop();
    else if (code === COMMA && typeof frame?.at === 'number') frame.at += 1;
    if (code !== QUOTE) continue;
    const opening = at;
    at = closingQuote(text, opening);
    if (!frame?.names || !isName(text, at)) continue;
    const name = JSON.parse(text.slice(opening, at + 1)) as string;
    if (isSecond(frame, name)) yield { name, path: frames.slice(0, -1).map((outer) => outer.at) };
  }
}
