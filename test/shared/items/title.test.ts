import { expect, test } from 'vitest';
import { askedLine } from '#shared/items/asked-line.ts';

test.each([
  ['# Sum **up** the `notes`', 'Sum up the notes'],
  ['> quoted\n\n- first\n- second', 'quoted first second'],
  ['```ts\nconst a = 1;\n```', 'const a = 1;'],
  ['_Why_ is __this__ *so*?', 'Why is this so?'],
])('W2 a title has lost the marks of Markdown: %j', (text, line) => expect(askedLine(text)).toBe(line));

test.each([
  'Is C# faster than C++?',
  'When is a > b, and snake_case better than camelCase?',
  'Is 2 * 3 * 4 the same as 2*(3*4)?',
  'What does <script>alert(1)</script> do?',
  'Where is the file a_b_c.txt?',
])('W2 a title has lost nothing else: %s', (text) => expect(askedLine(text)).toBe(text));
