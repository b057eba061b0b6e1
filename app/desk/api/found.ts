import type { ActionFunctionArgs } from '@remix-run/node'
import {
  changeHash, deskCardHash, deskCardSigHolds, extendMemberList, frameHolds, parseDeskCard, parseFoundBody, parseMemberCard, recoveryHash, publicKey, senderInBody,
} from '#crypto/server.ts'
import { foundDesk } from '#db/commands/found-desk.server.ts'
import { deskIdFrom, parseInviteId } from '#db/model/ids.ts'
import { answering, frameFor, idFrom, instanceOf, wrongVerb } from '#app/http/answering.server.ts'
import { newChange, splitChange } from '#app/http/member-list.server.ts'
import { personFrom } from '#app/http/newcomer.server.ts'
import { refusal } from '#app/http/refusals.server.ts'

/**
 * The first member makes the keys of a desk. Everything in the body must belong together: the first line of the list,
 * the card of the desk that names it, the recovery key that the card names. The root checks all of it again before it signs.
 */
export function action({ request, context }: ActionFunctionArgs) {
  return answering(async () => {
    const { instanceId } = instanceOf(context)
    const frame = await frameFor(request, context, 'found', 'member')
    if (!frameHolds(instanceId, frame, senderInBody(instanceId, frame))) return refusal('signature')
    const body = parseFoundBody(frame.body)
    const [member, desk, signed] = [parseMemberCard(body.memberCard), parseDeskCard(body.deskCard), splitChange(body.change)]
    const list = extendMemberList(instanceId, { deskId: desk.deskId, members: new Map(), heads: [] }, signed, member, [])
    const recovery = body.recovery === null ? null : recoveryHash(publicKey('recovery-kem', body.recovery.pk))
    const belongs = desk.instance === instanceId && same(desk.membersHash, list.heads[0]) && same(desk.recoveryHash, recovery)
    if (!belongs || !deskCardSigHolds(member.sigPk, desk, body.cardSig)) return refusal('broken')
    const founded = await foundDesk(context.db, instanceId, {
      ...personFrom(instanceId, body),
      today: context.today(),
      inviteId: idFrom(parseInviteId, body.inviteId),
      tag: body.tag,
      change: newChange(signed, changeHash(signed.change)),
      deskCard: { deskId: deskIdFrom(body.deskCard.slice(16, 32)), epoch: desk.epoch, bytes: body.deskCard, hash: deskCardHash(desk), signature: body.cardSig },
      boxes: body.boxes,
      recovery: body.recovery,
    })
    return founded.ok ? Response.json({}) : refusal(founded.reason)
  })
}

export function loader() {
  return wrongVerb()
}

function same(a: Uint8Array | null | undefined, b: Uint8Array | null | undefined): boolean {
  if (a === null || a === undefined || b === null || b === undefined) return (a ?? null) === (b ?? null)
  return Buffer.from(a).equals(Buffer.from(b))
}
