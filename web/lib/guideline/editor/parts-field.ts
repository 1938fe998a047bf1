import { StateField, type EditorState, type Text } from '@codemirror/state';
import { partsOfLines, type Part } from '../structure.ts';

const partsIn = (doc: Text) => partsOfLines(doc.iterLines());

/** Headings and edge cases of the draft, kept in step with its text. */
export const partsField = StateField.define<readonly Part[]>({
  create: (state) => partsIn(state.doc),
  update: (parts, transaction) => (transaction.docChanged ? partsIn(transaction.newDoc) : parts),
});

export const draftParts = (state: EditorState): readonly Part[] => state.field(partsField);
