import type { LoaderFunctionArgs } from '@remix-run/node'
import { recordRecoveryRead } from '#db/commands/record-recovery-read.server.ts'
import { inboxFor } from '#db/queries/inbox.server.ts'
import { answering, wrongVerb } from '#app/http/answering.server.ts'
import { inboxRows } from '#app/http/inbox-rows.server.ts'
import { requireRecovery } from '#app/session/key-holder.server.ts'

/** One page of the desk's cases for its recovery holder, last activity first. */
export function loader({ request, context }: LoaderFunctionArgs) {
  return answering(async () => {
    const scope = await requireRecovery(request, context)
    await recordRecoveryRead(context.db, scope, { today: context.today(), caseId: null })
    const after = new URL(request.url).searchParams.get('after')?.slice(0, 200)
    const page = await inboxFor(context.db, scope, { sort: 'newest', after })
    return Response.json({ rows: await inboxRows(context, page.lines), next: page.next, today: context.today() })
  })
}

export function action() {
  return wrongVerb()
}
