import { Annotation, RangeSet, type EditorState, type Range } from '@codemirror/state';
import { Decoration, type EditorView, ViewPlugin, WidgetType, type ViewUpdate } from '@codemirror/view';
import type { Awareness } from 'y-protocols/awareness';
import type { Text } from 'yjs';
import { caretJson, peersOf, type Peer } from './presence.ts';

/** The server takes a handful of these a second from each person; a caret that moves with every letter would exceed that. */
const PUBLISH_MS = 150;

const peersMoved = Annotation.define<boolean>();

/** Somebody's caret with their name, which fades until the caret moves again. Looks are classes: a strict style policy holds. */
class CaretWidget extends WidgetType {
  readonly #peer: Peer;

  constructor(peer: Peer) {
    super();
    this.#peer = peer;
  }

  override eq(other: CaretWidget) {
    const [a, b] = [this.#peer, other.#peer];
    return a.clientId === b.clientId && a.head === b.head && a.name === b.name;
  }

  override toDOM() {
    const caret = document.createElement('span');
    caret.className = `cm-peer-caret peer-${this.#peer.look}`;
    const flag = document.createElement('span');
    flag.className = 'cm-peer-name';
    flag.textContent = this.#peer.name;
    caret.append('\u2060', flag, '\u2060');
    caret.setAttribute('aria-hidden', 'true');
    return caret;
  }

  override ignoreEvent() {
    return true;
  }
}

function drawPeer({ doc }: EditorState, peer: Peer): Range<Decoration>[] {
  if (peer.head === null || peer.anchor === null) return [];
  const head = Math.min(peer.head, doc.length);
  const anchor = Math.min(peer.anchor, doc.length);
  const caret = Decoration.widget({ widget: new CaretWidget(peer), side: head >= anchor ? -1 : 1 }).range(
    head,
  );
  if (anchor === head) return [caret];
  const selected = Decoration.mark({ class: `cm-peer-selection peer-${peer.look}` });
  return [selected.range(Math.min(anchor, head), Math.max(anchor, head)), caret];
}

const drawPeers = (state: EditorState, peers: readonly Peer[]) =>
  RangeSet.of(
    peers.flatMap((peer) => drawPeer(state, peer)),
    true,
  );

/** Shows where others are, and tells them where this person is. */
export function remoteCarets(text: Text, awareness: Awareness) {
  return ViewPlugin.fromClass(
    class {
      decorations: RangeSet<Decoration>;
      #timer: ReturnType<typeof setTimeout> | null = null;
      readonly #view: EditorView;
      readonly #onchange = ({
        added,
        updated,
        removed,
      }: Record<'added' | 'updated' | 'removed', number[]>) => {
        const isOther = [...added, ...updated, ...removed].some((id) => id !== awareness.clientID);
        if (isOther) this.#view.dispatch({ annotations: peersMoved.of(true) });
      };

      constructor(view: EditorView) {
        this.#view = view;
        this.decorations = drawPeers(view.state, peersOf(awareness, text));
        awareness.on('change', this.#onchange);
      }

      update(update: ViewUpdate) {
        const hasMoved = update.transactions.some((transaction) => transaction.annotation(peersMoved));
        if (update.docChanged || hasMoved)
          this.decorations = drawPeers(update.state, peersOf(awareness, text));
        if (update.selectionSet || update.docChanged || update.focusChanged) this.#publishSoon();
      }

      #publishSoon() {
        this.#timer ??= setTimeout(() => {
          this.#timer = null;
          this.#publish();
        }, PUBLISH_MS);
      }

      /** The caret stays where it was when the focus goes to the rubric: the person is still there. */
      #publish() {
        const { main } = this.#view.state.selection;
        if (!this.#view.hasFocus) return;
        awareness.setLocalStateField('cursor', caretJson(text, main.anchor, main.head));
      }

      destroy() {
        if (this.#timer !== null) clearTimeout(this.#timer);
        awareness.off('change', this.#onchange);
      }
    },
    { decorations: (value) => value.decorations },
  );
}
