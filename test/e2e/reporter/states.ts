// How to bring each page of a reporter into each state that its route declares; the suites of pages loop over this table.
import type { CaseForReporter } from '#crypto/answers.ts'
import { copy, haltedReading, verify } from './checking-states.ts'
import { plainRead, plainWrite } from './plain-states.ts'
import { cameBack, caseWith, daysLater, opened, typed, withNumbersOf, words } from './ways.ts'
import { chooseFiles, press, withoutScript, write } from './write-states.ts'
import type { Reach } from './write-states.ts'

export const acknowledged = { act: 'acknowledge', sentences: ['S01'] } as const

const read: Readonly<Record<string, Reach>> = {
  plain: (page, world) => withoutScript(page, `${world.origin}/${world.language ?? 'en'}/read`),
  code: (page, world) => opened(page, world, '/read'),
  'code-line': async (page, world) => {
    const { digits } = await caseWith(world, [])
    await typed(page, world, withWrongLine(digits))
    await page.locator('#look-code:visible').waitFor()
  },
  'code-length': async (page, world) => {
    await typed(page, world, '482913')
    await page.locator('#look-code:visible').waitFor()
  },
  'code-none': async (page, world) => {
    const { digits } = await caseWith(world, [])
    await page.route('**/api/fetch', (route) => route.fulfill({ status: 401, json: { reason: 'signature' } }))
    await typed(page, world, digits)
    await page.locator('#look-code:visible').waitFor()
  },
  'code-no-picture': async (page, world) => {
    await opened(page, world, '/read')
    await page.locator('#picture').setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: Buffer.from('no picture') })
    await page.locator('#look-code:visible').waitFor()
  },
  places: async (page, world) => {
    await opened(page, world, '/read')
    await page.locator('.row[data-to="now"]').click()
  },
  stopped: async (page, world) => {
    const { digits } = await caseWith(world, [acknowledged])
    await page.route('**/api/fetch', async (route) => {
      const answer = await route.fetch()
      const body = (await answer.json()) as CaseForReporter
      const messages = body.talk.messages.map((message) => ({ ...message, body: `${message.body.slice(0, 80)}${message.body[80] === 'A' ? 'B' : 'A'}${message.body.slice(81)}` }))
      await route.fulfill({ response: answer, json: { ...body, talk: { ...body.talk, messages } } })
    })
    await typed(page, world, digits)
    await page.locator('#s-stop:visible').waitFor()
  },
  halted: async (page, world) => {
    const { digits } = await caseWith(world, [acknowledged])
    await haltedReading(page, (one) => typed(one, world, digits))
  },
  received: async (page, world) => cameBack(page, world, (await caseWith(world, [])).digits),
  letters: async (page, world) => cameBack(page, world, (await caseWith(world, [acknowledged, { act: 'reply', text: 'パスポートについて調べます。', language: 'ja' }])).digits),
  ask: async (page, world) => cameBack(page, world, (await caseWith(world, [acknowledged, { act: 'ask', sentences: ['S06'] }])).digits),
  answered: async (page, world) => {
    await cameBack(page, world, (await caseWith(world, [acknowledged, { act: 'ask', sentences: ['S06'] }])).digits)
    await page.locator('[data-do="ready"]').first().click()
    await page.locator('#posting b').waitFor()
  },
  unsafe: async (page, world) => {
    await cameBack(page, world, (await caseWith(world, [acknowledged])).digits)
    await press(page, 'unsafe')
    await page.locator('#unsafe-says:visible').waitFor()
  },
  files: async (page, world) => {
    await cameBack(page, world, (await caseWith(world, [acknowledged])).digits)
    await page.locator('#answer summary').click()
    await chooseFiles(page)
  },
  'empty-answer': async (page, world) => {
    await cameBack(page, world, (await caseWith(world, [acknowledged])).digits)
    await press(page, 'reply')
    await page.locator('#look-view:visible').waitFor()
  },
  result: async (page, world) => cameBack(page, world, (await caseWith(world, outcome)).digits),
  disagreed: async (page, world) => {
    await cameBack(page, world, (await caseWith(world, outcome)).digits)
    await page.locator('[data-sentence="S30"]').click()
    await page.locator('#posting b').waitFor()
  },
  'own-name': async (page, world) => {
    await cameBack(page, world, (await caseWith(world, [acknowledged])).digits)
    await page.locator('#own-name summary').click()
    await page.locator('[data-do="name-give"]').click()
    await page.locator('#look-view:visible').waitFor()
  },
  named: async (page, world) => {
    await cameBack(page, world, (await caseWith(world, [acknowledged])).digits)
    await page.locator('#own-name summary').click()
    await page.locator('#f-name').fill('Khin')
    await page.locator('input[name="nameTeams"]').first().check()
    await page.locator('[data-do="name-give"]').click()
    await page.locator('#named li').waitFor()
  },
  checking: async (page, world) => cameBack(page, world, (await caseWith(world, [acknowledged, { act: 'begin-triage' }])).digits),
  declined: async (page, world) => cameBack(page, world, (await caseWith(world, declined)).digits),
  reopened: async (page, world) => {
    await cameBack(page, world, (await caseWith(world, [...outcome, closed, { act: 'reopen', sentences: ['S01'], why: 'She sent new pictures.' }])).digits)
  },
  // A letter in the middle is held back by the server.
  warnings: async (page, world) => {
    const { digits } = await caseWith(world, [acknowledged, { act: 'reply', text: words }, { act: 'reply', text: words }])
    await page.route('**/api/fetch', async (route) => {
      const answer = await route.fetch()
      const body = (await answer.json()) as CaseForReporter
      await route.fulfill({ response: answer, json: { ...body, talk: { ...body.talk, messages: body.talk.messages.filter((_, at, all) => at !== all.length - 2) } } })
    })
    await cameBack(page, world, digits)
    await page.locator('#warnings:visible').waitFor()
  },
  // A phone whose date lies after the last day of the list of teams: it can read, and not write.
  'wrong-date': async (page, world) => {
    await daysLater(page, 4000)
    await cameBack(page, world, (await caseWith(world, [acknowledged])).digits)
    await page.locator('#closed:visible').waitFor()
  },
  late: async (page, world) => {
    await daysLater(page, 40)
    await cameBack(page, world, (await caseWith(world, [acknowledged])).digits)
  },
  finished: async (page, world) => {
    await cameBack(page, world, (await caseWith(world, [...outcome, closed])).digits)
  },
}

export const declined = [acknowledged, { act: 'begin-triage' }, { act: 'decline', sentences: ['S11'], text: words, result: { reason: 'OUT_OF_SCOPE' } }] as const

export const outcome = [
  acknowledged,
  { act: 'begin-triage' },
  { act: 'give-outcome', text: words, sentences: ['S12'], result: { finding: 'SUB', remedies: 'STOPPED,PAPERS_RETURNED' } },
] as const
export const closed = { act: 'close', sentences: ['S16'], why: 'She agreed on the phone.' } as const

// One symbol of line 4 is another.
export function withWrongLine(digits: string): string {
  const at = 20
  return `${digits.slice(0, at)}${digits[at] === '3' ? '4' : '3'}${digits.slice(at + 1)}`
}

export const reach: Readonly<Record<string, Readonly<Record<string, Reach>>>> = {
  ':language': {
    start: (page, world) => opened(page, world, ''),
    'not-open': async (page, world) => {
      const portal = await world.emptyPortal()
      await page.goto(`${portal.origin}/${world.language ?? 'en'}`)
    },
  },
  ':language/help': {
    help: (page, world) => opened(page, world, '/help'),
    'no-numbers': async (page, world) => {
      const portal = await world.emptyPortal()
      await page.goto(`${portal.origin}/${world.language ?? 'en'}/help`)
    },
    countries: async (page, world) => {
      await withNumbersOf(world, ['JP', 'PK', 'MM'])
      await opened(page, world, '/help')
      await page.locator('details > .more').nth(1).click()
    },
  },
  ':language/write': write,
  ':language/read': read,
  ':language/verify': verify,
  ':language/copy': copy,
  ':language/plain': plainWrite,
  ':language/plain/read': plainRead,
}
