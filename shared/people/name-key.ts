/** Letters of other scripts that nobody tells from Latin ones on a screen, large or small; lower-cased. */
const LOOK_ALIKES: Readonly<Record<string, string>> = Object.fromEntries(
  ['аa', 'еe', 'оo', 'рp', 'сc', 'хx', 'уy', 'кk', 'мm', 'тt', 'вb', 'нh', 'іi', 'јj', 'ѕs', 'һh', 'ԁd', 'ԛq']
    .concat(['αa', 'οo', 'ρp', 'χx', 'υy', 'ιi', 'κk', 'τt', 'νn', 'ıi'])
    .map((pair) => [pair.slice(0, 1), pair.slice(1)]),
);

/** What names have in common that nobody in a room can tell apart: case, spaces, invisible signs and look-alike letters do not count. */
export const nameKey = (name: string): string =>
  [...name.normalize('NFKC').toLowerCase().normalize('NFKC')]
    .map((letter) => LOOK_ALIKES[letter] ?? letter)
    .join('')
    .replace(/[\p{White_Space}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, '');

const LETTERS = 'MBKSLTDRNPGHWACEFIJOQUVXYZ';

/** The name with a letter that tells it from the taken ones; itself where it is free. */
export function freeName(name: string, taken: readonly string[]): string {
  const keys = new Set(taken.map(nameKey));
  const candidates = [name, ...[...LETTERS].map((letter) => `${name} ${letter}.`)];
  return candidates.find((candidate) => !keys.has(nameKey(candidate))) ?? `${name} ${taken.length + 1}`;
}
