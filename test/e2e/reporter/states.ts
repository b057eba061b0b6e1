// How to bring each page of a reporter into each state that its route declares; the suites of pages loop over this table.
import type { Page } from 'playwright-core'
import type { CaseForReporter } from '#crypto/answers.ts'
import { cameBack, caseWith, daysLater, opened, sent, toScreen, typed, withNumbersOf, words } from './ways.ts'
import type { ReporterWorld } from './ways.ts'

export type Reach = (page: Page, world: ReporterWorld) => Promise<void>

const choose = (page: Page, name: string, value: string) => page.locator(`input[name="${name}"][value="${value}"]`).check()
const press = (page: Page, does: string) => page.locator(`[data-do="${does}"]:visible`).first().click()
const acknowledged = { act: 'acknowledge', sentences: ['S01'] } as const

// The script is allowed and does not come.
async function withoutScript(page: Page, address: string): Promise<void> {
  await page.route('**/assets/*.js', (route) => route.abort())
  await page.goto(address)
  await page.locator('.stuck').evaluate((block) => Promise.all(block.getAnimations().map((animation) => animation.finished)))
}

function screen(id: string, then?: (page: Page) => Promise<unknown>): Reach {
  return async (page, world) => {
    await toScreen(page, world, id)
    await then?.(page)
  }
}

const write: Readonly<Record<string, Reach>> = {
  plain: (page, world) => withoutScript(page, `${world.origin}/${world.language ?? 'en'}/write`),
  safety: screen('safety'),
  about: screen('about'),
  'about-too-many': screen('about', async (page) => {
    for (const tile of ['pay', 'trapped', 'child', 'safety']) await choose(page, 'tiles', tile)
    await press(page, 'on')
    await page.locator('#look-about:visible').waitFor()
  }),
  'about-treatment': screen('about', async (page) => {
    await choose(page, 'tiles', 'treatment')
    await choose(page, 'touch', 'yes')
  }),
  'about-else': screen('about', (page) => choose(page, 'tiles', 'else')),
  happened: screen('happened'),
  'happened-empty': screen('about', async (page) => {
    await press(page, 'skip')
    await press(page, 'on')
    await page.locator('#look-happened:visible').waitFor()
  }),
  danger: screen('danger'),
  'danger-yes': screen('danger', (page) => choose(page, 'danger', 'yes')),
  who: screen('who'),
  'who-readers': screen('who', async (page) => {
    await choose(page, 'who', 'readers')
    await page.locator('input[name="whoTeams"]').first().check()
  }),
  where: screen('where'),
  contact: screen('contact'),
  'contact-no': screen('contact', (page) => choose(page, 'contact', 'no')),
  still: screen('still'),
  relation: screen('relation'),
  'relation-works': screen('relation', (page) => choose(page, 'relation', 'works')),
  help: screen('help'),
  check: screen('check'),
  'check-telling': screen('happened', async (page) => {
    await page.locator('#f-text').fill('Min Thu asked twice. We are 12 people in room 3.')
    await press(page, 'check')
    await page.locator('#readers .can li').first().waitFor()
  }),
  'check-no-team': screen('check', async (page) => {
    for (let teams = 0; teams < 4 && (await page.locator('#readers .can li button').count()) > 0; teams += 1) {
      await page.locator('#readers .can li button').first().click()
    }
    await press(page, 'send')
    await page.locator('#look-check:visible').waitFor()
  }),
  sending: screen('check', async (page) => {
    await page.route('**/api/submit', () => undefined)
    await press(page, 'send')
    await page.locator('#ticket svg path').waitFor({ state: 'attached' })
  }),
  'sending-offline': screen('check', async (page) => {
    await page.route('**/api/submit', (route) => route.abort('internetdisconnected'))
    await press(page, 'send')
    await page.locator('#trouble:visible').waitFor()
  }),
  sent: (page, world) => sent(page, world).then(() => undefined),
  'sent-write-back': async (page, world) => {
    await sent(page, world)
    await press(page, 'write-back')
    await page.locator('#back-0').fill('000000')
    await press(page, 'compare')
  },
  'sent-no-code': async (page, world) => {
    await sent(page, world)
    await press(page, 'no-code')
  },
  'check-too-long': screen('happened', async (page) => {
    await page.locator('#f-text').fill('Every day. '.repeat(30_000))
    await press(page, 'check')
    await page.locator('#readers .can li').first().waitFor()
    await press(page, 'send')
    await page.locator('#look-check:visible').waitFor()
  }),
  // The second script is there and its worker does not come.
  'cannot-seal': async (page, world) => {
    await page.route('**/assets/reporter-worker-*.js', (route) => route.abort())
    await stuckAtCheck(page, world)
  },
  // A phone whose date lies after the last day of the list of teams.
  'wrong-date': async (page, world) => {
    await daysLater(page, 4000)
    await stuckAtCheck(page, world)
  },
  'sending-busy': screen('check', async (page) => {
    await page.route('**/api/submit', (route) => route.fulfill({ status: 503, json: { reason: 'busy' } }))
    await press(page, 'send')
    await page.locator('#trouble:visible').waitFor()
  }),
  places: screen('happened', (page) => page.locator('.row[data-to="now"]').click()),
}

async function stuckAtCheck(page: Page, world: ReporterWorld): Promise<void> {
  await toScreen(page, world, 'happened')
  await page.locator('#f-text').fill(words)
  await press(page, 'check')
  await page.locator('#look-check:visible').waitFor()
}

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
    await page.getByText('We do not show your messages now').waitFor()
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
  checking: async (page, world) => cameBack(page, world, (await caseWith(world, [acknowledged, { act: 'begin-triage' }])).digits),
  declined: async (page, world) => {
    const decline = { act: 'decline', sentences: ['S11'], text: words, result: { reason: 'OUT_OF_SCOPE' } } as const
    await cameBack(page, world, (await caseWith(world, [acknowledged, { act: 'begin-triage' }, decline])).digits)
  },
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
    await page.locator('#warnings:visible').waitFor()
  },
  late: async (page, world) => {
    await daysLater(page, 40)
    await cameBack(page, world, (await caseWith(world, [acknowledged])).digits)
  },
  finished: async (page, world) => {
    await cameBack(page, world, (await caseWith(world, [...outcome, closed])).digits)
  },
}

const outcome = [
  acknowledged,
  { act: 'begin-triage' },
  { act: 'give-outcome', text: words, sentences: ['S12'], result: { finding: 'SUB', remedies: 'STOPPED,PAPERS_RETURNED' } },
] as const
const closed = { act: 'close', sentences: ['S16'], why: 'She agreed on the phone.' } as const

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
}
