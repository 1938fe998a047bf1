/** Told apart by people with every kind of colour vision when the name stands beside them, on light and on dark ground. */
const COLOURS = [
  '#b3402a',
  '#1f6f8b',
  '#6a4c93',
  '#2f7d4f',
  '#a15c00',
  '#8a3b6d',
  '#3f5fa8',
  '#5d6b1e',
  '#a03050',
  '#22746a',
  '#7a5230',
  '#555c8c',
];
const LIGHT = '33';

/** The colour of a person's cursor: the same in every document, on every day. */
export function colourOf(personId: string): { color: string; colorLight: string } {
  const sum = [...personId].reduce((hash, character) => (hash * 31 + character.charCodeAt(0)) >>> 0, 7);
  const color = COLOURS[sum % COLOURS.length] ?? '#555c8c';
  return { color, colorLight: color + LIGHT };
}
