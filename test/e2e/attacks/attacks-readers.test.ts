// Who may read: epochs that a server, an insider or both force on a case in a live database. Each is refused on both sides, each
// with the one sentence of its cause.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { reporterKeys } from '#crypto/card.ts'
import { makeCode } from '#crypto/code.ts'
import { deskKeys } from '#crypto/desk-card.ts'
import { deskRecipient, reporterRecipient } from '#crypto/header.ts'
import { NEVER_NOBODY } from '#crypto/never.ts'
import { encodeOpening } from '#crypto/opening.ts'
import { REPORTER, memberParty, notesOf } from '#crypto/party.ts'
import { randomBytes } from '#crypto/sodium.ts'
import { forceEpoch } from '#test/crypto/forced.ts'
import { deskVoice, drawEpoch, place, reporterVoice, say, store } from '#test/crypto/story.ts'
import type { Stored, Story } from '#test/crypto/story.ts'
import { cardOf, deskAt, person } from '#test/crypto/world.ts'
import type { Desk, World } from '#test/crypto/world.ts'
import { insideOf, plant, storyFrom } from '#test/world/insider.ts'
import desk from '../../../locales/en/desk.json' with { type: 'json' }
import trust from '../../../locales/en/trust.json' with { type: 'json' }
import { startAttacked } from './attacked.ts'
import type { Attacked } from './attacked.ts'

type Code = 'broken' | 'ghost' | 'excluded' | 'dropped' | 'epoch'
interface Held { readonly story: Story; readonly world: World; readonly legal: Desk; readonly ext: Desk }

let attacked: Attacked
let world: World

beforeAll(async () => {
  attacked = await startAttacked('attacks-readers')
  world = await insideOf(attacked.operator, attacked.organisation)
})

afterAll(() => attacked[Symbol.asyncDispose]())

const attacks: readonly [name: string, code: Code, force: (held: Held) => void][] = [
  ['an epoch that the server drew, with true wraps and no opening', 'ghost', ({ story, legal, ext }) => {
    store(story.talk, drawEpoch(story, story.talk, [legal.id, ext.id], REPORTER, story.talk.epochs[0]?.made ?? null, null))
  }],
  ['an opening in the name of the reporter under a key of the server', 'broken', ({ story, legal, ext }) => {
    forceEpoch(story, { party: REPORTER, sk: person().keys.sig.sk }, [legal, ext])
  }],
  ['the key of the reporter exchanged when a desk renews', 'ghost', ({ story, legal, ext }) => {
    const swapped = { ...story.keys.card, kpk: reporterKeys(world.instance, makeCode()).card.kpk }
    forceEpoch(story, deskVoice(legal), [], { readers: [{ recipient: reporterRecipient(swapped), pk: swapped.kpk }, ...[legal, ext].map(reader)] })
  }],
  ['keys of the server under the id of a desk', 'ghost', ({ story, legal, ext }) => {
    const keys = deskKeys({ kem: randomBytes(32), sig: randomBytes(32) })
    const ghost = { ...cardOf(ext, world.instance), kemPk: keys.kem.pk, sigPk: keys.sig.pk }
    forceEpoch(story, deskVoice(legal), [], { readers: [{ recipient: reporterRecipient(story.keys.card), pk: story.keys.card.kpk }, reader(legal), { recipient: deskRecipient(ghost), pk: ghost.kemPk }] })
  }],
  ['a team dropped by another one without a reason', 'dropped', ({ story, legal }) => {
    forceEpoch(story, deskVoice(legal), [legal])
  }],
  ['the list of teams taken out, made longer by a desk', 'excluded', ({ story, legal, ext }) => {
    forceEpoch(story, deskVoice(legal), [legal, ext], { never: { roles: 1 << 8, desks: [] } })
  }],
  ['a second opening of the same epoch', 'epoch', ({ story, legal, ext }) => {
    const { head } = forceEpoch(story, deskVoice(legal), [legal, ext])
    say(story, story.talk, deskVoice(legal), 'open', encodeOpening({ frozen: [], reason: 'other', never: NEVER_NOBODY }), place(head.n + 1, head.digest))
  }],
  ['an epoch without a link back that adds nobody', 'epoch', ({ story, legal, ext }) => {
    forceEpoch(story, deskVoice(legal), [legal, ext], { withBack: false })
  }],
]

test.each(attacks)('%s: %s', async (name, code, force) => {
  const report = await attacked.filed(`Forced: ${name}`)
  const story = await storyFrom(attacked.operator, world, report)
  const [legal, ext] = [deskAt(world, 0), deskAt(world, 1)]
  force({ story, world, legal, ext })
  await plant(attacked.operator, story, story.talk)
  await refused(report, code)
})

test('the team that the reporter took out, added again by the other one: excluded', async () => {
  const words = 'This is about the legal team.'
  const report = await attacked.organisation.write({ name: 'outside', language: 'en', daysAgo: 0, tiles: ['pay'], answers: { text: words, who: 'readers' }, blames: 'legal', turns: [] })
  const story = await storyFrom(attacked.operator, world, report)
  const [legal, ext] = [deskAt(world, 0), deskAt(world, 1)]
  forceEpoch(story, deskVoice(ext), [ext, legal])
  await plant(attacked.operator, story, story.talk)
  const [, external] = attacked.organisation.teams
  if (external === undefined) throw new Error('one team only')
  for (const [said, sentence] of [
    [await attacked.reporterReads(report.digits), trust['stop.excluded']],
    [await attacked.deskReads(external.lead, report.caseId), desk['desk.refused.excluded']],
  ] as const) {
    expect(said).toContain(sentence)
    expect(said).not.toContain(words)
  }
})

test('a team that is no reader and speaks all the same, with the key in hand: ghost', async () => {
  const words = 'Only the outside team may answer.'
  const report = await attacked.organisation.write({ name: 'speaks', language: 'en', daysAgo: 0, tiles: ['pay'], answers: { text: words, who: 'readers' }, blames: 'legal', turns: [] })
  const story = await storyFrom(attacked.operator, world, report)
  say(story, story.talk, deskVoice(deskAt(world, 0)), 'reply', new Uint8Array([0, 1]), place(0))
  await plant(attacked.operator, story, story.talk)
  const said = await attacked.reporterReads(report.digits)
  expect(said).toContain(trust['stop.ghost'])
  expect(said).not.toContain(words)
})

test('an epoch before the honest one, taken away again: epoch', async () => {
  const report = await attacked.filed('The keys were renewed once.')
  const story = await storyFrom(attacked.operator, world, report)
  forceEpoch(story, reporterVoice(story), world.desks)
  await plant(attacked.operator, story, story.talk)
  expect(await attacked.reporterReads(report.digits)).toContain(report.words)
  await plant(attacked.operator, story, { ...story.talk, epochs: story.talk.epochs.slice(0, 1) })
  await refused(report, 'epoch')
})

test('notes that the reporter, or another team, could open too: ghost', async () => {
  const [legal, ext] = [deskAt(world, 0), deskAt(world, 1)]
  const first = legal.people[0]
  if (first === undefined) throw new Error('a desk without people')
  for (const more of [(story: Story) => ({ recipient: reporterRecipient(story.keys.card), pk: story.keys.card.kpk }), () => reader(ext)]) {
    const report = await attacked.filed('Notes are not for me.')
    const story = await storyFrom(attacked.operator, world, report)
    const notes: Stored = { stream: notesOf(legal.id), epochs: [], messages: [] }
    const voice = { party: memberParty(first.keys.card.memberId), sk: first.keys.sig.sk }
    store(notes, drawEpoch(story, notes, [], voice.party, null, story.talk.epochs[0]?.made.ctx ?? null, { readers: [reader(legal), more(story)] }))
    say(story, notes, voice, 'open', encodeOpening({ frozen: [], reason: 'first', never: NEVER_NOBODY }), place(0))
    await plant(attacked.operator, story, notes)
    const said = await attacked.deskReads(lead(), report.caseId)
    expect(said).toContain(desk['desk.refused.ghost'])
    expect(said).not.toContain(report.words)
  }
})

async function refused(report: { words: string; digits: string; caseId: string }, code: Code): Promise<void> {
  for (const [said, sentence] of [
    [await attacked.reporterReads(report.digits), trust[`stop.${code}`]],
    [await attacked.deskReads(lead(), report.caseId), desk[`desk.refused.${code}`]],
  ] as const) {
    expect(said).toContain(sentence)
    expect(said).not.toContain(report.words)
  }
}

function lead(): Attacked['organisation']['teams'][number]['lead'] {
  const [team] = attacked.organisation.teams
  if (team === undefined) throw new Error('the organisation has no team')
  return team.lead
}

function reader(of: Desk) {
  const card = cardOf(of, world.instance)
  return { recipient: deskRecipient(card), pk: card.kemPk }
}
