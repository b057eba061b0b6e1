// A change of a member list that names a card which waits nowhere: refused before anything else is looked at.
import { expect, test } from 'vitest'
import { encodeChange } from '#crypto/members.ts'
import { makeMember, memberCardHash, memberKeys } from '#crypto/card.ts'
import { ready } from '#crypto/sodium.ts'
import { Refused } from '#app/http/answering.server.ts'
import { checkedChange } from '#app/http/member-list.server.ts'
import { deskIdFrom, instanceIdFrom } from '#db/model/ids.ts'
import { emptyPglite } from '#test/world/database.ts'

test('a change whose card has not come in is refused, so that it cannot slip past its check when the card comes in', async () => {
  await ready()
  const db = await emptyPglite()
  const { memberId, secret } = makeMember()
  const [instance, deskId] = [instanceIdFrom(new Uint8Array(16).fill(1)), deskIdFrom(new Uint8Array(16).fill(2))]
  const change = encodeChange({
    instance, deskId, n: 0, prev: null, op: 'add', role: 'lead', cardHash: memberCardHash(memberKeys(memberId, secret).card), by: memberId,
  })
  const asked = checkedChange(db, instance, deskId, new Uint8Array([...change, ...new Uint8Array(64)])).catch((error: unknown) => error)
  const answer = await asked
  expect(answer instanceof Refused ? [answer.response.status, await answer.response.json()] : answer).toEqual([410, { reason: 'gone' }])
  await db.close()
})
