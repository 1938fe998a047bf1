import { Annotation } from '@codemirror/state';

/** `false` on what a command of the studio writes: it knows the marks and needs no guarding. */
export const byHand = Annotation.define<boolean>();
