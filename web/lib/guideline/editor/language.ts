import { markdownLanguage, pasteURLAsLink, type markdown } from '@codemirror/lang-markdown';
import { ensureSyntaxTree, Language, LanguageSupport } from '@codemirror/language';
import type { EditorState } from '@codemirror/state';

/*
 * The Markdown that the server renders: CommonMark with tables and strike-through, without HTML, pictures, underlined headings and
 * bare addresses. What the editor shows as formatted is then what readers of the version will see.
 */
const NOT_OURS = [
  'HTMLBlock',
  'HTMLTag',
  'Image',
  'SetextHeading',
  'TaskList',
  'Autolink',
  'Subscript',
  'Superscript',
  'Emoji',
];

const EDGE_CASE_LINE = /^:{3,}[ \t]*(?:edge-case\b.*)?$/;

/** Long enough for any guideline that people can read; beyond it the rest is shown as source until the parser catches up. */
const PARSE_MS = 60;

type MarkdownExtension = NonNullable<NonNullable<Parameters<typeof markdown>[0]>['extensions']>;

const OURS: MarkdownExtension = {
  remove: NOT_OURS,
  defineNodes: [{ name: 'EdgeCaseMark', block: true }],
  parseBlock: [
    {
      name: 'EdgeCaseMark',
      before: 'FencedCode',
      parse(context, line) {
        if (line.pos > 0 || !EDGE_CASE_LINE.test(line.text)) return false;
        const from = context.lineStart;
        context.addElement(context.elt('EdgeCaseMark', from, from + line.text.length));
        context.nextLine();
        return true;
      },
      endLeaf: (_context, line) => line.pos === 0 && EDGE_CASE_LINE.test(line.text),
    },
  ],
};

/** What the parser behind `markdownLanguage` can do beyond its declared type. */
interface Configurable {
  configure(extension: MarkdownExtension): typeof markdownLanguage.parser;
}

const parser = (markdownLanguage.parser as typeof markdownLanguage.parser & Configurable).configure(OURS);

/**
 * The language of guidelines. Made by hand instead of with `markdown()`, which brings the languages of HTML, CSS and JavaScript for
 * tags that a guideline cannot have: half of the editor's weight.
 */
export const guidelineLanguage = new Language(markdownLanguage.data, parser, [], 'markdown');

export const guidelineMarkdown = () => new LanguageSupport(guidelineLanguage, pasteURLAsLink);

/** The syntax tree up to `upTo`, parsed now if it was not yet. */
export const treeOf = (state: EditorState, upTo: number) => ensureSyntaxTree(state, upTo, PARSE_MS);
