import { contentOf } from '../../build.ts';
import { prose } from '../../prose.ts';
import type { AgreedItem } from '../../types.ts';
import { vote } from '../rubric.ts';

export const codeFindLargeFiles: AgreedItem = {
  title: 'Finding large recent files',
  pattern: 'agreed',
  content: contentOf({
    id: 'pref-code-find-large-files',
    title: 'Finding large recent files',
    task: 'pairwise',
    domain: 'code',
    tags: ['shell'],
    prompt: prose`
      On Linux, how do I list the files over 100 MB under /var that changed in the last week, biggest first?
    `,
    responses: [
      {
        source: 'vela-2',
        text: prose`
          \`\`\`bash
          sudo find /var -xdev -type f -size +100M -mtime -7 -printf '%s\\t%p\\n' \\
            | sort -rn \\
            | numfmt --field=1 --to=iec
          \`\`\`

          - \`-size +100M\` means more than 100 MiB; \`-mtime -7\` means that the content changed less than seven days ago.
          - \`-xdev\` stays on the file system that holds \`/var\`, so network mounts below it are skipped. Leave it out if you want them.
          - \`numfmt\` turns bytes into \`1.2G\` after sorting, which keeps the order right.

          \`sudo\` is needed because parts of \`/var\` are unreadable for ordinary users and would be missed without notice.
        `,
      },
      {
        source: 'aurora-3-large',
        text: prose`
          Great question! Tracking down large files that changed recently is one of the most common tasks when a disk is filling up, and Linux gives you powerful tools for it. Let's walk through it step by step.

          ## The command

          \`\`\`bash
          sudo find /var -xdev -type f -size +100M -mtime -7 -printf '%s\\t%p\\n' | sort -rn | numfmt --field=1 --to=iec
          \`\`\`

          ## How it works

          | Part | Meaning |
          | --- | --- |
          | \`sudo\` | Runs the command with administrator rights |
          | \`find /var\` | Starts searching in \`/var\` |
          | \`-xdev\` | Stays on one file system |
          | \`-type f\` | Only regular files |
          | \`-size +100M\` | Larger than 100 MiB |
          | \`-mtime -7\` | Content modified less than 7 days ago |
          | \`-printf '%s\\t%p\\n'\` | Prints the size in bytes and the path |
          | \`sort -rn\` | Sorts numerically, largest first |
          | \`numfmt --to=iec\` | Makes sizes readable for humans |

          ## Why this approach?

          By letting \`find\` filter first, we only sort the files that matter. By sorting bytes *before* converting them, we avoid the problem that \`900M\` would otherwise sort above \`1.2G\`.

          ## Summary

          To summarise: \`find\` locates the files, \`sort\` puts the biggest first and \`numfmt\` makes the result readable. With this single command you can quickly see which files have grown in the last week and decide what to do about them.

          I hope this helps! Let me know if you'd like to adapt the command to other directories, sizes or time spans.
        `,
      },
    ],
  }),
  first: {
    ruth: vote(
      { prefer: 'A2', correct: [5, 5], helpful: [5, 4], sure: 3, cites: 'c-length' },
      'The command is the same to the letter. A tells me in four lines what it does; B congratulates me first.',
    ),
    tomasz: vote(
      { prefer: 'A1', correct: [5, 5], helpful: [5, 4], sure: 5, cites: 'c-length' },
      'Identical pipeline. A adds what can bite: unreadable directories and network mounts. B explains that sudo is sudo.',
    ),
    camille: vote(
      { prefer: 'A1', correct: [5, 5], helpful: [5, 5], sure: 3, cites: 'c-length' },
      'I applied the test: cut B to the size of A and nothing is lost. So A, and only slightly, since nothing in B is wrong.',
    ),
    marcus: vote(
      { prefer: 'A2', correct: [5, 5], helpful: [5, 4], sure: 4, cites: 'c-tone' },
      '"Great question!", a summary of what I just read, and an offer of more. People with a full disk do not scroll for fun.',
    ),
    hanne: vote(
      { prefer: 'A3', correct: [5, 5], helpful: [5, 4], sure: 5, cites: 'c-length' },
      'B is the same answer in an overcoat. "To summarise" summarises one command.',
    ),
    ravi: vote(
      { prefer: 'tie', correct: [5, 5], helpful: [5, 5], sure: 3, cites: 'c-tie' },
      'For a newcomer the table in B, flag by flag, is worth the scrolling, and the remark on sorting before converting is good teaching. For anyone else A. I would send either.',
    ),
  },
};
