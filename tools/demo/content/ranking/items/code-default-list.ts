import { contentOf } from '../../build.ts';
import { prose } from '../../prose.ts';
import type { AgreedItem } from '../../types.ts';
import { rank } from '../rubric.ts';

export const codeDefaultList: AgreedItem = {
  title: 'Why does my list remember?',
  pattern: 'agreed',
  content: contentOf({
    id: 'rank-code-default-list',
    title: 'Why does my list remember?',
    task: 'ranking',
    domain: 'code',
    tags: ['python'],
    prompt: prose`
      I've been learning Python for six weeks and I think I found a bug in it:

      \`\`\`python
      def add(name, guests=[]):
          guests.append(name)
          return guests

      add("Ana")   # ['Ana']
      add("Ben")   # ['Ana', 'Ben']  ???
      \`\`\`

      I didn't pass a list the second time, so why is Ana still there?
    `,
    responses: [
      {
        source: 'aurora-3-mini',
        text: prose`
          It looks like a bug, and nearly everybody meets it in their first months.

          Python runs the \`def\` line **once**, when it reads your function, and that is when \`[]\` is made. So there is one list, kept with the function, and every call that doesn't pass its own list gets that same one. Your first call put Ana into it; the second found her there.

          The usual way out is to make the list inside the function:

          \`\`\`python
          def add(name, guests=None):
              if guests is None:
                  guests = []
              guests.append(name)
              return guests
          \`\`\`

          What stands *inside* runs on each call, so each call gets a fresh list. The same applies to \`{}\` as a default. Numbers, strings and \`None\` are safe, because they can't be changed in place.
        `,
      },
      {
        source: 'vela-2',
        text: prose`
          This happens because Python caches function results. After the first call the returned list is remembered, and when you call \`add\` again soon afterwards with similar arguments, the interpreter reuses the earlier list to save memory instead of building a new one.

          You can switch the cache off for a parameter by giving it the default \`None\`:

          \`\`\`python
          def add(name, guests=None):
              if guests is None:
                  guests = []
              guests.append(name)
              return guests
          \`\`\`

          Now there is nothing to cache, and every call begins with an empty list. In longer programs you may also want to call \`guests.copy()\` before returning, which tells Python that the list is finished and can be released.

          It's a good idea to use \`None\` for all default values so that caching never surprises you.
        `,
      },
      {
        source: 'aurora-3-large',
        text: prose`
          Default argument expressions are evaluated at function definition time, and the resulting objects are stored in the function's \`__defaults__\` tuple. They are not re-evaluated per call. Since \`list\` is mutable and \`append\` mutates in place, the state persists across invocations:

          \`\`\`python
          >>> add.__defaults__
          (['Ana', 'Ben'],)
          >>> add("Cem") is add.__defaults__[0]
          True
          \`\`\`

          Semantically, \`def\` is an executable statement which builds a function object and binds it to a name; the default expressions belong to the enclosing scope. Languages such as Ruby or JavaScript evaluate defaults at call time instead. The Python design goes back to the early releases and has been defended on grounds of performance and introspection. A proposal for late-bound defaults, PEP 671, has been discussed since 2021.

          The idiomatic remedy is a sentinel:

          \`\`\`python
          def add(name, guests=None):
              guests = [] if guests is None else guests
              guests.append(name)
              return guests
          \`\`\`

          If \`None\` is a legitimate value, use a private \`object()\` as the sentinel.
        `,
      },
      {
        source: 'vela-2-instruct',
        text: prose`
          Don't use a list as a default value. Write it like this:

          \`\`\`python
          def add(name, guests=None):
              if guests is None:
                  guests = []
              guests.append(name)
              return guests
          \`\`\`

          Then your example works:

          \`\`\`python
          add("Ana")   # ['Ana']
          add("Ben")   # ['Ben']
          \`\`\`

          If you want to collect guests over several calls, create the list outside and pass it in:

          \`\`\`python
          party = []
          add("Ana", party)
          add("Ben", party)   # ['Ana', 'Ben']
          \`\`\`

          This is a well-known rule in Python and most editors will warn you about it.
        `,
      },
    ],
  }),
  first: {
    ruth: rank(
      { order: 'ADCB', minutes: 0, sure: 3, cites: 'c-reader' },
      'Six weeks in, and A is the one I could follow. D would cure it without telling me what I had.',
    ),
    tomasz: rank(
      { order: 'ACDB', minutes: 0, sure: 5, cites: 'c-true' },
      'A and C tell the truth, A at the right height. B is fiction: there is no such cache, and a learner will spend months unlearning it. Right code under a wrong reason goes last.',
    ),
    camille: rank(
      { order: 'ADCB', minutes: 5, sure: 2, cites: 'c-plain' },
      'A answers the "why" that was asked. C answers it in a language the reader has not learnt yet.',
    ),
    marcus: rank(
      { order: 'ADCB', minutes: 0, sure: 3, cites: 'c-act' },
      'A first, it even says that the person is not stupid. Then D, which at least gets them going.',
    ),
    hanne: rank(
      { order: 'ADCB', minutes: 5, sure: 4, cites: 'c-reader' },
      'A. "Sentinel", "enclosing scope", "late-bound": C forgot who is in the room.',
    ),
    ravi: rank(
      {
        order: 'ACDB',
        minutes: 5,
        sure: 4,
        cites: 'c-true',
        missing: 'You can see the one list for yourself: print(add.__defaults__) after each call.',
      },
      'A gives the one sentence that makes it click: the def line runs once. C is for the third year and still true, so it stays ahead of D, which explains nothing, and of B, which explains something that does not exist.',
    ),
  },
};
