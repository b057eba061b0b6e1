// Lists of teams and receipts that an operator plants in a live database: cut, with other roles, gone back, run out, with keys that
// the root alone put there. Each is refused, or named, with its own sentence.
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { base64FromBytes } from '#crypto/base64.ts'
import { deskKeys, signNext } from '#crypto/desk-card.ts'
import { deskRecipient, reporterRecipient } from '#crypto/header.ts'
import { REPORTER, deskParty } from '#crypto/party.ts'
import { rolesFrom, signRoster } from '#crypto/roster.ts'
import type { Roster, SignedRoster } from '#crypto/roster.ts'
import { randomBytes } from '#crypto/sodium.ts'
import { nextPlace } from '#crypto/stream.ts'
import { dayFrom, deskIdFrom } from '#crypto/types.ts'
import { forceEpoch } from '#test/crypto/forced.ts'
import { deskVoice, reporterVoice, say, textPayload, viewOf } from '#test/crypto/story.ts'
import type { Story, Voice } from '#test/crypto/story.ts'
import { deskAt } from '#test/crypto/world.ts'
import type { World } from '#test/crypto/world.ts'
import { insideOf, plant, storyFrom } from '#test/world/insider.ts'
import { bytesIn, hexBytes, insertRoster } from '#test/world/tampering.ts'
import desk from '../../../locales/en/desk.json' with { type: 'json' }
import reporter from '../../../locales/en/reporter.json' with { type: 'json' }
import trust from '../../../locales/en/trust.json' with { type: 'json' }
import { startAttacked } from './attacked.ts'
import type { Attacked } from './attacked.ts'

// The portal remembers the newest list of teams for five seconds.
const ROSTER_IS_HEARD = 5_500

let attacked: Attacked
let world: World

beforeAll(async () => {
  attacked = await startAttacked('attacks-lists')
  world = await insideOf(attacked.operator, attacked.organisation)
})

afterAll(() => attacked[Symbol.asyncDispose]())

test('a receipt that is not the portal’s word for this report is not believed', async () => {
  const report = await attacked.filed('Did it arrive?')
  const at = [hexBytes(report.caseId)]
  const [row] = await attacked.operator.query('select receipt from receipts where case_id = $1', at)
  const receipt = bytesIn(row, 'receipt')
  await attacked.operator.query('update receipts set receipt = $2 where case_id = $1', [...at, receipt.with(40, (receipt[40] ?? 0) ^ 1)])
  const said = await attacked.reporterReads(report.digits)
  expect(said).toContain(trust['stop.receipt'])
  expect(said).not.toContain(report.words)
  await attacked.operator.query('update receipts set receipt = $2 where case_id = $1', [...at, receipt])
  expect(await attacked.reporterReads(report.digits)).toContain(report.words)
})

const forged: readonly [name: string, change: (roster: Roster) => Partial<Roster>][] = [
  ['a list without the independent team', ({ desks }) => ({ desks: desks.filter((one) => !one.independent) })],
  ['a list with the roles of two teams exchanged', ({ desks }) => ({ desks: desks.map((one, at) => ({ ...one, roles: desks[1 - at]?.roles ?? 0 })) })],
]

// The portal itself reads what it hands out and would not answer: the operator changes the list on its way.
test.each(forged)('%s, under a signature of the root for another: roster, before a return, before a first word and at the desk', async (_name, change) => {
  const report = await attacked.filed('Who is on the list?')
  const { roster } = await attacked.operator.newestRoster()
  const { file } = signed({ ...roster, ...change(roster) })
  // Inside the signature: behind it stands nothing but the length of an older root's one, which is not there.
  const list = file.with(-20, (file.at(-20) ?? 0) ^ 1)
  expect(await attacked.reporterReads(report.digits, (page) => handsOut(page, list))).toContain(trust['stop.roster'])
  expect(await stopsBeforeSending('My first words.', (page) => handsOut(page, list))).toContain(trust['stop.roster'])
  const page = await attacked.desk(lead(0))
  await handsOut(page, list)
  const said = await attacked.deskReads(lead(0), report.caseId)
  await page.unrouteAll()
  expect(said).toContain(desk['desk.refused.roster'])
  expect(said).not.toContain(report.words)
})

test('a list gone back: rollback, to the reporter who wrote under the newer one, to a desk that saw it, and to one whose words name it', async () => {
  const report = await attacked.filed('Before the newer list.')
  const at = await storyFrom(attacked.operator, world, report)
  await planted(signed, async () => {
    await attacked.deskReads(lead(0), report.caseId)
    say(at, at.talk, reporterVoice(at), 'text', textPayload('After it.'), { ...nextPlace(viewOf(at, null), REPORTER), rosterSeq: 2 })
    say(at, at.talk, deskVoice(deskAt(world, 1)), 'reply', textPayload('We too.'), { ...nextPlace(viewOf(at, null), deskParty(deskAt(world, 1).id)), rosterSeq: 2 })
    await plant(attacked.operator, at, at.talk)
    expect(await attacked.reporterReads(report.digits)).toContain('After it.')
  })
  const hers = await attacked.reporterReads(report.digits)
  expect(hers).toContain(trust['stop.rollback'])
  const seen = await attacked.deskReads(lead(0), report.caseId)
  const fresh = await attacked.deskReads(lead(1), report.caseId)
  for (const said of [seen, fresh]) expect(said).toContain(desk['desk.refused.rollback'])
  for (const said of [hers, seen, fresh]) expect(said).not.toContain(report.words)
  await attacked.forget()
})

test('keys of a team that the root alone put there are named; what they open themselves is refused: ghost', async () => {
  const strange = deskKeys({ kem: randomBytes(32), sig: randomBytes(32) })
  const [legal, ext] = [deskAt(world, 0), deskAt(world, 1)]
  const [named, alone] = [await attacked.filed('Somebody began anew.'), await attacked.filed('Somebody came in alone.')]
  const [one, two] = [await storyFrom(attacked.operator, world, named), await storyFrom(attacked.operator, world, alone)]
  const restarted = (roster: Roster): SignedRoster => signed({ ...roster, desks: roster.desks.map((entry) => (
    entry.card.deskId === legal.id ? { ...entry, card: { ...entry.card, kemPk: strange.kem.pk, sigPk: strange.sig.pk } } : entry)) })
  await planted(restarted, async (list) => {
    const cards = list.roster.desks.map(({ card }) => ({ recipient: deskRecipient(card), pk: card.kemPk }))
    const force = (story: Story, voice: Voice) => forceEpoch(story, voice, [], {
      roster: list, withBack: false, readers: [{ recipient: reporterRecipient(story.keys.card), pk: story.keys.card.kpk }, ...cards] })
    force(one, deskVoice(ext))
    await plant(attacked.operator, one, one.talk)
    const label = attacked.organisation.teams[0]?.label ?? ''
    expect(await attacked.reporterReads(named.digits)).toContain(reporter['warn.restarted'].replace('{desk}', label))
    expect(await attacked.deskReads(lead(1), named.caseId)).toContain(desk['desk.warning.restarted'].replace('{desk}', label))
    force(two, { party: deskParty(legal.id), sk: strange.sig.sk })
    await plant(attacked.operator, two, two.talk)
    const said = await attacked.reporterReads(alone.digits)
    expect(said).toContain(trust['stop.ghost'])
    expect(said).not.toContain(alone.words)
  })
  await attacked.forget()
})

test('the team that the reporter took out, under a new id and with other roles, on a list that the root signed: excluded', async () => {
  const [legal, ext] = [deskAt(world, 0), deskAt(world, 1)]
  const about = (words: string) => attacked.organisation.write({ name: words, language: 'en', daysAgo: 0, tiles: ['pay'], answers: { text: words, who: 'readers' }, blames: 'legal', turns: [] })
  const keys = deskKeys({ kem: randomBytes(32), sig: randomBytes(32) })
  const id = deskIdFrom(randomBytes(16))
  const renamed = (roster: Roster): SignedRoster => signed({ ...roster, desks: roster.desks.flatMap((entry) => (entry.card.deskId !== legal.id ? [entry] : [
    { ...entry, roles: rolesFrom(['QUAL']) }, { ...entry, card: { ...entry.card, deskId: id, kemPk: keys.kem.pk, sigPk: keys.sig.pk }, nextSig: null },
  ])).sort((a, b) => (a.card.deskId < b.card.deskId ? -1 : 1)) })
  for (const back of [id, legal.id]) {
    const report = await about(`Nobody of them: ${back}.`)
    const story = await storyFrom(attacked.operator, world, report)
    await planted(renamed, async (list) => {
      const cards = list.roster.desks.filter(({ card }) => [ext.id, back].includes(card.deskId)).map(({ card }) => ({ recipient: deskRecipient(card), pk: card.kemPk }))
      forceEpoch(story, deskVoice(ext), [], { roster: list, readers: [{ recipient: reporterRecipient(story.keys.card), pk: story.keys.card.kpk }, ...cards] })
      await plant(attacked.operator, story, story.talk)
      const [hers, theirs] = [await attacked.reporterReads(report.digits), await attacked.deskReads(lead(1), report.caseId)]
      expect(hers).toContain(trust['stop.excluded'])
      expect(theirs).toContain(desk['desk.refused.excluded'])
      for (const said of [hers, theirs]) expect(said).not.toContain('Nobody of them')
    })
    await attacked.forget()
  }
})

test('words under keys that were replaced are marked on both sides, and the desk is told that the case was sealed under an old list', async () => {
  const { today } = attacked.organisation.door
  const legal = deskAt(world, 0)
  const report = await attacked.filed('Who answers me here?')
  const story = await storyFrom(attacked.operator, world, report)
  const [before, keys] = [legal.keys.at(-1)?.sig.sk, deskKeys({ kem: randomBytes(32), sig: randomBytes(32) })]
  if (before === undefined) throw new Error('a desk without keys')
  const rotated = (roster: Roster): SignedRoster => signed({ ...roster, issuedDay: dayFrom(today - 10), desks: roster.desks.map((entry) => {
    if (entry.card.deskId !== legal.id) return entry
    const card = { ...entry.card, epoch: entry.card.epoch + 1, kemPk: keys.kem.pk, sigPk: keys.sig.pk }
    return { ...entry, card, nextSig: signNext(before, card) }
  }) })
  await planted(rotated, async () => {
    say(story, story.talk, deskVoice(legal), 'reply', textPayload('By somebody removed.'), { ...nextPlace(viewOf(story, null), deskParty(legal.id)), day: dayFrom(today) })
    await plant(attacked.operator, story, story.talk)
    const [hers, theirs] = [await attacked.reporterReads(report.digits), await attacked.deskReads(lead(1), report.caseId)]
    for (const said of [hers, theirs]) expect(said).toContain('By somebody removed.')
    expect(hers).toContain(reporter['return.view.olderKey'])
    expect(theirs).toContain(desk['desk.mark.older-key'])
    expect(theirs).toContain(desk['desk.warning.oldRoster'].split('{date}').at(-1))
  })
  await attacked.forget()
})

test('a list that ran out: a person reads on and finds nothing to write in, and nobody begins a report', async () => {
  const report = await attacked.filed('Still here.')
  await planted((roster) => signed({ ...roster, issuedDay: dayFrom(roster.issuedDay - 410), notAfterDay: dayFrom(roster.issuedDay - 10) }), async () => {
    const said = await attacked.reporterReads(report.digits)
    expect(said).toContain(report.words)
    expect(said).toContain(trust['expired.read'])
    expect(await stopsBeforeSending('Not now.')).toContain(trust['expired.right.p'])
  })
})

function lead(at: 0 | 1): Attacked['organisation']['teams'][number]['lead'] {
  const team = attacked.organisation.teams[at]
  if (team === undefined) throw new Error('the organisation has no such team')
  return team.lead
}

function signed(roster: Roster): SignedRoster {
  return signRoster(roster, world.root.sig.sk)
}

// What every answer to this page carries in the place of the newest list.
async function handsOut(page: Page, list: Uint8Array): Promise<void> {
  await page.route('**/api/roster/*', (route) => route.fulfill({ contentType: 'application/octet-stream', body: Buffer.from(list) }))
  for (const path of ['**/api/fetch', '**/desk/api/directory']) {
    await page.route(path, async (route) => {
      const answer = await route.fetch()
      const json = (await answer.json()) as { rosters: string[] }
      await route.fulfill({ response: answer, json: { ...json, rosters: [...json.rosters.slice(0, -1), base64FromBytes(list)] } })
    })
  }
}

// The newest list while `meanwhile` goes on; gone again after it.
async function planted(make: (next: Roster) => SignedRoster, meanwhile: (list: SignedRoster) => Promise<void>): Promise<void> {
  const { roster, hash } = await attacked.operator.newestRoster()
  const list = make({ ...roster, seq: roster.seq + 1, prevHash: hash })
  await insertRoster(attacked.operator, list)
  await new Promise((done) => setTimeout(done, ROSTER_IS_HEARD))
  try {
    await meanwhile(list)
  } finally {
    await attacked.operator.query('delete from rosters where seq = $1', [list.roster.seq])
    await new Promise((done) => setTimeout(done, ROSTER_IS_HEARD))
  }
}

// What stands where a new report would be sent, and that nothing of it left.
async function stopsBeforeSending(words: string, onTheLine: (page: Page) => Promise<void> = () => Promise.resolve()): Promise<string> {
  const page = await (await attacked.browser.newContext()).newPage()
  await onTheLine(page)
  const sent: string[] = []
  page.on('request', (request) => void sent.push(new URL(request.url()).pathname))
  await page.goto(`${attacked.origin}/en/write`)
  await page.locator('#s-safety [data-do="on"]').click()
  await page.locator('#s-about [data-do="skip"]').click()
  await page.locator('#f-text').fill(words)
  await page.locator('#s-happened [data-do="check"]').click()
  await page.locator('#s-stop:visible').waitFor()
  const said = await page.locator('main').innerText()
  expect(sent).not.toContain('/api/submit')
  await page.context().close()
  return said
}
