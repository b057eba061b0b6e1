import type { LoaderFunctionArgs } from '@remix-run/node'
import { openDecisions } from '#db/queries/open-decisions.server.ts'
import { answering, wrongVerb } from '#app/http/answering.server.ts'
import { inboxRows } from '#app/http/inbox-rows.server.ts'
import { refusal } from '#app/http/refusals.server.ts'
import { memberOf } from '#app/session/member.server.ts'

/** What waits for a second person at the member's desks. Looking at a list is not reading a case. */
export function loader({ request, context }: LoaderFunctionArgs) {
  return answering(async () => {
    const visitor = await memberOf(request, context)
    if (visitor === null) return refusal('signed-out')
    const open = await openDecisions(context.db, visitor.scope)
    const rows = await inboxRows(context, open.map(({ line }) => line))
    return Response.json({ proposals: open.map(({ digest, memberId, day }, at) => ({ digest, memberId, day, row: rows[at] })), today: context.today() })
  })
}

export function action() {
  return wrongVerb()
}
