import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalRubric, canonicalText, versionFile, versionHash } from '#shared/guideline/canonical.ts';
import { rubricSchema } from '#shared/rubric/rubric.ts';
import { RUBRIC_TEMPLATES } from '#shared/rubric/templates.ts';

const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex');
const rubric = rubricSchema.parse({ dimensions: [{ id: 'a', name: 'A', scale: { kind: 'pairwise' } }] });
const content = { number: 2, parentHash: 'f'.repeat(64), text: '# A\n', rubric };

describe('G1 a version has one spelling and one hash', () => {
  test('the hash is that of the exported file, in whatever way SHA-256 is computed', async () => {
    const file = versionFile(content);
    expect(versionHash(content, sha256)).toBe(sha256(file));
    const digest = await versionHash(content, async (bytes) =>
      crypto.subtle.digest('SHA-256', new Uint8Array(bytes)),
    );
    expect(Buffer.from(digest).toString('hex')).toBe(sha256(file));
  });

  test('the file names number, parent and rubric before the text', () => {
    expect(versionFile(content)).toBe(
      [
        ...['---', 'touchstone-guideline: 1', 'version: 2', `parent: ${'f'.repeat(64)}`],
        `rubric: ${canonicalRubric(rubric)}`,
        ...['---', '', '# A', ''],
      ].join('\n'),
    );
  });

  test('number, parent, text and every part of the rubric count', () => {
    const other = rubricSchema.parse({
      ...rubric,
      dimensions: [{ ...rubric.dimensions[0], definition: 'x' }],
    });
    const hashes = [
      content,
      { ...content, number: 3 },
      { ...content, parentHash: null },
      { ...content, text: '# B\n' },
      { ...content, rubric: other },
    ].map((version) => versionHash(version, sha256));
    expect(new Set(hashes).size).toBe(hashes.length);
  });

  test('the order in which a rubric was written down does not count', () => {
    const shuffled = Object.fromEntries(Object.entries(rubric).toReversed()) as typeof rubric;
    expect(canonicalRubric(shuffled)).toBe(canonicalRubric(rubric));
  });

  test('line ends, Unicode spelling and blank lines around do not count; trailing spaces behind words do', () => {
    expect(canonicalText('\uFEFF\r\n\n# Caf\u0065\u0301\r\n   \r\nb\r\n\n')).toBe('# Café\n\nb\n');
    expect(canonicalText('a  \nb')).toBe('a  \nb\n');
    expect(canonicalText(' \n\t\n')).toBe('');
    expect(canonicalText('\uD800x')).toBe('\uFFFDx\n');
  });

  test('the canonical text is its own canonical text', () => {
    const text = fc.array(
      fc.constantFrom('\n', '\r', '\r\n', ' ', '\t', 'a', 'e\u0301', '\uFEFF', '\0', '\uD800', '\u2028', '#'),
    );
    fc.assert(
      fc.property(text, (pieces) => {
        const once = canonicalText(pieces.join(''));
        expect(canonicalText(once)).toBe(once);
        expect(once).toBe(once.normalize('NFC'));
      }),
      { numRuns: 3_000 },
    );
  });

  test('rubrics survive the way through their canonical form', () => {
    for (const template of RUBRIC_TEMPLATES) {
      expect(rubricSchema.parse(JSON.parse(canonicalRubric(template.rubric)))).toEqual(template.rubric);
    }
  });
});
