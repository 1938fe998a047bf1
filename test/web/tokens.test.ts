import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { must } from '#shared/must.ts';

/* Colours are numbers: what the eye needs of them is checked here, for both themes. */

const css = readFileSync(join(import.meta.dirname, '../../web/tokens.css'), 'utf8');
const THEMES = ['light', 'dark'] as const;
type Theme = (typeof THEMES)[number];
type Rgb = readonly [red: number, green: number, blue: number];

const pairs = new Map(
  [...css.matchAll(/--([\w-]+):\s*light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)].map(
    ([, name, light, dark]) => [must(name), { light: must(light), dark: must(dark) }],
  ),
);

/** Linear light, 0 to 1 (WCAG 2.2, relative luminance). */
function linear(hex: string): Rgb {
  const channel = (at: number) => {
    const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  };
  return [channel(1), channel(3), channel(5)];
}

const colour = (name: string, theme: Theme): Rgb => linear(must(pairs.get(name))[theme]);
const luminance = ([red, green, blue]: Rgb) => 0.2126 * red + 0.7152 * green + 0.0722 * blue;

function contrast(one: string, other: string, theme: Theme): number {
  const [dark = 0, light = 0] = [one, other]
    .map((name) => luminance(colour(name, theme)))
    .toSorted((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

const SURFACES = ['ground', 'paper', 'well', 'hover'];
const TEXTS = [
  'ink',
  'ink-2',
  'ink-3',
  'accent',
  'accent-strong',
  'danger',
  'caution',
  'ok',
  'split',
  'ruled',
];
const SOFT = ['danger', 'caution', 'ok', 'split', 'ruled'].map((tone) => [tone, `${tone}-soft`] as const);
const CATEGORIES = [1, 2, 3, 4, 5, 6, 7, 8].map((slot) => `cat-${slot}`);

describe.each(THEMES)('%s theme', (theme) => {
  test.each(TEXTS.flatMap((text) => SURFACES.map((surface) => [text, surface] as const)))(
    'text in %s on %s has a contrast of 4.5 (WCAG 1.4.3)',
    (text, surface) => {
      expect(contrast(text, surface, theme)).toBeGreaterThanOrEqual(4.5);
    },
  );

  test.each([
    ...SOFT,
    ['ink', 'danger-soft'],
    ['ink', 'accent-soft'],
    ['ink-2', 'accent-soft'],
    ['accent-strong', 'accent-soft'],
    ['on-accent', 'accent'],
    ['on-accent', 'accent-strong'],
    ['on-danger', 'danger'],
    ...['heat-0', 'heat-1', 'heat-2', 'heat-3'].map((heat) => ['heat-low-ink', heat] as const),
    ...['heat-5', 'heat-6'].map((heat) => ['heat-high-ink', heat] as const),
  ] as const)('text in %s on %s has a contrast of 4.5', (text, surface) => {
    expect(contrast(text, surface, theme)).toBeGreaterThanOrEqual(4.5);
  });

  test.each(['ground', 'paper', 'well', 'accent-soft'])(
    'edges of controls and the focus ring stand out on %s by 3 (WCAG 1.4.11)',
    (surface) => {
      expect(contrast('line-strong', surface, theme)).toBeGreaterThanOrEqual(3);
      expect(contrast('accent', surface, theme)).toBeGreaterThanOrEqual(3);
    },
  );

  test.each(CATEGORIES)(
    'an answer strip in %s stands out on every surface by 3, and its text by 4.5',
    (category) => {
      for (const surface of ['ground', 'paper'])
        expect(contrast(category, surface, theme)).toBeGreaterThanOrEqual(3);
      expect(contrast(`${category}-ink`, category, theme)).toBeGreaterThanOrEqual(4.5);
    },
  );

  test('each step of the heat scale differs from the one before, in one direction', () => {
    const steps = [0, 1, 2, 3, 4, 5, 6].map((step) => luminance(colour(`heat-${step}`, theme)));
    const ordered = steps.toSorted((a, b) => (theme === 'light' ? b - a : a - b));
    expect(steps).toEqual(ordered);
    expect(new Set(steps).size).toBe(steps.length);
  });
});

/* Machado, Oliveira and Fernandes, IEEE TVCG 15 (2009), severity 1.0; linear RGB. */
const VISIONS: Readonly<Record<string, readonly [Rgb, Rgb, Rgb]>> = {
  'full colour vision': [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

const dot = (a: Rgb, b: Rgb) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const clamp = (value: number) => Math.min(1, Math.max(0, value));

/** OKLab (Ottosson 2020): distances in it are about what the eye sees. */
function oklab(rgb: Rgb): Rgb {
  const lms: Rgb = [
    Math.cbrt(dot([0.4122214708, 0.5363325363, 0.0514459929], rgb)),
    Math.cbrt(dot([0.2119034982, 0.6806995451, 0.1073969566], rgb)),
    Math.cbrt(dot([0.0883024619, 0.2817188376, 0.6299787005], rgb)),
  ];
  return [
    dot([0.2104542553, 0.793617785, -0.0040720468], lms),
    dot([1.9779984951, -2.428592205, 0.4505937099], lms),
    dot([0.0259040371, 0.7827717662, -0.808675766], lms),
  ];
}

/** Well above a just noticeable difference (about 0.02) for areas that touch. */
const FAR_ENOUGH = 0.055;

describe.each(Object.entries(VISIONS))('with %s', (_, matrix) => {
  test.each(THEMES)('the eight answer colours stay apart (%s)', (theme) => {
    const seen = CATEGORIES.map((name) => {
      const rgb = colour(name, theme);
      return oklab([clamp(dot(matrix[0], rgb)), clamp(dot(matrix[1], rgb)), clamp(dot(matrix[2], rgb))]);
    });
    const distances = seen.flatMap((a, i) =>
      seen.slice(i + 1).map((b) => Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2])),
    );
    expect(Math.min(...distances)).toBeGreaterThan(FAR_ENOUGH);
  });
});
