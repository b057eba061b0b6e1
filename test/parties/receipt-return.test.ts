// The receipt that a server hands out again on return: the reporter's device checks it like the first time.
import { expect, test } from 'vitest'
import { makeReceipt } from '#crypto/receipt.ts'
import { signKeys, randomBytes } from '#crypto/sodium.ts'
import { dayFrom, hashOf } from '#crypto/types.ts'
import { codeOfAsync } from '#test/crypto/refusal.ts'
import { receiptKeys } from '#crypto/server.ts'
import { reporterDevice } from '#crypto/worker/reporter-device.ts'
import { signNext } from './key-steps.ts'
import { NOBODY, organisation, report, returning } from './people.ts'

const org = await organisation()
const { server, legal } = org

test('a receipt of another case, another key, another envelope or an unknown roster is refused on return', async () => {
  const one = await report(org, { text: 'one' }, [legal.deskId])
  const two = await report(org, { text: 'two' }, [legal.deskId])
  const row = server.caseRow(one.caseId)
  const { receipt: honest, envelope } = row
  const atHome = () => codeOfAsync(() => returning(org, one.digits))
  const subject = { instance: server.instance, caseId: envelope.caseId, ctx0: envelope.epoch.ctx, envelopeHash: envelope.envelopeHash }
  const day = dayFrom(server.today)
  const strange = signKeys('receipt', randomBytes(32)).sk
  for (const receipt of [
    server.caseRow(two.caseId).receipt,
    makeReceipt(strange, subject, day, 1),
    makeReceipt(server.receipts.sk, { ...subject, envelopeHash: hashOf('envelope', randomBytes(32)) }, day, 1),
    makeReceipt(server.receipts.sk, subject, day, 9),
  ]) {
    row.receipt = receipt
    expect(await atHome()).toBe('receipt')
  }
  row.receipt = honest
  expect(await atHome()).toBe('nothing refused')
}, 60_000)

test('a receipt key that changes while a report is on its way: the same answer to every retry, believed then and on return', async () => {
  const moving = await organisation()
  const { server: portal, legal: desk } = moving
  const party = reporterDevice()
  const load = () => party.load({ rosterFile: portal.rosters.at(-1)?.file ?? new Uint8Array(0), instanceId: portal.instance, rootFp: moving.rootFp, today: portal.today })
  await load()
  const { digits } = await party.makeCode({})
  await party.sealReport({ recipients: [desk.deskId], never: NOBODY, fields: { text: 'on its way' }, lang: 'en', urgent: false, today: portal.today })
  portal.receipts = receiptKeys(randomBytes(32))
  await signNext(moving)
  const send = async () => portal.post((await party.signSubmit({ challenge: portal.challenge() })).frame) as { receipt: string }
  const answer = await send()
  expect(await codeOfAsync(async () => await party.readReceipt(answer))).toBe('roster')
  await load()
  expect(await party.readReceipt(answer)).toEqual({ day: portal.today })
  // Another day, another key: what was stored is what comes back.
  portal.receipts = receiptKeys(randomBytes(32))
  portal.today += 1
  await signNext(moving)
  expect(await send()).toEqual(answer)
  await load()
  expect(await codeOfAsync(async () => await party.readReceipt(answer))).toBe('roster')
  expect((await returning(moving, digits)).view.timeline).toHaveLength(1)
}, 60_000)
