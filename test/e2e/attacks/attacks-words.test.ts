// Who said what, and what is missing: words that a server and an insider put into a case, keep back, cut off or double, in a live
// database. What breaks a rule is refused; what only lacks is named, on both sides.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { NEVER_NOBODY, encodeNever } from '#crypto/never.ts'
import { encodeOpening } from '#crypto/opening.ts'
import { REPORTER, deskParty } from '#crypto/party.ts'
import { nextPlace } from '#crypto/stream.ts'
import { forceEpoch } from '#test/crypto/forced.ts'
import { deskVoice, drawEpoch, place, reporterVoice, say, store, textPayload, viewOf, write } from '#test/crypto/story.ts'
import type { Story } from '#test/crypto/story.ts'
import { deskAt } from '#test/crypto/world.ts'
import type { Desk, World } from '#test/crypto/world.ts'
import type { Sealed } from '#test/world/crowd.ts'
import { insideOf, plant, storyFrom } from '#test/world/insider.ts'
import desk from '../../../locales/en/desk.json' with { type: 'json' }
import reporter from '../../../locales/en/reporter.json' with { type: 'json' }
import trust from '../../../locales/en/trust.json' with { type: 'json' }
import { startAttacked } from './attacked.ts'
import type { Attacked } from './attacked.ts'

let attacked: Attacked
let world: World
let legal: Desk
let ext: Desk
// How pages call the two teams and the reporter.
let names: { legal: string; ext: string }

beforeAll(async () => {
  attacked = await startAttacked('attacks-words')
  world = await insideOf(attacked.operator, attacked.organisation)
  ;[legal, ext] = [deskAt(world, 0), deskAt(world, 1)]
  const [one, two] = attacked.organisation.teams
  names = { legal: one?.label ?? '', ext: two?.label ?? '' }
})

afterAll(() => attacked[Symbol.asyncDispose]())

test.each(['withdraw', 'never', 'delete-request'] as const)('%s in the reporter’s name, signed by a desk that holds the key of the case: broken', async (type) => {
  const { report, story } = await held(`I never sent: ${type}.`)
  const payload = type === 'never' ? encodeNever(NEVER_NOBODY) : textPayload('I take it back.')
  say(story, story.talk, { party: REPORTER, sk: deskVoice(legal).sk }, type, payload, nextPlace(viewOf(story, null), REPORTER))
  await plant(attacked.operator, story, story.talk)
  await bothRefuse(report, 'broken')
})

test('an answer of one team, signed by the other: broken', async () => {
  const { report, story } = await held('Who answers me?')
  say(story, story.talk, { party: deskParty(ext.id), sk: deskVoice(legal).sk }, 'reply', textPayload('We close this.'), nextPlace(viewOf(story, null), deskParty(ext.id)))
  await plant(attacked.operator, story, story.talk)
  await bothRefuse(report, 'broken')
})

test('an answer of a desk that is held back is named, and what followed it is read', async () => {
  const { report, story } = await held('Please answer me.')
  for (const words of ['The first answer.', 'The second answer.']) write(story, deskVoice(legal), 'reply', textPayload(words))
  story.talk.messages.splice(1, 1)
  await plant(attacked.operator, story, story.talk)
  await bothSay(report, ['The second answer.', reporter['warn.withheld'].replace('{desk}', names.legal)], ['The second answer.', named('withheld', 1, names.legal)], 'The first answer.')
})

test('two contents in one place, one shown to the reporter and one to the other team, are named', async () => {
  const { report, story } = await held('Do you tell everybody the same?')
  const { heads } = viewOf(story, null)
  const two = say(story, story.talk, deskVoice(legal), 'reply', textPayload('What the other team was told.'), place(0, null, heads))
  story.talk.messages.pop()
  say(story, story.talk, deskVoice(legal), 'reply', textPayload('What she was told.'), place(0, null, heads))
  say(story, story.talk, deskVoice(ext), 'reply', textPayload('I saw something else.'), place(0, null, [...heads, two.head]))
  await plant(attacked.operator, story, story.talk)
  await bothSay(report, ['I saw something else.', reporter['warn.equivocation'].replace('{desk}', names.legal)], ['I saw something else.', named('equivocation', 1, names.legal)])
})

test('last words of the reporter that an opener cut off are shown, and who cut them is named', async () => {
  const { report, story } = await held('They look for me.')
  const before = viewOf(story, legal)
  write(story, reporterVoice(story), 'text', textPayload('They found out.'))
  store(story.talk, drawEpoch(story, story.talk, [legal.id, ext.id], deskParty(legal.id), story.talk.epochs[0]?.made ?? null, null))
  say(story, story.talk, deskVoice(legal), 'open', encodeOpening({ frozen: before.heads, reason: 'other', never: before.never }), nextPlace(before, deskParty(legal.id)))
  await plant(attacked.operator, story, story.talk)
  const cut = named('cut', 2, desk['desk.by.reporter']).replace('{by}', names.legal)
  await bothSay(report, ['They found out.', reporter['warn.cut.own'].replace('{desk}', names.legal)], ['They found out.', cut, desk['desk.mark.cut']])
})

test('a message forged under old keys after they were frozen is not shown, and named', async () => {
  const { report, story } = await held('What did you promise?')
  write(story, deskVoice(legal), 'reply', textPayload('An honest answer.'))
  forceEpoch(story, reporterVoice(story), [legal, ext])
  const head = viewOf(story, null).heads.find(({ author }) => author.kind === 'desk')
  say(story, story.talk, deskVoice(legal), 'reply', textPayload('We never said that.'), { n: 1, prev: head?.digest ?? null, seen: [], epoch: 0 })
  await plant(attacked.operator, story, story.talk)
  const cut = named('cut', 2, names.legal).replace('{by}', desk['desk.by.reporter'])
  await bothSay(report, ['An honest answer.', reporter['warn.cut'].replace('{desk}', names.legal)], ['An honest answer.', cut], 'We never said that.')
})

test('the opening of an epoch held back: ghost', async () => {
  const { report, story } = await held('Who renewed the keys?')
  forceEpoch(story, deskVoice(legal), [legal, ext])
  story.talk.messages.pop()
  await plant(attacked.operator, story, story.talk)
  await bothRefuse(report, 'ghost')
})

test('a second report in the reporter’s name, also under her own key: epoch', async () => {
  const { report, story } = await held('The only report.')
  say(story, story.talk, reporterVoice(story), 'report', new Uint8Array([0, 0, 0, 0, 1, 0, 0, 0, 0]), nextPlace(viewOf(story, null), REPORTER))
  await plant(attacked.operator, story, story.talk)
  await bothRefuse(report, 'epoch')
})

async function held(words: string): Promise<{ report: Sealed; story: Story }> {
  const report = await attacked.filed(words)
  return { report, story: await storyFrom(attacked.operator, world, report) }
}

function named(kind: 'withheld' | 'equivocation' | 'cut', n: number, who: string): string {
  return desk[`desk.warning.${kind}`].replace('{n}', String(n)).replace('{who}', who)
}

function lead(): Attacked['organisation']['teams'][number]['lead'] {
  const [team] = attacked.organisation.teams
  if (team === undefined) throw new Error('the organisation has no team')
  return team.lead
}

async function bothRefuse(report: Sealed, code: 'broken' | 'ghost' | 'epoch'): Promise<void> {
  const [hers, theirs] = [await attacked.reporterReads(report.digits), await attacked.deskReads(lead(), report.caseId)]
  expect(hers).toContain(trust[`stop.${code}`])
  expect(theirs).toContain(desk[`desk.refused.${code}`])
  for (const said of [hers, theirs]) expect(said).not.toContain(report.words)
}

// The case is read, with these words beside it on either page; `never` stands on neither.
async function bothSay(report: Sealed, hers: readonly string[], theirs: readonly string[], never?: string): Promise<void> {
  const pages = [[await attacked.reporterReads(report.digits), hers], [await attacked.deskReads(lead(), report.caseId), theirs]] as const
  for (const [said, sentences] of pages) {
    for (const sentence of [report.words, ...sentences]) expect(said).toContain(sentence)
    if (never !== undefined) expect(said).not.toContain(never)
  }
}
