import { contentOf } from '../../build.ts';
import { prose } from '../../prose.ts';
import type { AgreedItem } from '../../types.ts';
import { vote } from '../rubric.ts';

export const codePagination: AgreedItem = {
  title: 'Paginating an admin list',
  pattern: 'agreed',
  content: contentOf({
    id: 'pref-code-pagination',
    title: 'Paginating an admin list',
    task: 'pairwise',
    domain: 'code',
    tags: ['python'],
    prompt: prose`
      Write a Python function \`paginate(items, page, page_size)\` for our admin list. Pages count from 1. It returns the slice for that page and the total number of pages. An empty list has one (empty) page, and asking for a page that doesn't exist should raise \`ValueError\`.
    `,
    responses: [
      {
        source: 'aurora-3-mini',
        text: prose`
          \`\`\`python
          def paginate(items, page, page_size):
              """Return (slice, total_pages). Pages are numbered from 1."""
              total_pages = len(items) // page_size + 1
              if not 1 <= page <= total_pages:
                  raise ValueError(f"page {page} is outside 1..{total_pages}")
              start = (page - 1) * page_size
              return items[start:start + page_size], total_pages
          \`\`\`

          - The slice is half-open, so the last page may be shorter than \`page_size\` without an \`IndexError\`.
          - \`paginate([], 1, 20)\` gives \`([], 1)\`, as you asked.
          - With 45 items and a page size of 20 you get three pages; page 4 raises \`ValueError\`.

          It works on anything that supports \`len()\` and slicing, so tuples and strings are fine as well.
        `,
      },
      {
        source: 'aurora-3-large',
        text: prose`
          Here is the function, followed by the reason for the two lines that usually go wrong.

          \`\`\`python
          def paginate(items, page, page_size):
              """Return (slice, total_pages). Pages are numbered from 1."""
              if page_size < 1:
                  raise ValueError(f"page_size must be at least 1, not {page_size}")
              total_pages = max(1, -(-len(items) // page_size))
              if not 1 <= page <= total_pages:
                  raise ValueError(f"page {page} is outside 1..{total_pages}")
              start = (page - 1) * page_size
              return items[start:start + page_size], total_pages
          \`\`\`

          **Rounding up.** \`-(-n // k)\` is integer division rounded up. It equals \`math.ceil(n / k)\` without going through a float. Plain \`n // k\` would lose the last, partly filled page; \`n // k + 1\` would invent an empty page whenever the list divides evenly.

          **The empty list.** Zero items round up to zero pages, so \`max(1, …)\` supplies the single empty page you described.

          A few values to check against:

          | items | page size | pages |
          | --- | --- | --- |
          | 0 | 20 | 1 |
          | 39 | 20 | 2 |
          | 40 | 20 | 2 |
          | 41 | 20 | 3 |

          The extra check on \`page_size\` turns a \`ZeroDivisionError\` into a message that says what was wrong. If your admin list comes from a database, count and slice there instead; this function needs the whole list in memory.
        `,
      },
    ],
  }),
  first: {
    ruth: vote(
      { prefer: 'B2', correct: [2, 5], helpful: [3, 5], sure: 3, cites: 'c-expertise' },
      "Not my trade, but I can divide. B's table says 40 items at 20 make two pages, A's formula makes three, and only one of those is right.",
    ),
    tomasz: vote(
      { prefer: 'B3', correct: [2, 5], helpful: [2, 5], sure: 5, cites: 'c-code' },
      '40 rows, size 20: A reports 3 pages and happily returns an empty page 3 where the prompt wants ValueError. Its own example uses 45, which hides the bug. B rounds up properly and names exactly this trap.',
    ),
    camille: vote(
      { prefer: 'B2', correct: [2, 5], helpful: [3, 4], sure: 4, cites: 'c-code' },
      'The prompt sets a condition: a page that does not exist must raise. A breaks it for every list that divides evenly.',
    ),
    marcus: vote(
      { prefer: 'B2', correct: [2, 5], helpful: [3, 5], sure: 3 },
      'A leaves our admins with a "next" button that leads to a blank page. I would get that ticket on day one.',
    ),
    hanne: vote(
      { prefer: 'B1', correct: [2, 5], helpful: [3, 4], sure: 3, cites: 'c-priority' },
      'B could lose the last paragraph and half the table. But A is wrong for 40 and 20, and short does not rescue wrong.',
    ),
    ravi: vote(
      { prefer: 'B2', correct: [3, 5], helpful: [3, 5], sure: 4 },
      'I tried ten items with size five on paper and A gave me three pages. B explains why people fall into that, which is what I would want my class to see.',
    ),
  },
};
