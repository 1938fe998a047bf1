import { WidgetType } from '@codemirror/view';

function span(className: string, text = ''): HTMLElement {
  const element = document.createElement('span');
  element.className = className;
  element.textContent = text;
  return element;
}

/** The id under which rulings cite a clause, behind its title. */
export class ClauseTag extends WidgetType {
  readonly #id: string | null;

  constructor(id: string | null) {
    super();
    this.#id = id;
  }

  override eq(other: ClauseTag) {
    return other.#id === this.#id;
  }

  override toDOM() {
    const tag = span('cm-clause-tag', this.#id ?? 'new clause');
    tag.title =
      this.#id === null ? 'Gets its id with the next version' : 'Clause id: stays when the words change';
    return tag;
  }

  override ignoreEvent() {
    return false;
  }
}

/** First line of an edge case: what the block is, its id, and the way to the item and the rounds behind it. */
export class EdgeCaseHead extends WidgetType {
  readonly #id: string | null;
  readonly #onopen: ((id: string) => void) | null;

  constructor(id: string | null, onopen: ((id: string) => void) | null) {
    super();
    this.#id = id;
    this.#onopen = onopen;
  }

  override eq(other: EdgeCaseHead) {
    return other.#id === this.#id && (other.#onopen === null) === (this.#onopen === null);
  }

  override toDOM() {
    const head = span('cm-edge-case-head');
    head.append(span('cm-edge-case-label', 'Edge case'), span('cm-clause-tag', this.#id ?? 'new clause'));
    if (this.#id !== null && this.#onopen) head.append(this.#source(this.#id, this.#onopen));
    return head;
  }

  #source(id: string, onopen: (id: string) => void) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'cm-edge-case-source';
    button.textContent = 'Item and rounds';
    button.addEventListener('click', () => onopen(id));
    return button;
  }

  override ignoreEvent(event: Event) {
    return event.target instanceof HTMLButtonElement;
  }
}

/** A sign that stands for a mark: the bullet of a list, the line of a rule. */
export class Sign extends WidgetType {
  readonly #className: string;
  readonly #text: string;

  constructor(className: string, text = '') {
    super();
    this.#className = className;
    this.#text = text;
  }

  override eq(other: Sign) {
    return other.#className === this.#className && other.#text === this.#text;
  }

  override toDOM() {
    return span(this.#className, this.#text);
  }

  override ignoreEvent() {
    return false;
  }
}
