import { describe, expect, test } from 'vitest';
import { decodeStart, decodeText } from '#shared/import/decode.ts';
import { fileKind, inImportOrder } from '#shared/import/file-kind.ts';

describe('what a file holds is guessed', () => {
  test.each([
    ['labels.jsonl', '', 'labels'],
    ['items-week-3.csv', '', 'items'],
    ['unlabelled.csv', 'id,prompt\n', 'items'],
    ['x.jsonl', '{"item":"a","annotator":"r1","dimension":"d","value":1}\n', 'labels'],
    ['x.jsonl', '{"id":"a","prompt":"a label, a value, a rating","responses":[]}', 'items'],
    ['x.jsonl', `{"prompt":"${'long '.repeat(70_000)}`, 'items'],
    ['export.csv', 'rater,item_id,label\n', 'labels'],
    ['export.csv', 'thing,who,what,score,why,when\n', 'labels'],
    ['x.json', '[\n {"prompt":"p","chosen":"a","rejected":"b"}\n]', 'items'],
    ['x.csv', 'a,b\n', 'items'],
    ['dataset.json', '\uFEFF{\n "name": "x",\n "dimensions": [\n', 'dataset'],
    ['about.json', '{"name":"x","dimensions":[]}', 'dataset'],
    ['passages.jsonl', '{"id":"p1","text":"A story."}\n', 'passages'],
    ['gold.jsonl', '{"item":"a","dimension":"d","value":1}', 'other'],
    ['annotators.jsonl', '{"id":"a","group":"crowd"}', 'other'],
    ['expected.json', '{"dimensions_checked":1}', 'other'],
    ['ATTRIBUTION.md', '# Thanks\n', 'other'],
    ['LICENSE', 'Apache License\n', 'other'],
    ['items', '{"prompt":"p"}\n', 'items'],
  ] as const)('%s %s', (name, start, kind) => {
    expect(fileKind(name, start)).toBe(kind);
  });

  test('and put in the order in which the files need each other', () => {
    const kinds = ['labels', 'other', 'items', 'dataset', 'passages'] as const;
    expect(inImportOrder(kinds.map((kind) => ({ kind }))).map(({ kind }) => kind)).toEqual([
      ...['dataset', 'passages', 'items', 'labels', 'other'],
    ]);
  });
});

describe('the text of a file', () => {
  const little = (text: string) => new Uint8Array([0xff, 0xfe, ...Buffer.from(text, 'utf16le')]);
  const big = (text: string) => new Uint8Array([0xfe, 0xff, ...Buffer.from(text, 'utf16le').swap16()]);

  test.each([
    ['UTF-8', new TextEncoder().encode('id,Größe 😀')],
    ['UTF-8 with a mark', new TextEncoder().encode('\uFEFFid,Größe 😀')],
    ['UTF-16, little end first', little('id,Größe 😀')],
    ['UTF-16, big end first', big('id,Größe 😀')],
  ])('in %s', (_name, bytes) => {
    expect([decodeText(bytes), decodeStart(bytes)]).toEqual(['id,Größe 😀', 'id,Größe 😀']);
  });

  test.each([
    ['Latin-1', new Uint8Array(Buffer.from('id\nja\nStraße', 'latin1')), /not UTF-8 text, first on line 3/],
    ['a broken pair', little('id\n\ud800x'), /not UTF-16 text, first on line 2/],
    ['UTF-16 without a mark', new Uint8Array(Buffer.from('id,prompt', 'utf16le')), /NUL bytes/],
  ])('in %s is refused, with the line and what to do', (_name, bytes, message) => {
    expect(() => decodeText(bytes)).toThrow(message);
    expect(() => decodeText(bytes)).toThrow('Save it again as UTF-8');
  });
});
