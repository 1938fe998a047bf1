import { contentOf, stays } from '../../build.ts';
import { prose } from '../../prose.ts';
import type { DisputedItem } from '../../types.ts';
import { vote } from '../rubric.ts';

const first = {
  ruth: vote(
    { prefer: 'B2', correct: [5, 5], helpful: [3, 5], sure: 2, cites: 'c-creative' },
    'He hates fuss. B would make him laugh and put the card in his pocket. A rhymes at him.',
  ),
  tomasz: vote(
    { prefer: 'tie', correct: [5, 5], helpful: [4, 4], sure: 2, cites: 'c-tie' },
    'Four lines, bees, warehouse, neither of the banned phrases: both pass every test I can write. Past that I have no instrument.',
  ),
  camille: vote(
    { prefer: 'A2', correct: [5, 4], helpful: [5, 3], sure: 3, cites: 'c-creative' },
    'A is for the whole warehouse to sign. B assumes an intimacy that some of thirty colleagues will not have.',
  ),
  marcus: vote(
    { prefer: 'A1', correct: [5, 5], helpful: [5, 4], sure: 3 },
    'Read aloud over cake, A works. B is funnier on paper and would get silence in the canteen.',
  ),
  hanne: vote(
    { prefer: 'B3', correct: [4, 5], helpful: [3, 5], sure: 4, cites: 'c-creative' },
    '"The bees win." Three words, and it is Bernd. A is well made and could hang in any canteen in the country.',
  ),
  ravi: vote(
    { prefer: 'tie', correct: [5, 5], helpful: [4, 5], sure: 3, cites: 'c-tie' },
    'Telling the bees is an old custom when somebody leaves or dies, and A turns it into good news. B made me laugh. I would be glad to have written either.',
  ),
};

export const creativeToast: DisputedItem = {
  title: 'Four lines for Bernd',
  pattern: 'spread',
  gap: 'creative-taste',
  on: 'preference',
  content: contentOf({
    id: 'pref-creative-toast',
    title: 'Four lines for Bernd',
    task: 'pairwise',
    domain: 'general',
    tags: ['creative'],
    prompt: prose`
      Four lines for a card please. Bernd is retiring from our warehouse after 31 years. He keeps bees, drives the old forklift nobody else can start, and hates fuss. Rhyme if you like. No "golden years", no "well-deserved". Below it, one sentence on how you read the brief.
    `,
    responses: [
      {
        source: 'aurora-3-large',
        text: prose`
          > Thirty-one winters of pallets and rain,
          > the forklift will never start up again.
          > Somebody went out and told the bees:
          > he's coming home, Bernd, and he's bringing his keys.

          I read the brief as affection without ceremony, so the poem gives the big moment to the forklift and the bees and leaves Bernd himself in the last line, on his way out of the door.
        `,
      },
      {
        source: 'vela-2',
        text: prose`
          > Bernd. Thirty-one years and not one speech. We'll keep it that way.
          > The forklift has been told. It isn't starting for anybody.
          > Aisle nine asked for you. The bees asked first. The bees win.
          > Leave us a jar at the gate, and we'll say no more about it.

          He hates fuss, so it doesn't rhyme, it thanks him by not thanking him, and it asks him for something, which for a man like that is usually the easier way to be told that he'll be missed.
        `,
      },
    ],
  }),
  first,
  second: {
    ruth: stays(first.ruth, 'I have worked with a Bernd. B.'),
    tomasz: stays(
      first.tomasz,
      'Listening to you all has convinced me that there is nothing here to be convinced of.',
      3,
    ),
    camille: vote(
      { prefer: 'A1', correct: [5, 5], helpful: [5, 4], sure: 3 },
      'I withdraw the point I took off B for correctness: it breaks no constraint. The preference stays, weaker.',
    ),
    marcus: stays(
      first.marcus,
      'Still A, for reading aloud. A card is passed round, though, so I see the other side.',
    ),
    hanne: stays(first.hanne, 'Cake does not change the sentence.'),
    ravi: stays(
      first.ravi,
      'A tie, and I mean it. I would not want a model to be taught that one of these is worse.',
    ),
  },
  comments: [
    {
      who: 'tomasz',
      dimensionId: 'preference',
      text: 'Brief met by both, reasons all sound, nobody mistaken. If we force a winner, the model learns which of us was in the room.',
    },
    {
      who: 'hanne',
      dimensionId: 'preference',
      text: 'For once we agree. Keep the spread.',
    },
  ],
  ruling: {
    verdict: 'irresolvable',
    values: {},
    by: 'consensus',
    cause: 'legitimate-preference',
    cited: 'c-creative',
    question: 'Should creative pairs that both meet the brief have a winner?',
    reason:
      'Both keep every constraint, and the reasons on either side are good ones. The clause leaves this to taste and should. The distribution is the answer and is kept as it stands.',
    wording: null,
    dissents: [],
  },
};
