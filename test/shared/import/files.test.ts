import { describe, expect, test } from 'vitest';
import { UnreadableFileError } from '#shared/import/records.ts';
import { openSource } from '#shared/import/source.ts';

const read = (text: string, name = '') => {
  const source = openSource(text, name);
  return { format: source.format, records: [...source.records()], source };
};
const reasons = (text: string, name = '') =>
  read(text, name).records.map((record) =>
    'problem' in record ? `${record.line} ${record.problem}` : record.line,
  );

describe('the format of a file', () => {
  test.each([
    ['one object to a line', '{"id":1}\n{"id":2}', 'jsonl'],
    ['a single item on one line', '{"id":1,"responses":["a","b"]}', 'jsonl'],
    ['a list', '\n [{"id":1}]', 'json'],
    ['an object with a list of items', '{\n"items": [{"id":1}]}', 'json'],
    ['an object with a list of items on one line', '{"items":[{"id":1}]}', 'json'],
    ['a table', 'id,prompt\n1,a', 'csv'],
    ['a byte order mark before a table', '\uFEFFid,prompt\n1,a', 'csv'],
  ])('%s', (_what, text, format) => {
    const opened = read(text);
    expect([opened.format, opened.records.length > 0]).toEqual([format, true]);
    expect(opened.source.columns[0]?.name).toBe('id');
  });

  test('a name decides where the first line of JSONL is broken', () => {
    expect(reasons('{"id":1\n{"id":2}', 'items.jsonl')).toEqual(['1 is not JSON: column 8', 2]);
  });

  test.each([
    ['nothing', '  \n '],
    ['an object without a list', '{\n"name": "x"\n}'],
    ['broken JSON', '[{"id":1}'],
  ])('%s cannot be read', (_what, text) => {
    expect(() => read(text)).toThrow(UnreadableFileError);
  });
});

describe('I1 a bad line is named with its number and reason, and the others are read', () => {
  test.each([
    ['{"a":1}\n\nnot json\n{"a":2}', [1, '3 is not JSON', 4]],
    ['{"a":1}\n{"a":1,"b":2,"a":3}', [1, '2 has the member `a` twice']],
    ['{"a":1}\n{"a":{"b":[{"c":1,"\\u0063":2}]}}', [1, '2 has the member `c` twice']],
    ['{"a":1}\n{"a":-Infinity}', [1, '2 has NaN or Infinity, which JSON does not know']],
    [
      '{"a":1}\n{"a":1234567890123456789}',
      [1, '2 has a number of so many digits that some would be lost: write it as text'],
    ],
    ['{"a":"NaN and Infinity"}\n{"a":"NaN",}', [1, '2 is not JSON: column 12']],
    ['{"a":1}\n{"\\udc00":1}', [1, '2 has half of a character (a lone surrogate)']],
    ['{"a":1}\n{"x":{"prototype":1}}', [1, '2 has a member called `prototype`']],
    ['{"a":1}\n{"a":NaN}', [1, '2 has NaN or Infinity, which JSON does not know']],
    ['{"a":1}\n{"a":1e999}', [1, '2 has a number that is too large']],
    ['{"a":1}\n{"__proto__":{"x":1}}', [1, '2 has a member called `__proto__`']],
    ['{"a":1}\n{"b":{"constructor":1}}', [1, '2 has a member called `constructor`']],
    ['{"a":1}\n{"a":"\\ud800"}', [1, '2 has half of a character (a lone surrogate)']],
    ['{"a":1}\n{"a":["\\u0000"]}', [1, '2 has a NUL character, which is no text']],
    ['{"a":1}\n[1]', [1, '2 is not a JSON object']],
    [`{"a":1}\n{"a":${'['.repeat(40)}${']'.repeat(40)}}`, [1, '2 is nested deeper than 32 levels']],
    [`{"a":1}\n{"a":"${'x'.repeat(300_000)}"}`, [1, '2 is longer than 256 KB']],
  ])('JSONL %#', (text, expected) => {
    expect(reasons(text)).toEqual(expected);
  });

  test.each([
    [
      '[{"a":1},{"a":1,"a":2},{"b":1e999},[],{"a":2}]',
      [1, '2 has the member `a` twice', '3 has a number that is too large', '4 is not a JSON object', 5],
    ],
    ['{"name":"x","name":"x","items":[]}', /The file has the member `name` twice/],
    ['{"about":{"a":1,"a":2},"items":[{"a":1},{"a":{"b":1,"b":2}}]}', [1, '2 has the member `b` twice']],
    ['{"items":[{"a":1}],"passages":[{"id":"p","id":"q"}]}', [1, '2 has the member `id` twice']],
    [`[{"a":${'['.repeat(40)}${']'.repeat(40)}},{"a":1}]`, ['1 is nested deeper than 32 levels', 2]],
    [`[{"a":"${'x'.repeat(300_000)}"},{"a":1}]`, ['1 is longer than 256 KB', 2]],
    ['[{"a":1},\n {"a":2,}]', /The file is not JSON: line 2, column 9/],
    ['[{"a":NaN}]', /The file has NaN or Infinity/],
  ])('a JSON list %#', (text, expected) => {
    if (expected instanceof RegExp) expect(() => reasons(text)).toThrow(expected);
    else expect(reasons(text)).toEqual(expected);
  });

  test('a table counts lines, not rows: quoted cells may hold line breaks', () => {
    expect(reasons('id,text\n1,"two\nlines"\n\n2\n3,c')).toEqual([
      2,
      '5 has 1 cells, but the header names 2 columns',
      6,
    ]);
  });

  test.each([
    ['id,text,id\n1,a,2', /Two columns are called "id"/],
    ['id,__proto__\n1,a', /may not be called "__proto__"/],
    ['id,text\n1,"never ends', /quoted cell does not end/],
  ])('a table with a broken header or quotes is refused as a whole: %#', (text, message) => {
    expect(() => read(text)).toThrow(message);
  });

  test.each([';', '\t', ','])('a table may be divided by %j', (mark) => {
    const [record] = read(`id${mark}text\n1${mark}"a${mark}b"`).records;
    expect(record).toEqual({ line: 2, fields: { id: '1', text: `a${mark}b` } });
  });

  test('nothing that a file says reaches the prototype of an object', () => {
    read('{"__proto__":{"polluted":1}}\n{"constructor":{"prototype":{"polluted":1}}}');
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });
});

test('texts that items refer to are found beside them and are no items', () => {
  const lines = [
    '{"id":"i1","prompt":"Q","context_ref":"p1","responses":["a","b"]}',
    '{"id":"p1","text":"A story.","license":"x"}',
    '{"id":"i2","text":"an item"}',
  ];
  const { source, records } = read(lines.join('\n'));
  expect([...source.passages]).toEqual([['p1', 'A story.']]);
  expect(records.map((record) => record.line)).toEqual([1, 3]);
});
