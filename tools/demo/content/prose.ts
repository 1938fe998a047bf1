const indentOf = (line: string): number => line.length - line.trimStart().length;

/** A block of Markdown written indented inside the code: loses its common indentation and the line breaks at both ends. */
export function prose(text: TemplateStringsArray): string {
  const lines = text.join('').split('\n');
  const indent = Math.min(...lines.filter((line) => line.trim() !== '').map(indentOf));
  return lines
    .map((line) => line.slice(indent).trimEnd())
    .join('\n')
    .trim();
}

/** The same for a document of its own, which ends with a line break. */
export const page = (text: TemplateStringsArray): string => `${prose(text)}\n`;
