// What a device holds together before it signs, joins or opens (§7.6, §7.7, §8.3): each time one thing is of somebody else.
import { expect, test } from 'vitest'
import { AUDIT_ACTIONS, parseAudit, parseFrame, parseRotateBody, parseSettingsBody } from '#crypto/server.ts'
import { ready } from '#crypto/sodium.ts'
import { deskDevice } from '#crypto/worker/desk-device.ts'
import { codeOfAsync } from '#test/crypto/refusal.ts'
import { MemoryServer } from './memory-server.ts'
import { directory, founded, openAtDesk, organisation, report } from './people.ts'
import type { Desk } from './people.ts'

async function founding(): Promise<{ server: MemoryServer; root: Desk; rootFp: string; deskIds: [string, string] }> {
  await ready()
  const server = new MemoryServer()
  const root = deskDevice()
  const { rootFp } = await root.makeRoot({ instanceId: server.instance, now: 0 })
  const legal = await founded(server, root, { label: 'Legal desk', roles: ['LEGAL'], independent: false }, 'Legal One')
  const external = await founded(server, root, { label: 'External desk', roles: ['EXT', 'QUAL'], independent: true }, 'Ombud One')
  return { server, root, rootFp, deskIds: [legal.deskId, external.deskId] }
}

test('the root signs what was shown and nothing that changed since', async () => {
  const { server, root } = await founding()
  const shown = await root.draftRoster({ status: server.founding(), now: 0 })
  const signs = (other: typeof shown) => codeOfAsync(async () => root.signFirstRoster({ shown: other, compared: [], today: 20_000, now: 0 }))
  expect(shown.rootFingerprint).toMatch(/^(\d{5} )+\d{5}$/)
  for (const desk of shown.desks) {
    expect([desk.deskFingerprint, desk.memberFingerprint].every((text) => /^(\d{5} )+\d{5}$/.test(text))).toBe(true)
    expect([desk.recoveryLabel, desk.recoveryFingerprint, desk.tag]).toEqual(['', '', 'holds'])
  }
  expect(shown.desks.map(({ roles }) => [...roles])).toEqual([['LEGAL'], ['QUAL', 'EXT']])
  const [one, two] = shown.desks
  if (!one || !two) throw new Error('two desks expected')
  expect(await signs({ ...shown, desks: [two, one] })).toBe('ghost')
  expect(await signs({ ...shown, desks: [one] })).toBe('ghost')
  expect(await signs({ ...shown, desks: [{ ...one, label: 'Another' }, two] })).toBe('ghost')
  expect(await signs(shown)).toBe('nothing refused')
})

test('a desk whose tag fails is signed only after its fingerprints were compared', async () => {
  const { server, root, deskIds: [first, second] } = await founding()
  const held = server.desks.get(second)
  if (!held) throw new Error('no desk')
  const status = server.founding()
  const other = status.desks.find((desk) => desk.deskId === first)?.inviteId ?? ''
  const turned = { ...status, desks: status.desks.map((desk) => (desk.deskId === second ? { ...desk, inviteId: other } : desk)) }
  const shown = await root.draftRoster({ status: turned, now: 0 })
  expect(shown.desks.map(({ tag }) => tag)).toEqual(['holds', 'fails'])
  const signs = (compared: string[]) => codeOfAsync(async () => root.signFirstRoster({ shown, compared, today: 20_000, now: 0 }))
  expect([await signs([]), await signs([first]), await signs([second])]).toEqual(['ghost', 'ghost', 'nothing refused'])
})

test('desks of another server, and desks that nobody has founded, are not drafted', async () => {
  const { server, root } = await founding()
  const status = server.founding()
  expect(await codeOfAsync(async () => root.draftRoster({ status: { ...status, instanceId: 'ab'.repeat(16) as typeof status.instanceId }, now: 0 }))).toBe('roster')
  const [one, ...rest] = status.desks
  if (!one) throw new Error('no desk')
  const draft = await root.draftRoster({ status: { ...status, desks: [{ ...one, founded: null }, ...rest] }, now: 0 })
  expect(draft.desks.map(({ deskId }) => deskId)).toEqual(rest.map(({ deskId }) => deskId))
})

test('a newcomer pins the root of the link: under another root nothing is founded and nobody joins', async () => {
  const { server, root, rootFp } = await founding()
  const elsewhere = deskDevice()
  const { rootFp: other } = await elsewhere.makeRoot({ instanceId: server.instance, now: 0 })
  for (const [pin, code] of [[other, 'pinned-root'], [rootFp, 'nothing refused']] as const) {
    const invite = await root.inviteFounder({ deskId: null, now: 0 })
    const party = deskDevice()
    await party.readInvite({ fragment: invite.fragment })
    await party.makeMember({ instanceId: server.instance, rootFp: pin, now: 0 })
    const founds = async () => party.foundDesk({ fragment: invite.fragment, deskId: invite.deskId, name: 'N', email: '', recoveryLabel: null, now: 0 })
    expect(await codeOfAsync(founds)).toBe(code)
  }
})

test('a directory of another server, and ways in of somebody else, are refused', async () => {
  const org = await organisation()
  const { server, legal, external } = org
  const rows = server.directory(legal.memberId)
  expect(await codeOfAsync(async () => legal.party.loadDirectory({ directory: { ...rows, instanceId: 'ab'.repeat(16) as typeof rows.instanceId }, now: 0 }))).toBe('roster')
  const adds = (name: string) => codeOfAsync(async () => legal.party.addPasskey({
    answer: server.unlockBoxes(name), credentialId: 'AAAA', prf: new Uint8Array(32).fill(1), place: server.auditPlace(), today: server.today, now: 0 }))
  await directory(server, legal)
  expect([await adds(legal.name), await adds(external.name)]).toEqual(['nothing refused', 'ghost'])
})

test('a printed code that is too short, or wrong in two lines, says so at the lock', async () => {
  const { server, legal, root, rootFp, rootLines } = await organisation()
  const typed = (text: string) => legal.party.unlock({ answer: server.unlockBoxes(legal.name), secret: { kind: 'code', text }, now: 1 })
  const stepped = (text: string) => text.replace(/\d/, (digit) => String((Number(digit) + 1) % 10))
  const wrongTwice = (lines: readonly string[]) => lines.slice(1).map((_, at) => lines.map((line, i) => (i === 0 || i === at + 1 ? stepped(line) : line)).join(' '))
  expect(await typed(legal.codeLines.join(' ').slice(0, 12))).toMatchObject({ result: 'length' })
  expect(await Promise.all(wrongTwice(legal.codeLines).map(typed))).toContainEqual({ result: 'wrong' })
  expect(await typed(legal.codeLines.map((line, i) => (i === 1 ? stepped(line) : line)).join(' '))).toEqual({ result: 'line', line: 2 })
  const opens = (text: string, fp = rootFp) => root.openRoot({ instanceId: server.instance, text, rootFp: fp, now: 1 })
  expect(await opens(rootLines.join(' '))).toMatchObject({ result: 'ok' })
  expect(await opens(rootLines.join(' '), 'ab'.repeat(32))).toEqual({ result: 'wrong' })
  expect(await opens(rootLines.join(' ').slice(0, 12))).toMatchObject({ result: 'length' })
  expect(await opens(rootLines.map((line, i) => (i === 2 ? stepped(line) : line)).join(' '))).toEqual({ result: 'line', line: 3 })
  expect(await Promise.all(wrongTwice(rootLines).map((text) => opens(text)))).toContainEqual({ result: 'wrong' })
})

test('settings and new keys leave the entry that says what was done', async () => {
  const org = await organisation()
  const { server, legal } = org
  await directory(server, legal)
  const stands = { place: server.auditPlace(), today: server.today, now: 0 }
  const framed = async (job: Parameters<Desk['sign']>[0]['job']) => parseFrame((await legal.party.sign({ job, challenge: server.challenge(), now: 0 })).frame)
  const settings = await framed((await legal.party.prepareSettings({ json: '{"a":1}', ...stands })).job)
  const said = parseSettingsBody(settings.body)
  expect([settings.action, said.text, parseAudit(said.audit).entry.action, parseAudit(said.audit).entry.subject]).toEqual(['settings', '{"a":1}', AUDIT_ACTIONS.settings, null])
  const rotates = await framed((await legal.party.prepareRotation({ deskId: legal.deskId, remove: [], recovery: 'keep', ...stands })).job)
  expect([rotates.action, parseAudit(parseRotateBody(rotates.body).audit).entry.action]).toEqual(['rotate', AUDIT_ACTIONS.rotate])
  const { caseId } = await report(org, { text: 'x' }, [legal.deskId])
  await openAtDesk(server, legal, caseId)
  expect(await legal.party.prepareRekey({ caseId, ...stands })).toEqual({ result: 'none' })
})
