import type { Env, MarkdownIt, RendererRule as Rule, Token } from 'markdown-it';
import { escapeHtml, visibleText } from './escape.ts';
import { MAX_FORMULAS } from './limits.ts';
import { leavesApp } from './links.ts';
import { formulaHtml } from './math-html.ts';

const DEEPEST_HEADING = 6;
/** The page around a guideline has the first level. */
const GUIDELINE_HEADINGS_DOWN = 1;
/** What the MathML around the shortest formula costs, in characters of its source. */
const FORMULA_OVERHEAD = 20;
const ALIGNMENT = /^text-align:(left|right|center)$/;
const LANGUAGE = /^[A-Za-z0-9+#.-]{1,20}/;

const contentOf = (tokens: readonly Token[], index: number) => tokens[index]?.content ?? '';

const codeBlock = (source: string, language = ''): string => {
  const name = LANGUAGE.exec(language)?.[0];
  const mark = name ? ` data-language="${escapeHtml(name)}"` : '';
  // Long lines scroll; without a tab stop nobody without a mouse could read them to the end.
  return `<pre tabindex="0"${mark}><code>${visibleText(source)}</code></pre>\n`;
};

/** What formulas of this text may still cost. */
function spend(env: Env | undefined, length: number): number {
  const spent = typeof env?.formulas === 'number' ? env.formulas : 0;
  if (env) env.formulas = spent + length + FORMULA_OVERHEAD;
  return MAX_FORMULAS - spent;
}

const formula =
  (display: boolean): Rule =>
  (tokens, index, _options, env) => {
    const source = contentOf(tokens, index);
    const html = formulaHtml(source, display, spend(env, source.length));
    return tokens[index]?.block ? `<p>${html}</p>\n` : html;
  };

const link: Rule = (tokens, index, options, _env, renderer) => {
  const token = tokens[index];
  if (token && leavesApp(String(token.attrGet('href')))) {
    token.attrSet('rel', 'noopener noreferrer nofollow');
    token.attrSet('target', '_blank');
  }
  return renderer.renderToken(tokens, index, options);
};

/** A header cell without words heads nothing: it is an empty cell. */
const cellTag = (token: Token | undefined, content: string) =>
  token?.tag === 'th' && content.trim() === '' ? 'td' : (token?.tag ?? 'td');

/** Alignment as a class: a strict content policy refuses style attributes. */
const cell: Rule = (tokens, index) => {
  const token = tokens[index];
  const align = ALIGNMENT.exec(String(token?.attrs?.[0]?.[1] ?? ''))?.[1];
  const tag = cellTag(token, contentOf(tokens, index + 1));
  return align ? `<${tag} class="align-${align}">` : `<${tag}>`;
};

const cellEnd: Rule = (tokens, index) => `</${cellTag(tokens[index], contentOf(tokens, index - 1))}>\n`;

/** Headings of a shown text go below those of the page around it. */
const heading =
  (shift: number): Rule =>
  (tokens, index, options, _env, renderer) => {
    const token = tokens[index];
    if (token) token.tag = `h${Math.min(DEEPEST_HEADING, Number(token.tag.slice(1)) + shift)}`;
    return renderer.renderToken(tokens, index, options);
  };

/** Headings inside an answer are no headings of the page: a reader who jumps from heading to heading finds the page's own. */
const headingLikeOpen: Rule = (tokens, index) =>
  `<p class="heading heading-${tokens[index]?.tag.slice(1) ?? ''}">`;
const headingLikeClose: Rule = () => '</p>\n';

const plainInline: Rule = (tokens, index, { breaks }) => {
  const text = visibleText(contentOf(tokens, index));
  const shown = breaks ? text.replaceAll('\n', '<br>\n') : text;
  return `${shown}<span class="truncated"> (Shown as plain text: too long to format.)</span>`;
};

/** How tokens become HTML; every string that a person or a model wrote passes `escapeHtml` or `visibleText`. */
export const htmlRules =
  (headings: 'guideline' | 'as-text') =>
  (md: MarkdownIt): void => {
    const moved = heading(GUIDELINE_HEADINGS_DOWN);
    Object.assign(md.renderer.rules, {
      text: (tokens, index) => visibleText(contentOf(tokens, index)),
      code_inline: (tokens, index) => `<code>${visibleText(contentOf(tokens, index))}</code>`,
      code_block: (tokens, index) => codeBlock(contentOf(tokens, index)),
      fence: (tokens, index) => codeBlock(contentOf(tokens, index), tokens[index]?.info.trim()),
      formula: formula(false),
      formula_display: formula(true),
      plain_inline: plainInline,
      link_open: link,
      // A wide table scrolls, as code does.
      table_open: () => '<table tabindex="0">\n',
      th_open: cell,
      th_close: cellEnd,
      td_open: cell,
      heading_open: headings === 'guideline' ? moved : headingLikeOpen,
      heading_close: headings === 'guideline' ? moved : headingLikeClose,
    } satisfies Record<string, Rule>);
  };
