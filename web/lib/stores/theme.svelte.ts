import { browserKeep, type Keep } from '../session/keep.ts';

const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

const STORAGE_KEY = 'touchstone.theme';

const isTheme = (text: string | null): text is Theme => THEMES.some((theme) => theme === text);

/** What the theme needs of the browser. */
interface Surroundings {
  readonly keep: Pick<Keep, 'read' | 'write' | 'remove'>;
  readonly root: { readonly dataset: DOMStringMap };
}

/** The chosen theme: the system's, or light or dark by hand; kept in this browser. */
export class ThemeChoice {
  readonly #surroundings: () => Surroundings;
  #current = $state<Theme>('system');

  constructor(surroundings: () => Surroundings) {
    this.#surroundings = surroundings;
  }

  /** Takes over what was chosen on an earlier visit. */
  restore(): void {
    const saved = this.#surroundings().keep.read(STORAGE_KEY);
    this.current = isTheme(saved) ? saved : 'system';
  }

  get current(): Theme {
    return this.#current;
  }

  set current(theme: Theme) {
    const { keep, root } = this.#surroundings();
    this.#current = theme;
    if (theme === 'system') {
      delete root.dataset['theme'];
      keep.remove(STORAGE_KEY);
    } else {
      root.dataset['theme'] = theme;
      keep.write(STORAGE_KEY, theme);
    }
  }
}

export const theme = new ThemeChoice(() => ({ keep: browserKeep(), root: document.documentElement }));
