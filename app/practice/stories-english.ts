// Three invented workers who write in English. Workplaces and people do not exist.
import type { Story } from './story.ts'

export const englishStories: readonly Story[] = [
  {
    name: 'shouting on the packing line',
    language: 'en',
    daysAgo: 3,
    tiles: ['treatment'],
    answers: {
      text: 'The line leader shouts at the new girls every day and calls them names. Yesterday he threw a box at one of them. She cried and did not come back.',
      danger: 'no',
      who: 'supervisor',
      place: 'Lowfield Packing, line 4',
      contact: 'ask',
      still: 'now',
      relation: 'works',
      touch: 'no',
      help: 'stop,sorry',
    },
    turns: [
      { by: 'legal', after: 1, act: 'acknowledge', sentences: ['S01', 'S02'], language: 'en', text: 'Thank you for speaking up for your colleagues.' },
    ],
  },
  {
    name: 'a question about private tax, declined',
    language: 'en',
    daysAgo: 20,
    tiles: ['else'],
    answers: { text: 'Can you help me get back the tax I paid in my home country last year?', nearest: 'advice', contact: 'no', relation: 'works' },
    turns: [
      { by: 'legal', after: 1, act: 'acknowledge', sentences: ['S01'] },
      { by: 'legal', after: 2, act: 'begin-triage' },
      {
        by: 'legal', after: 3, act: 'decline', sentences: ['S11'], language: 'en',
        text: 'We work on problems at companies that supply Asagiri Instruments. The tax office of your country can tell you what to do.',
        result: { reason: 'OUT_OF_SCOPE' },
      },
    ],
  },
  {
    name: 'last pay missing, finished and taken up again',
    language: 'en',
    daysAgo: 62,
    tiles: ['pay', 'unfair'],
    answers: {
      text: 'They told us the workshop closes and we should go home. We did not get the pay for the last month. We were nine people.',
      danger: 'no',
      who: 'owner',
      place: 'Brindle Stitching, the small workshop behind the mill',
      contact: 'yes',
      still: 'earlier',
      relation: 'worked',
      help: 'back',
    },
    turns: [
      { by: 'legal', after: 2, act: 'acknowledge', sentences: ['S01', 'S02'] },
      { by: 'legal', after: 5, act: 'begin-triage' },
      { by: 'legal', after: 24, act: 'give-outcome', sentences: ['S14'], result: { finding: 'INCONCLUSIVE' } },
      { by: 'legal', after: 55, act: 'close', sentences: ['S16'] },
      { by: 'reporter', after: 57, text: 'The owner opened a new workshop two streets away. I have the last pay slip now.', sentences: ['S22'] },
      { by: 'legal', after: 59, act: 'reopen', sentences: ['S01', 'S02'], why: 'A pay slip of the last month, and where the new workshop is.' },
    ],
  },
]
