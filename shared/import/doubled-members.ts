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

const opened = (mark: string): Frame =>
  mark === '{' ? { names: new Set(), at: '' } : { names: null, at: 0 };

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

const AFTER_NAME = /\s*:/y;

function isName(text: string, end: number): boolean {
  AFTER_NAME.lastIndex = end + 1;
  return AFTER_NAME.test(text);
}

/**
 * Names that objects of a JSON text have twice: `JSON.parse` keeps the last and drops the others without a word. The text must be valid
 * JSON; then every string that a colon follows is a name.
 */
export function* doubledMembers(text: string): Generator<DoubledMember> {
  const frames: Frame[] = [];
  const marks = /["{}[\],]/g;
  for (let mark = marks.exec(text); mark !== null; mark = marks.exec(text)) {
    const [sign] = mark;
    const frame = frames.at(-1);
    if (sign === '{' || sign === '[') frames.push(opened(sign));
    else if (sign === '}' || sign === ']') frames.pop();
    else if (sign === ',') {
      if (typeof frame?.at === 'number') frame.at += 1;
    } else {
      const end = closingQuote(text, mark.index);
      marks.lastIndex = end + 1;
      if (!frame?.names || !isName(text, end)) continue;
      const name = JSON.parse(text.slice(mark.index, end + 1)) as string;
      if (frame.names.has(name)) yield { name, path: frames.slice(0, -1).map(({ at }) => at) };
      frame.names.add(name);
      frame.at = name;
    }
  }
}
