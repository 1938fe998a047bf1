import createMarkdownIt, { type MarkdownIt, type StateCore } from 'markdown-it';
import { clauseRules } from './clause-rules.ts';
import { MAX_INLINE, MAX_NESTING } from './limits.ts';
import { isSafeLink, type LinkPolicy } from './links.ts';
import { mathRules } from './math-rules.ts';
import { tableRules } from './table-rules.ts';

/** Inline rules look back and forth; a paragraph of a megabyte is shown as it stands instead of being read. */
function inlineBudget(state: StateCore): void {
  for (const token of state.tokens) {
    if (token.type !== 'inline' || token.content.length <= MAX_INLINE) continue;
    const text = new state.Token('text', '', 0);
    text.content = token.content;
    token.type = 'plain_inline';
    token.children = [text];
  }
}

/**
 * A parser of untrusted Markdown: no HTML, no images, links of `links` only. With `clauses` it also reads what only a
 * guideline has.
 */
export function createParser(options: { readonly clauses: boolean; readonly links: LinkPolicy }): MarkdownIt {
  const md = createMarkdownIt({
    ...{ html: false, linkify: false, typographer: false, maxNesting: MAX_NESTING },
    // A verse, an address, a list without marks: in an item a line break is part of what is judged (law W1).
    breaks: !options.clauses,
  });
  md.disable('image');
  md.validateLink = (href) => isSafeLink(href, options.links);
  md.use(tableRules).use(mathRules, { brackets: !options.clauses });
  if (options.clauses) md.use(clauseRules);
  md.core.ruler.before('inline', 'inline_budget', inlineBudget);
  return md;
}
