import { describe, expect, test } from 'vitest';
import { canonicalText } from '#shared/guideline/canonical.ts';
import { parseClauses } from '#shared/guideline/clauses.ts';
import { itemContentSchema, shapeOf } from '#shared/items/item.ts';
import { renderGuideline, renderMarkdown } from '#shared/markdown/render.ts';
import { must } from '#shared/must.ts';
import { answerProblem, ballotProblems } from '#shared/rubric/ballot-problems.ts';
import { ballotSchema, type Ballot } from '#shared/rubric/ballot.ts';
import { DEFAULT_SPLIT_THRESHOLD } from '#shared/rubric/defaults.ts';
import { disagreement, isSplit } from '#shared/rubric/disagreement.ts';
import { rubricSchema } from '#shared/rubric/rubric.ts';
import { rulesFor } from '#shared/rubric/scales/index.ts';
import type { Scale } from '#shared/rubric/scales/schemas.ts';
import { dimensionOf, slotsOf, type Slot } from '#shared/rubric/slots.ts';
import { demoProjects } from '../../tools/demo/content/index.ts';
import { ANNOTATOR_IDS, OUTSIDE_ANNOTATORS } from '../../tools/demo/content/people.ts';
import { ballotIn } from '../../tools/demo/content/rounds.ts';
import type { Ballots, DemoItem, DemoProject, DisputedItem } from '../../tools/demo/content/types.ts';

type Anchor = Readonly<Record<'label' | 'definition' | 'example', string>>;

const everyItem = demoProjects.flatMap((project) => project.items.map((item) => ({ project, item })));
const disputes = everyItem.flatMap(({ project, item }) =>
  item.pattern === 'agreed' ? [] : [{ project, item }],
);
const named = ({ item }: { item: DemoItem }): string => item.content.externalId;

const clausesIn = (project: DemoProject): Set<string | null> =>
  new Set(parseClauses(project.guideline.text).map((clause) => clause.id));

const ballotsOf = (item: DemoItem): Ballot[] =>
  ANNOTATOR_IDS.flatMap((who) =>
    item.pattern === 'agreed' ? [item.first[who]] : [item.first[who], item.second[who]],
  );

const valuesAt = (ballots: Ballots, slot: Slot) =>
  ANNOTATOR_IDS.map((who) => must(ballots[who].values[slot.key]));
const countedSlots = (project: DemoProject, item: DemoItem): Slot[] =>
  slotsOf(project.rubric, shapeOf(item.content)).filter((slot) => slot.dimension.scale.kind !== 'text');
const isSplitAt = (item: DemoItem, slot: Slot): boolean =>
  isSplit(slot.dimension.scale, valuesAt(item.first, slot), DEFAULT_SPLIT_THRESHOLD);
const slotAt = (project: DemoProject, item: DisputedItem): Slot =>
  must(countedSlots(project, item).find((slot) => slot.key === item.on));

/** How many people gave the most frequent answers, most first. */
function camps(item: DemoItem, slot: Slot): number[] {
  const rules = rulesFor(slot.dimension.scale);
  const answers = Map.groupBy(valuesAt(item.first, slot), (value) => rules.bucket(value as never));
  return [...answers.values()].map((group) => group.length).toSorted((a, b) => b - a);
}

function anchorsOf(scale: Scale): readonly Anchor[] {
  if (scale.kind === 'likert') return scale.points;
  if (scale.kind === 'choice') return scale.options;
  return scale.kind === 'claims' ? scale.verdicts : [];
}

const words = (text: string): number => text.split(/\s+/).filter(Boolean).length;

describe('forms', () => {
  test.each(demoProjects.map((project) => [project.id, project] as const))(
    'the rubric of %s parses to itself, so nothing in it is defaulted or trimmed',
    (_id, project) => {
      expect(rubricSchema.parse(project.rubric)).toEqual(project.rubric);
    },
  );

  test('every point and option of a scale has a label, a definition and an example', () => {
    const anchors = demoProjects.flatMap((project) =>
      project.rubric.dimensions.flatMap((dimension) => anchorsOf(dimension.scale)),
    );
    expect(anchors.length).toBeGreaterThan(40);
    for (const { label, definition, example } of anchors) {
      expect([label, definition, example].filter((text) => text.trim() === '')).toEqual([]);
    }
  });

  test.each(everyItem.map((entry) => [named(entry), entry] as const))(
    '%s is an item as an import makes it, and every ballot on it may be cast',
    (_id, { project, item }) => {
      expect(itemContentSchema.parse(item.content)).toEqual(item.content);
      for (const ballot of ballotsOf(item)) {
        expect(ballotSchema.parse(ballot)).toEqual(ballot);
        expect(ballotProblems(project.rubric, shapeOf(item.content), ballot)).toEqual([]);
      }
    },
  );

  test('external ids and ids of responses are unique, and no id names a model', () => {
    const ids = everyItem.map(named);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { item } of everyItem) {
      for (const { sourceId, source } of item.content.responses) {
        expect(must(sourceId)).not.toContain(must(source));
      }
    }
  });
});

describe('clauses', () => {
  test.each(demoProjects.map((project) => [project.id, project] as const))(
    'every clause that %s cites, links to or finds wanting stands in its guideline',
    (_id, project) => {
      const clauses = clausesIn(project);
      const cited = project.items
        .flatMap(ballotsOf)
        .map((ballot) => ballot.clause)
        .filter((clause) => clause !== null);
      const ruled = project.items
        .map((item) => (item.pattern === 'agreed' ? null : item.ruling.cited))
        .filter((clause) => clause !== null);
      const linked = [...project.guideline.text.matchAll(/\]\(#(c-[a-z-]+)\)/g)].map((match) =>
        must(match[1]),
      );
      const near = project.gaps.map((gap) => gap.near);
      const strangers = [...cited, ...ruled, ...linked, ...near].filter((clause) => !clauses.has(clause));
      expect(strangers).toEqual([]);
    },
  );

  test('G1 every guideline is in its canonical spelling, and every clause has an id of its own', () => {
    for (const { guideline } of demoProjects) {
      expect(canonicalText(guideline.text)).toBe(guideline.text);
      const ids = parseClauses(guideline.text).map((clause) => clause.id);
      expect(ids).not.toContain(null);
      expect(new Set(ids).size).toBe(ids.length);
    }
  });

  test('every gap is met by an item and every dispute rests on a gap of its project', () => {
    for (const project of demoProjects) {
      const met = project.items.flatMap((item) => (item.pattern === 'agreed' ? [] : [item.gap]));
      expect(new Set(met)).toEqual(new Set(project.gaps.map((gap) => gap.id)));
    }
  });
});

describe('disagreement', () => {
  test('the pattern of an item is the one its first ballots have', () => {
    for (const { project, item } of everyItem) {
      const split = countedSlots(project, item).filter((slot) => isSplitAt(item, slot));
      const at = `${item.content.externalId}: ${split.map((slot) => slot.key).join(' ')}`;
      if (item.pattern === 'agreed') {
        expect(split, at).toEqual([]);
        continue;
      }
      const slot = slotAt(project, item);
      expect(split, at).toContainEqual(slot);
      const [most = 0, next = 0] = camps(item, slot);
      expect(most, at).toBeLessThanOrEqual(3);
      if (item.pattern === 'split') expect(most + next, at).toBeGreaterThanOrEqual(5);
      else expect(most + next, at).toBeLessThanOrEqual(4);
    }
  });

  test('about half of the items agree, a third splits in two camps, a few are spread', () => {
    const share = (pattern: DemoItem['pattern']): number =>
      everyItem.filter(({ item }) => item.pattern === pattern).length / everyItem.length;
    expect(everyItem.length).toBeGreaterThanOrEqual(24);
    expect(share('agreed')).toBeGreaterThanOrEqual(0.4);
    expect(share('agreed')).toBeLessThanOrEqual(0.6);
    expect(share('split')).toBeGreaterThanOrEqual(0.28);
    expect(share('split')).toBeLessThanOrEqual(0.4);
    expect(share('spread')).toBeGreaterThan(0);
    expect(share('spread')).toBeLessThanOrEqual(0.2);
  });

  test('talk brings most disputes closer, and in most of them somebody moves and somebody stays', () => {
    const closer = disputes.filter(({ project, item }) => {
      const slot = slotAt(project, item);
      const [before, after] = [item.first, item.second].map((ballots) =>
        disagreement(slot.dimension.scale, valuesAt(ballots, slot)),
      );
      return must(after) < must(before);
    });
    const mixed = disputes.filter(({ item }) => {
      const moved = ANNOTATOR_IDS.filter(
        (who) => JSON.stringify(item.first[who].values) !== JSON.stringify(item.second[who].values),
      );
      return moved.length > 0 && moved.length < ANNOTATOR_IDS.length;
    });
    expect(closer.length / disputes.length).toBeGreaterThan(0.6);
    expect(closer.length).toBeLessThan(disputes.length);
    expect(mixed.length / disputes.length).toBeGreaterThan(0.8);
  });

  test('a round without a second ballot repeats the first', () => {
    for (const { item } of everyItem) {
      for (const who of ANNOTATOR_IDS) {
        expect(ballotIn(item, who, 1)).toBe(item.first[who]);
        expect(ballotIn(item, who, 3)).toBe(item.pattern === 'agreed' ? item.first[who] : item.second[who]);
      }
    }
  });
});

describe('rulings and talk', () => {
  test.each(disputes.map((entry) => [named(entry), entry] as const))(
    '%s has a ruling that can be made and a talk that led to it',
    (_id, { project, item }) => {
      const { ruling } = item;
      const shape = shapeOf(item.content);
      const slots = new Map(slotsOf(project.rubric, shape).map((slot) => [slot.key, slot]));
      const problems = Object.entries(ruling.values).map(([key, value]) =>
        answerProblem(must(slots.get(key)).dimension.scale, value, shape),
      );
      expect(problems.filter((problem) => problem !== null)).toEqual([]);
      expect(Object.keys(ruling.values).includes(item.on)).toBe(ruling.verdict === 'decided');
      expect(ruling.question.endsWith('?')).toBe(true);
      expect(ruling.cited !== null || ruling.wording !== null).toBe(true);
      expect(item.comments.length).toBeGreaterThanOrEqual(1);
      for (const { dimensionId } of item.comments) {
        expect(dimensionId === null || dimensionOf(project.rubric, dimensionId) !== undefined).toBe(true);
      }
    },
  );

  test('both verdicts, both ways of ruling and both kinds of citation occur', () => {
    const rulings = disputes.map(({ item }) => item.ruling);
    expect(new Set(rulings.map((ruling) => ruling.verdict)).size).toBe(2);
    expect(new Set(rulings.map((ruling) => ruling.by)).size).toBe(2);
    expect(new Set(rulings.map((ruling) => ruling.cited === null)).size).toBe(2);
  });
});

describe('writing', () => {
  test('nobody calls a tie with scores two points apart, which the guideline rules out', () => {
    const { items } = must(demoProjects[0]);
    const ties = items.flatMap(ballotsOf).filter(({ values }) => {
      const { preference } = values;
      return preference?.kind === 'pairwise' && preference.choice === 'tie';
    });
    expect(ties.length).toBeGreaterThan(3);
    for (const { values } of ties) {
      for (const id of ['correctness', 'helpfulness']) {
        const points = ['r1', 'r2'].map((response) => {
          const value = must(values[`${id}@${response}`]);
          return value.kind === 'likert' ? value.point : 0;
        });
        expect(Math.max(...points) - Math.min(...points)).toBeLessThan(2);
      }
    }
  });

  test('neither place wins by rule: A and B are each ruled or agreed on in five pairs or more', () => {
    const winners = must(demoProjects[0]).items.map((item) => {
      const value =
        item.pattern === 'agreed' ? item.first.ruth.values['preference'] : item.ruling.values['preference'];
      return value?.kind === 'pairwise' ? value.choice : null;
    });
    for (const place of ['r1', 'r2']) {
      expect(winners.filter((winner) => winner === place).length).toBeGreaterThanOrEqual(5);
    }
  });

  test('no two people ever give the same reason', () => {
    const reasons = everyItem.flatMap(({ item }) => ballotsOf(item).map((ballot) => ballot.reason));
    expect(new Set(reasons).size).toBe(reasons.length);
    expect(reasons.filter((reason) => words(reason) < 4)).toEqual([]);
  });

  test('responses are of the length that people meet', () => {
    const lengths = everyItem
      .filter(({ item }) => !item.content.tags.includes('creative'))
      .flatMap(({ item }) => item.content.responses.map((response) => words(response.text)));
    expect(Math.min(...lengths)).toBeGreaterThanOrEqual(60);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(420);
  });

  test('the main guideline has two pages, the others half a page or more', () => {
    const [main, ...others] = demoProjects.map((project) => words(project.guideline.text));
    expect(must(main)).toBeGreaterThan(900);
    expect(must(main)).toBeLessThan(1_400);
    for (const other of others) expect(other).toBeGreaterThan(200);
  });

  test('everything renders: no formula fails, no table, fence or emphasis is left as source', () => {
    const sources = everyItem.flatMap(({ item }) => [
      ...item.content.responses.map((response) => response.text),
      ...item.content.turns.map((turn) => turn.content),
      item.content.prompt ?? '',
      item.content.context ?? '',
      item.pattern === 'agreed' ? '' : (item.ruling.wording ?? ''),
    ]);
    const pages = [
      ...sources.map(renderMarkdown),
      ...demoProjects.map(({ guideline }) => renderGuideline(guideline.text)),
    ];
    for (const page of pages) {
      const visible = page.replace(/<pre[\s\S]*?<\/pre>|<code[\s\S]*?<\/code>/g, '');
      expect(visible).not.toMatch(/katex-error|\*\*|```|^\|/m);
    }
    expect(pages.filter((page) => page.includes('katex')).length).toBeGreaterThan(0);
  });
});

describe('labels made elsewhere', () => {
  const [main] = demoProjects;
  const labels = must(main).labels;

  test('four outside people judged each of six items, and none of them twice', () => {
    const byItem = Map.groupBy(labels, (label) => label.item);
    expect(byItem.size).toBe(6);
    const outsiders = OUTSIDE_ANNOTATORS.map((person) => person.id).toSorted();
    for (const group of byItem.values()) {
      expect(group.map((label) => label.annotator).toSorted()).toEqual(outsiders);
    }
  });

  test('every label is a value of its scale, spelled with the source ids of the item', () => {
    for (const label of labels) {
      const item = must(must(main).items.find(({ content }) => content.externalId === label.item));
      const { scale } = must(dimensionOf(must(main).rubric, label.dimension));
      const lookup = (id: unknown) =>
        item.content.responses.find((response) => response.sourceId === id)?.id ?? null;
      expect(rulesFor(scale).parse(scale as never, label.value, lookup).ok).toBe(true);
      expect(new Date(label.ts).toISOString()).toBe(label.ts.replace('Z', '.000Z'));
    }
  });
});
