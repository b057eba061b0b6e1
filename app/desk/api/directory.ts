import type { LoaderFunctionArgs } from '@remix-run/node'
import type { Directory } from '#crypto/answers.ts'
import { directoryForMember, type DeskDirectory } from '#db/queries/directory.server.ts'
import { memberListOf, type MemberListRows } from '#db/queries/member-list.server.ts'
import { rostersFrom } from '#db/queries/rosters.server.ts'
import { answering, wrongVerb } from '#app/http/answering.server.ts'
import { base64From } from '#app/http/base64.server.ts'
import { refusal } from '#app/http/refusals.server.ts'
import { memberOf } from '#app/session/member.server.ts'

/** All rosters, and for each desk of the member the signed list, its cards, the member's own boxes, and who waits. */
export function loader({ request, context }: LoaderFunctionArgs) {
  return answering(async () => {
    const visitor = await memberOf(request, context)
    if (visitor === null) return refusal('signed-out')
    const { name, desks } = await directoryForMember(context.db, visitor.scope)
    const rosters = await rostersFrom(context.db, visitor.scope.instance, 0)
    return Response.json({
      instanceId: visitor.scope.instance,
      memberId: visitor.memberId,
      name,
      today: context.today(),
      rosters: rosters.map(base64From),
      desks: await Promise.all(desks.map(async (desk) => deskRows(desk, await memberListOf(context.db, visitor.scope.instance, desk.deskId)))),
    } satisfies Directory)
  })
}

export function action() {
  return wrongVerb()
}

// The list names everybody who was ever on it, and a browser checks all of it: so cards of former members go along.
function deskRows({ deskId, members, boxes, pending }: DeskDirectory, { changes, cards }: MemberListRows): Directory['desks'][number] {
  return {
    deskId,
    changes: changes.map(({ change, signature }) => base64From(Buffer.concat([change, signature]))),
    memberCards: cards.map(base64From),
    names: members.map(({ memberId, name }) => ({ memberId, name })),
    boxes: boxes.map(({ deskEpoch, which, box }) => ({ deskEpoch, which: which === 2 ? 2 : 1, box: base64From(box) })),
    pending: pending.map(({ inviteId, role, card, tag, name }) => ({ inviteId, role, card: base64From(card), tag: base64From(tag), name })),
  }
}
