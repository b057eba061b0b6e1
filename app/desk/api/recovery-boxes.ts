import type { LoaderFunctionArgs } from '@remix-run/node'
import type { RecoveryBoxes } from '#crypto/answers.ts'
import { parseDeskId } from '#db/model/ids.ts'
import { recoveryBoxes } from '#db/queries/desk-cards.server.ts'
import { roleAt } from '#db/scope.ts'
import { answering, wrongVerb } from '#app/http/answering.server.ts'
import { base64From } from '#app/http/base64.server.ts'
import { refusal } from '#app/http/refusals.server.ts'
import { memberOf } from '#app/session/member.server.ts'

/** What the recovery code of a desk opens, sealed, for a member who tries whether it still does. */
export function loader({ request, context }: LoaderFunctionArgs) {
  return answering(async () => {
    const visitor = await memberOf(request, context)
    if (visitor === null) return refusal('signed-out')
    const deskId = parseDeskId(new URL(request.url).searchParams.get('desk') ?? '')
    if (deskId === null || roleAt(visitor.scope, deskId) === null) return refusal('missing')
    const boxes = await recoveryBoxes(context.db, visitor.scope.instance, deskId)
    return Response.json({ deskId, boxes: boxes.map(({ deskEpoch, box }) => ({ deskEpoch, box: base64From(box) })) } satisfies RecoveryBoxes)
  })
}

export function action() {
  return wrongVerb()
}
