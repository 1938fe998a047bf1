import { createContext, onMount } from 'svelte';

/*
 * Keys of the screen. A component calls `useHotkeys(() => [...])`; the root layout owns the board, feeds it every key press and
 * lists what holds at the moment on the shortcut sheet (`?`).
 */

/** One shortcut: what it does in words (for the sheet) and what runs. */
export interface Hotkey {
  /** `?`, `Enter`, `Mod+Enter`, `Shift+R`; alternatives with a space: `j ArrowDown`. `Mod` is Ctrl, or Command on a Mac. */
  readonly keys: string;
  readonly does: string;
  /** Heading on the sheet; "This screen" unless told otherwise. */
  readonly group?: string;
  /** Also while a text field has the focus (only sensible with `Mod` or `Escape`). */
  readonly whileTyping?: boolean;
  readonly run: (event: KeyPress) => void;
}

/** What of a KeyboardEvent counts here. */
export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

/** A printable sign carries its Shift already ("?" is Shift+/ on some keyboards), so Shift is compared only for named keys and letters. */
const shiftCounts = (key: string): boolean => key.length > 1 || /^\p{L}$/u.test(key);

function matchesOne(chord: string, press: KeyPress): boolean {
  const parts = chord === '+' ? ['+'] : chord.split('+');
  const key = parts.at(-1) ?? '';
  const wants = (modifier: string) => parts.slice(0, -1).includes(modifier);
  if (press.key.toLowerCase() !== key.toLowerCase()) return false;
  if (wants('Mod') !== (press.ctrlKey || press.metaKey) || wants('Alt') !== press.altKey) return false;
  return !shiftCounts(key) || wants('Shift') === press.shiftKey;
}

/** Does this press mean one of the chords in `keys`? */
export function matches(keys: string, press: KeyPress): boolean {
  return keys.split(' ').some((chord) => matchesOne(chord, press));
}

/** Chords as people read them: `Mod+Enter` → `Ctrl Enter`, arrows as arrows. */
export function keyNames(keys: string, isMac: boolean): string[][] {
  const names: Record<string, string> = {
    Mod: isMac ? '⌘' : 'Ctrl',
    ArrowUp: '↑',
    ArrowDown: '↓',
    ArrowLeft: '←',
    ArrowRight: '→',
    Escape: 'Esc',
  };
  return keys
    .split(' ')
    .map((chord) => (chord === '+' ? ['+'] : chord.split('+')).map((part) => names[part] ?? part));
}

const TEXT_INPUTS = new Set([
  'text',
  'search',
  'email',
  'password',
  'url',
  'tel',
  'number',
  'date',
  'datetime-local',
  'time',
]);

/** Is the focus where letters are text? Then single keys must not act. */
export function isTyping(target: unknown): boolean {
  if (typeof target !== 'object' || target === null) return false;
  const { tagName, type, isContentEditable } = target as {
    tagName?: string;
    type?: string;
    isContentEditable?: boolean;
  };
  if (isContentEditable === true || tagName === 'TEXTAREA' || tagName === 'SELECT') return true;
  return tagName === 'INPUT' && TEXT_INPUTS.has(type ?? 'text');
}

/** The shortcuts that hold at the moment, the newest set first: a dialog or panel shadows the page below it. */
export class HotkeyBoard {
  readonly #sets: (() => readonly Hotkey[])[] = [];

  /** Takes the set up; returns how to take it away. It is a function, so what it offers may change with the screen. */
  add(set: () => readonly Hotkey[]): () => void {
    this.#sets.unshift(set);
    return () => {
      this.#sets.splice(this.#sets.indexOf(set), 1);
    };
  }

  current(): Hotkey[] {
    return this.#sets.flatMap((set) => set());
  }

  /** Runs the first shortcut that matches; true when there was one. */
  press(press: KeyPress, target: unknown): boolean {
    const typing = isTyping(target);
    const hotkey = this.current().find(
      (entry) => (!typing || entry.whileTyping === true) && matches(entry.keys, press),
    );
    hotkey?.run(press);
    return hotkey !== undefined;
  }
}

const [getHotkeyBoard, setHotkeyBoard] = createContext<HotkeyBoard>();
export { setHotkeyBoard };

/** Offers shortcuts for as long as the calling component is on the screen. */
export function useHotkeys(set: () => readonly Hotkey[]): void {
  const board = getHotkeyBoard();
  onMount(() => board.add(set));
}
