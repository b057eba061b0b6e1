import type { LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { addDays } from '#db/model/deadlines.ts'
import { standsInFor } from '#db/queries/absences.server.ts'
import { inboxCounts } from '#db/queries/inbox-counts.server.ts'
import { inboxFor, linesPerPage, mostLines, type InboxAsked } from '#db/queries/inbox.server.ts'
import { answering, wrongVerb } from '#app/http/answering.server.ts'
import { checked } from '#app/http/form.server.ts'
import { inboxRows } from '#app/http/inbox-rows.server.ts'
import { refusal } from '#app/http/refusals.server.ts'
import { memberOf } from '#app/session/member.server.ts'

const asked = z.object({
  view: z.enum(['open', 'mine', 'new', 'due', 'waiting', 'done', 'all']).catch('open'),
  sort: z.enum(['due', 'newest']).catch('due'),
  after: z.string().max(200).optional(),
  size: z.coerce.number().int().min(1).max(mostLines).catch(linesPerPage),
})

/** Days before a date from which it counts as near. */
const nearDays = 7

/** One page of the member's cases: clear columns and sealed summaries. Looking at a list is not reading a case. */
export function loader({ request, context }: LoaderFunctionArgs) {
  return answering(async () => {
    const visitor = await memberOf(request, context)
    if (visitor === null) return refusal('signed-out')
    const { view, sort, after, size } = checked(Object.fromEntries(new URL(request.url).searchParams), asked)
    // Whoever stands in for a colleague has the cases of both.
    const assignees = [visitor.memberId, ...(await standsInFor(context.db, visitor.scope, context.today()))]
    const dueBy = addDays(context.today(), nearDays)
    const filters: Record<typeof view, Partial<InboxAsked>> = {
      open: { open: true },
      mine: { open: true, assignees },
      new: { unseen: true },
      due: { turn: 'desk', dueBy },
      waiting: { turn: 'reporter' },
      done: { turn: 'nobody' },
      all: {},
    }
    const [page, counts] = await Promise.all([
      inboxFor(context.db, visitor.scope, { ...filters[view], sort, after, size }),
      // A long page is one of many that are read at once: they are counted in the browser.
      size > linesPerPage ? null : inboxCounts(context.db, visitor.scope, dueBy, assignees),
    ])
    return Response.json({ rows: await inboxRows(context, page.lines), next: page.next, counts, today: context.today() })
  })
}

export function action() {
  return wrongVerb()
}
