import katex from 'katex';
import { escapeHtml } from './escape.ts';
import { MAX_FORMULA } from './limits.ts';

const OPTIONS = {
  output: 'mathml',
  /** No `\href`, `\includegraphics` or `\html…`: a formula may not bring links, pictures or attributes. */
  trust: false,
  strict: 'ignore',
  throwOnError: true,
  maxSize: 20,
  maxExpand: 200,
} as const;

const asSource = (source: string) => `<code class="formula-source">${escapeHtml(source)}</code>`;

/** A formula as MathML; its source, marked as such, when TeX cannot read it or it is over budget. */
export function formulaHtml(source: string, displayMode: boolean, budget: number): string {
  if (source.length > MAX_FORMULA || source.length > budget) return asSource(source);
  try {
    return katex.renderToString(source, { ...OPTIONS, displayMode });
  } catch {
    return asSource(source);
  }
}
