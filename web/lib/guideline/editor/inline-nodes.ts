import { guidelineLanguage } from './language.ts';

const { parser } = guidelineLanguage;

type Tree = ReturnType<typeof parser.parse>;
type Node = Tree['topNode'];

const ELEMENTS: Readonly<Record<string, string>> = {
  StrongEmphasis: 'strong',
  Emphasis: 'em',
  Strikethrough: 's',
  InlineCode: 'code',
};
const MARKS = new Set(['EmphasisMark', 'StrikethroughMark', 'CodeMark']);

function linkNodes(source: string, node: Node): globalThis.Node[] {
  const [open, close] = node.getChildren('LinkMark');
  if (!open || !close || !node.getChild('URL'))
    return [document.createTextNode(source.slice(node.from, node.to))];
  const link = document.createElement('span');
  link.className = 'cm-link';
  link.textContent = source.slice(open.to, close.from);
  return [link];
}

function nodesOf(source: string, node: Node): globalThis.Node[] {
  if (MARKS.has(node.name)) return [];
  if (node.name === 'Escape') return [document.createTextNode(source.slice(node.from + 1, node.to))];
  if (node.name === 'Link') return linkNodes(source, node);
  const inside = childNodes(source, node);
  const name = ELEMENTS[node.name];
  if (!name) return inside;
  const element = document.createElement(name);
  element.append(...inside);
  return [element];
}

function childNodes(source: string, node: Node): globalThis.Node[] {
  const nodes: globalThis.Node[] = [];
  let at = node.from;
  for (let child = node.firstChild; child; child = child.nextSibling) {
    nodes.push(document.createTextNode(source.slice(at, child.from)), ...nodesOf(source, child));
    at = child.to;
  }
  return [...nodes, document.createTextNode(source.slice(at, node.to))];
}

/** One line of Markdown as text with emphasis, code and links: elements and text nodes only, never HTML from a string. */
export const inlineNodes = (source: string): globalThis.Node[] =>
  childNodes(source, parser.parse(source).topNode);
