const letters = (text: string) => [...text].filter((char) => /\p{L}|\p{N}/u.test(char));

/** One or two letters for a mark: `Ada Lovelace` → AL, `Heron 2` → H2, `李` → 李; `·` for nobody. */
export function initials(name: string | null): string {
  const words = (name ?? '').split(/[\s_-]+/u).filter((word) => letters(word).length > 0);
  const [first, ...others] = words;
  if (first === undefined) return '·';
  const last = others.at(-1);
  const pair =
    last === undefined
      ? letters(first).slice(0, 2)
      : [...letters(first).slice(0, 1), ...letters(last).slice(0, 1)];
  return pair
    .map((char, index) => (index === 0 || last !== undefined ? char.toUpperCase() : char.toLowerCase()))
    .join('');
}

const wordsOf = (name: string): [first: string, last: string] => {
  const words = name.split(/[\s_-]+/u).map((word) => letters(word).join(''));
  const [first = '', ...others] = words.filter((word) => word !== '');
  return [first, others.at(-1) ?? ''];
};

/** Ways to spell two people apart who share initials, the shortest first. */
const SPELLINGS: readonly ((first: string, last: string) => string)[] = [
  (first, last) => (last === '' ? first.slice(0, 3) : first.slice(0, 2) + last.slice(0, 1)),
  (first, last) => (last === '' ? first.slice(0, 1) + first.slice(-2) : first.slice(0, 1) + last.slice(0, 2)),
];

/** The same marks spelled apart; numbered where even that fails. */
function apart(names: readonly string[], mark: string): ReadonlyMap<string, string> {
  for (const spelling of SPELLINGS) {
    const marks = names.map((name) => spelling(...wordsOf(name)));
    if (new Set(marks).size === names.length)
      return new Map(names.map((name, index) => [name, marks[index] ?? mark]));
  }
  return new Map(names.map((name, index) => [name, `${mark.slice(0, 1)}${index + 1}`]));
}

/** The initials of everybody, made longer where two people would look the same. */
export function distinctInitials(names: readonly (string | null)[]): string[] {
  const known = [...new Set(names.filter((name) => name !== null))];
  const twins = Object.entries(Object.groupBy(known, initials));
  const marks = new Map(
    twins.flatMap(([mark, list = []]) =>
      list.length < 2 ? list.map((name) => [name, mark] as const) : [...apart(list, mark)],
    ),
  );
  return names.map((name) => (name === null ? initials(null) : (marks.get(name) ?? initials(name))));
}
