import { RangeSet, type EditorState, type Range } from '@codemirror/state';
import { Decoration, type DecorationSet } from '@codemirror/view';
import type { Part } from '../structure.ts';
import { treeOf } from './language.ts';
import { draftParts } from './parts-field.ts';
import { ClauseTag, EdgeCaseHead, Sign } from './widgets.ts';

/*
 * How Markdown is shown: its words formatted, its marks out of sight. Marks around a word come back while the caret touches it;
 * the marks of headings, lists and edge cases never do, because the toolbar and the keys of a word processor serve them.
 */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

export interface Rendering {
  readonly decorations: DecorationSet;
  /** What the caret jumps over. */
  readonly atomic: RangeSet<Decoration>;
}

export interface RenderOptions {
  /** Stretches of text to render: usually what is on the screen. */
  readonly stretches: readonly Stretch[];
  /** Whether the caret is at this place and its marks should show. */
  readonly isTouched: (from: number, to: number) => boolean;
  readonly onedgecase?: ((id: string) => void) | null;
}

interface Draft {
  readonly state: EditorState;
  readonly options: RenderOptions;
  readonly shown: Range<Decoration>[];
  readonly atomic: Range<Decoration>[];
}

type Tree = NonNullable<ReturnType<typeof treeOf>>;
type Node = Tree['topNode'];

const hidden = Decoration.replace({});
const line = (className: string) => Decoration.line({ class: className });
const mark = (className: string) => Decoration.mark({ class: className });

const STYLES: Readonly<Record<string, Decoration>> = {
  StrongEmphasis: mark('cm-strong'),
  Emphasis: mark('cm-emphasis'),
  Strikethrough: mark('cm-struck'),
  InlineCode: mark('cm-inline-code'),
};
const INLINE_MARKS = new Set(['EmphasisMark', 'StrikethroughMark', 'CodeMark']);

function hide(draft: Draft, from: number, to: number): void {
  if (from < to) draft.shown.push(hidden.range(from, to));
}

function hideForGood(draft: Draft, from: number, to: number, widget?: ClauseTag | EdgeCaseHead | Sign): void {
  if (from >= to) return;
  const range = (widget ? Decoration.replace({ widget }) : hidden).range(from, to);
  draft.shown.push(range);
  draft.atomic.push(range);
}

/** Every line of a stretch gets the class; `first` and `last` in addition. */
function decorateLines(
  { state, shown }: Draft,
  { from, to }: Stretch,
  className: string,
  first = '',
  last = '',
): void {
  const [start, end] = [state.doc.lineAt(from).number, state.doc.lineAt(to).number];
  for (let number = start; number <= end; number++) {
    const edges = [number === start ? first : '', number === end ? last : ''].filter((edge) => edge !== '');
    shown.push(line([className, ...edges].join(' ')).range(state.doc.line(number).from));
  }
}

function renderHeading(draft: Draft, part: Part & { kind: 'heading' }): void {
  draft.shown.push(line(`cm-heading cm-heading-${part.level}`).range(part.from));
  hideForGood(draft, part.from, part.titleFrom);
  if (part.id !== null) hideForGood(draft, part.titleTo, part.to, new ClauseTag(part.id));
  else draft.shown.push(Decoration.widget({ widget: new ClauseTag(null), side: 1 }).range(part.to));
}

function renderEdgeCase(draft: Draft, part: Part & { kind: 'edge-case' }): void {
  decorateLines(draft, part, 'cm-edge-case', 'cm-edge-case-first', 'cm-edge-case-last');
  hideForGood(draft, part.from, part.openTo, new EdgeCaseHead(part.id, draft.options.onedgecase ?? null));
  hideForGood(draft, part.closeFrom, part.to);
}

function renderLink(draft: Draft, node: Node): void {
  const url = node.getChild('URL');
  if (!url) return;
  const [open, close] = node.getChildren('LinkMark');
  draft.shown.push(mark('cm-link').range(node.from, node.to));
  if (!open || !close || draft.options.isTouched(node.from, node.to)) return;
  hide(draft, open.from, open.to);
  hide(draft, close.from, node.to);
}

function renderInline(draft: Draft, node: Node): void {
  const style = STYLES[node.name];
  if (style) draft.shown.push(style.range(node.from, node.to));
  if (draft.options.isTouched(node.from, node.to)) return;
  for (let child = node.firstChild; child; child = child.nextSibling) {
    if (INLINE_MARKS.has(child.name)) hide(draft, child.from, child.to);
  }
}

function depthOf(node: Node, name: string): number {
  let depth = 0;
  for (let at: Node | null = node; at; at = at.parent) if (at.name === name) depth += 1;
  return depth;
}

const MAX_DEPTH = 6;

function renderListItem(draft: Draft, node: Node): void {
  const { doc } = draft.state;
  const depth = Math.min(depthOf(node, 'ListItem'), MAX_DEPTH);
  const sign = node.getChild('ListMark');
  const first = doc.lineAt(node.from);
  draft.shown.push(line(`cm-item cm-item-${depth}`).range(first.from));
  if (first.from < node.from && doc.sliceString(first.from, node.from).trim() === '')
    hide(draft, first.from, node.from);
  if (!sign) return;
  const isOrdered = node.parent?.name === 'OrderedList';
  if (isOrdered) draft.shown.push(mark('cm-item-number').range(sign.from, sign.to));
  else draft.shown.push(Decoration.replace({ widget: new Sign('cm-bullet', '•') }).range(sign.from, sign.to));
  renderContinuation(draft, node, first.number, depth);
}

/** The lines of an item below its first, up to a list inside it. */
function renderContinuation(draft: Draft, node: Node, first: number, depth: number): void {
  const { doc } = draft.state;
  const nested = node.getChild('BulletList') ?? node.getChild('OrderedList');
  const end = nested ? doc.lineAt(nested.from).from - 1 : node.to;
  for (let number = first + 1; number <= doc.lineAt(Math.max(end, node.from)).number; number++) {
    const { from, text } = doc.line(number);
    draft.shown.push(line(`cm-item-more cm-item-${depth}`).range(from));
    hide(draft, from, from + (text.length - text.trimStart().length));
  }
}

function renderCode(draft: Draft, node: Node): void {
  const { state } = draft;
  decorateLines(draft, node, 'cm-code', 'cm-code-first', 'cm-code-last');
  if (draft.options.isTouched(node.from, node.to)) return;
  for (const fence of node.getChildren('CodeMark')) {
    const end = state.doc.lineAt(fence.from).to;
    const info = node.getChild('CodeInfo');
    const label = info && info.from > fence.from && info.from < end ? state.sliceDoc(info.from, info.to) : '';
    draft.shown.push(Decoration.replace({ widget: new Sign('cm-code-label', label) }).range(fence.from, end));
  }
}

function renderQuote(draft: Draft, node: Node): void {
  if (depthOf(node, 'Blockquote') === 1) decorateLines(draft, node, 'cm-quote');
}

function renderQuoteMark(draft: Draft, node: Node): void {
  const end = draft.state.sliceDoc(node.to, node.to + 1) === ' ' ? node.to + 1 : node.to;
  hideForGood(draft, node.from, end);
}

function renderRule(draft: Draft, node: Node): void {
  if (draft.options.isTouched(node.from, node.to)) return;
  draft.shown.push(Decoration.replace({ widget: new Sign('cm-rule') }).range(node.from, node.to));
}

/** A backslash that only says "take the next sign as it is". */
function renderEscape(draft: Draft, node: Node): void {
  if (!draft.options.isTouched(node.from, node.to)) hide(draft, node.from, node.from + 1);
}

const RENDERERS: Readonly<Record<string, (draft: Draft, node: Node) => void>> = {
  StrongEmphasis: renderInline,
  Emphasis: renderInline,
  Strikethrough: renderInline,
  InlineCode: renderInline,
  Link: renderLink,
  Escape: renderEscape,
  ListItem: renderListItem,
  FencedCode: renderCode,
  Blockquote: renderQuote,
  QuoteMark: renderQuoteMark,
  HorizontalRule: renderRule,
};

function renderParts(draft: Draft, stretch: Stretch): void {
  for (const part of draftParts(draft.state)) {
    if (part.to < stretch.from || part.from > stretch.to) continue;
    if (part.kind === 'heading') renderHeading(draft, part);
    else renderEdgeCase(draft, part);
  }
}

const blank = line('cm-blank');

/** The blank line that parts two paragraphs is narrower than a line of text. */
function renderBlanks({ state, shown }: Draft, { from, to }: Stretch): void {
  for (let { number } = state.doc.lineAt(from); number <= state.doc.lineAt(to).number; number++) {
    const { from: at, text } = state.doc.line(number);
    if (text.trim() === '') shown.push(blank.range(at));
  }
}

function renderNodes(draft: Draft, { from, to }: Stretch): void {
  treeOf(draft.state, to)?.iterate({
    from,
    to,
    enter(node) {
      // Tables are drawn as tables (tables.ts).
      if (node.name === 'Table') return false;
      RENDERERS[node.name]?.(draft, node.node);
      return undefined;
    },
  });
}

const setOf = (ranges: readonly Range<Decoration>[]) => RangeSet.of(ranges, true);

/** Everything that turns the source in these stretches into a readable document. */
export function renderDraft(state: EditorState, options: RenderOptions): Rendering {
  const draft: Draft = { state, options, shown: [], atomic: [] };
  for (const stretch of options.stretches) {
    renderBlanks(draft, stretch);
    renderParts(draft, stretch);
    renderNodes(draft, stretch);
  }
  return { decorations: setOf(draft.shown), atomic: setOf(draft.atomic) };
}
