import type { ActionFunctionArgs } from '@remix-run/node'
import { parseRotateBody } from '#crypto/server.ts'
import { rotateDesk } from '#db/commands/rotate-desk.server.ts'
import { answering, wrongVerb } from '#app/http/answering.server.ts'
import { checkedEntry } from '#app/http/audit.server.ts'
import { memberFrame } from '#app/http/member-frame.server.ts'
import { refusal } from '#app/http/refusals.server.ts'
import { checkedRotation } from '#app/http/rotation.server.ts'

/** New keys for a desk, perhaps with members taken off its list. They wait for the root; who was taken off loses everything at once. */
export function action({ request, context }: ActionFunctionArgs) {
  return answering(async () => {
    const member = await memberFrame(request, context, 'rotate')
    const body = parseRotateBody(member.frame.body)
    const rotation = await checkedRotation(context.db, member, body)
    const removal = rotation.changes.at(-1)
    const entry = checkedEntry(member, body.audit, removal === undefined
      ? { actions: ['rotate'], object: rotation.card.hash }
      : { actions: ['remove'], object: removal.hash })
    const rotated = await rotateDesk(context.db, member.scope, { ...rotation, today: context.today(), entry })
    return rotated.ok ? Response.json({}) : refusal(rotated.reason)
  })
}

export function loader() {
  return wrongVerb()
}
