// The receipt that a server hands out again on return: the reporter's device checks it like the first time.
import { expect, test } from 'vitest'
import { makeReceipt } from '#crypto/receipt.ts'
import { signKeys, randomBytes } from '#crypto/sodium.ts'
import { dayFrom, hashOf } from '#crypto/types.ts'
import { codeOfAsync } from '#test/crypto/refusal.ts'
import { organisation, report, returning } from './people.ts'

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
