import { describe, expect, test } from 'vitest';
import { isLongText, textSize } from '#lib/session/text-size.ts';
import { renderMarkdown } from '#shared/markdown/render.ts';

describe('W3 the length of a text', () => {
  test('counts what is read, not the marks around it', () => {
    expect(textSize(renderMarkdown('**a** & <b>')).characters).toBe('a & <b>'.length);
    expect(textSize('<p>a<br>\nb</p>\n').lines).toBeGreaterThanOrEqual(2);
  });

  test.each([
    ['a short text', 'Why?', false],
    ['many characters', 'word '.repeat(4_000), true],
    ['many short lines', 'a\n'.repeat(200), true],
    ['a list of many points', '- a\n'.repeat(100), true],
    ['a paragraph of twenty lines', 'a word or two\n'.repeat(20), false],
  ])('%s', (_what, source, isLong) => {
    expect(isLongText(renderMarkdown(source), 2_000)).toBe(isLong);
  });
});
