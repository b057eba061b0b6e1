import { expect, test } from 'vitest'
import { notePresence, othersPresent, forgottenAfterMs } from '#app/http/presence.server.ts'
import { connectInMemory } from '#db/connect.server.ts'
import { caseIdFrom, deskIdFrom, instanceIdFrom, instantFrom, memberIdFrom } from '#db/model/ids.ts'
import { scopeOfMember, type MemberScope } from '#db/scope.ts'

const [instance, elsewhere] = [instanceIdFrom(new Uint8Array(16).fill(1)), instanceIdFrom(new Uint8Array(16).fill(2))]
const deskId = deskIdFrom(new Uint8Array(16).fill(3))
const caseId = caseIdFrom(new Uint8Array(32).fill(4))
const start = 1_700_000_000_000

function member(n: number, at = instance): MemberScope {
  return scopeOfMember(at, memberIdFrom(new Uint8Array(16).fill(n)), [{ deskId, role: 'handler' }])
}

test('who has a case open is told to the others, and forgotten when they leave or say nothing for a while', async () => {
  const db = await connectInMemory()
  const [mai, ken] = [member(10), member(11)]
  const note = (scope: MemberScope, open: boolean, after: number) => notePresence(db, scope, caseId, { deskId, open, now: instantFrom(start + after) })
  const others = (scope: MemberScope, after: number) => othersPresent(db, scope, caseId, instantFrom(start + after)).map(({ memberId }) => memberId)
  note(mai, true, 0)
  expect(others(mai, 0)).toEqual([])
  expect(others(ken, 0)).toEqual([mai.memberId])
  expect(others(member(11, elsewhere), 0)).toEqual([])
  expect(othersPresent(db, ken, caseIdFrom(new Uint8Array(32)), instantFrom(start))).toEqual([])
  note(ken, true, 10_000)
  expect(others(mai, 10_000)).toEqual([ken.memberId])
  note(ken, false, 20_000)
  expect(others(mai, 20_000)).toEqual([])
  expect(others(ken, forgottenAfterMs)).toEqual([mai.memberId])
  expect(others(ken, forgottenAfterMs + 1)).toEqual([])
  note(mai, true, 60_000)
  // A machine whose clock is set back by an hour keeps nobody inside.
  expect(others(ken, -3_600_000)).toEqual([])
  await db.close()
})
