import { escapeMarkdown } from '#shared/markdown/escape.ts';
import { shortened } from '#shared/markdown/plain.ts';
import type { Edit } from './clause-ids.ts';

/** A ruling on its way into the guideline: what becomes one block of the text. */
export interface EdgeCaseContent {
  readonly clauseId: string;
  readonly question: string;
  readonly ruling: string;
  readonly reason: string;
  readonly itemTitle: string;
  /** Path of the item with its rounds in this application. */
  readonly itemPath: string;
  readonly sessionTitle: string;
  /** How many rounds led to the ruling. */
  readonly rounds: number;
  /** Names of the dimensions that were disputed; none when it was the item as a whole. */
  readonly dimensions: readonly string[];
}

const MAX_TITLE = 80;

/** What people wrote in the meeting, on one line: a line of its own could close the block or open a heading. */
const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim();

const roundsText = (rounds: number) => (rounds <= 1 ? 'round 1' : `rounds 1–${rounds}`);

/** The Markdown block of an edge case. Ends without a line end. */
export function edgeCaseBlock(content: EdgeCaseContent): string {
  const item = `item “${escapeMarkdown(shortened(oneLine(content.itemTitle), MAX_TITLE))}”`;
  const about = [item, ...content.dimensions.map(escapeMarkdown)].join(', ');
  const source = `${escapeMarkdown(content.sessionTitle)}, ${roundsText(content.rounds)}`;
  const parts = [
    ['Question', oneLine(content.question)],
    ['Example', about],
    ['Ruling', oneLine(content.ruling)],
    ['Reason', oneLine(content.reason)],
    ['Source', `[${source}](${content.itemPath})`],
  ].filter(([, text]) => text !== '');
  return [
    `::: edge-case {#${content.clauseId}}`,
    parts.map(([name, text]) => `**${name}.** ${text}`).join('\n\n'),
    ':::',
  ].join('\n');
}

/** Where a block goes in a text, and with which blank lines around it: behind a clause, or at the end. */
export function placement(text: string, block: string, at: number): { at: number; insert: string } {
  const before = text.slice(0, at);
  const after = text.slice(at);
  const above = before === '' ? '' : before.endsWith('\n\n') ? '' : before.endsWith('\n') ? '\n' : '\n\n';
  const below = after === '' ? '\n' : after.startsWith('\n\n') ? '' : after.startsWith('\n') ? '\n' : '\n\n';
  return { at, insert: `${above}${block}${below}` };
}

/** Takes out what `placement` put in: the block that reaches from `from` to `to`, and the blank lines that were only there for it. */
export function removal(text: string, from: number, to: number): Edit {
  const before = text.slice(0, from).replace(/\n+$/, '');
  const after = text.slice(to).replace(/^\n+/, '');
  const between = before === '' ? '' : after === '' ? '\n' : '\n\n';
  const kept = Math.min(between.length, from - before.length);
  const at = before.length + kept;
  return { at, remove: text.length - after.length - at, insert: between.slice(kept) };
}
