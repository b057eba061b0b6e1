import type { LoaderFunctionArgs } from '@remix-run/node'
import type { Directory } from '#crypto/answers.ts'
import { directoryForMember, type DeskDirectory } from '#db/queries/directory.server.ts'
import { rostersFrom } from '#db/queries/rosters.server.ts'
import { answering, wrongVerb } from '#app/http/answering.server.ts'
import { base64From } from '#app/http/base64.server.ts'
import { listedRows, recoveryHolder } from '#app/http/desk-rows.server.ts'
import { refusal } from '#app/http/refusals.server.ts'
import { memberOf } from '#app/session/member.server.ts'

/** All rosters, and for each desk of the member the signed list, its cards, the member's own boxes, new keys that wait for the root, and who waits. */
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
      desks: desks.map(deskRows),
    } satisfies Directory)
  })
}

export function action() {
  return wrongVerb()
}

function deskRows({ deskId, list, boxes, pending, waiting, recovery }: DeskDirectory): Directory['desks'][number] {
  return {
    deskId,
    ...listedRows(list),
    boxes: boxes.map(({ deskEpoch, which, box }) => ({ deskEpoch, which: which === 2 ? 2 : 1, box: base64From(box) })),
    pending: pending.map(({ inviteId, role, card, tag, name }) => ({ inviteId, role, card: base64From(card), tag: base64From(tag), name })),
    pendingRotation: waiting === null ? null : {
      card: base64From(waiting.card), cardSig: base64From(waiting.cardSig), nextSig: base64From(waiting.nextSig), recovery: recoveryHolder(waiting.recovery),
    },
    recovery: recoveryHolder(recovery),
  }
}
