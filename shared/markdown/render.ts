/**
 * The one place where text that people or models wrote becomes HTML. Its input is untrusted whoever sent it: a hostile
 * peer bypasses every editor, so safety is made here, on the way out, and not where text comes in.
 */
import type { MarkdownIt } from 'markdown-it';
import { htmlRules } from './html-rules.ts';
import { MAX_NESTING, MAX_SOURCE } from './limits.ts';
import { createParser } from './parser.ts';

const item = createParser({ clauses: false, links: 'web' }).use(htmlRules('as-text'));
const guideline = createParser({ clauses: true, links: 'web-and-app' }).use(htmlRules('guideline'));

const note = (text: string) => `<p class="truncated" role="note">${text}</p>\n`;
const TOO_LONG = note('The rest of this text is not shown: it is too long.');
const TOO_DEEP = note('Parts of this text are not shown: they are nested too deeply.');

function render(md: MarkdownIt, source: string): string {
  const env = {};
  const tokens = md.parse(source.slice(0, MAX_SOURCE), env);
  const isDeep = tokens.some((token) => token.level >= MAX_NESTING - 1);
  return (
    md.renderer.render(tokens, md.options, env) +
    (isDeep ? TOO_DEEP : '') +
    (source.length > MAX_SOURCE ? TOO_LONG : '')
  );
}

/** Markdown of an item (prompt, context, turn, response, reason) as safe HTML. Its headings are paragraphs that look like headings. */
export const renderMarkdown = (source: string): string => render(item, source);

/** A guideline or a part of it as safe HTML: headings from `h2` with their clause ids, edge cases as `section.edge-case`. */
export const renderGuideline = (source: string): string => render(guideline, source);

/** One line of Markdown as safe HTML without a paragraph around it. */
export const renderInline = (source: string): string => item.renderInline(source.slice(0, MAX_SOURCE));
