import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { setAbsence } from '#db/commands/set-absence.server.ts'
import { dayFrom, parseMemberId } from '#db/model/ids.ts'
import { absencesFor } from '#db/queries/absences.server.ts'
import { answering, idFrom } from '#app/http/answering.server.ts'
import { jsonFrom } from '#app/http/form.server.ts'
import { refusal } from '#app/http/refusals.server.ts'
import { memberOf } from '#app/session/member.server.ts'

const day = z.number().int().min(0).max(0x7fffffff)
const asked = z.object({ memberId: z.string(), away: z.object({ fromDay: day, untilDay: day, deputyId: z.string() }).strict().nullable() }).strict()

/** Who of the member's desks is away now or soon, and who stands in for them. */
export function loader({ request, context }: LoaderFunctionArgs) {
  return answering(async () => {
    const visitor = await memberOf(request, context)
    return visitor === null ? refusal('signed-out') : Response.json({ absences: await absencesFor(context.db, visitor.scope, context.today()) })
  })
}

/** Sets days away, or ends them. A session is enough: it opens nothing to anybody that they could not open before. */
export function action({ request, context }: ActionFunctionArgs) {
  return answering(async () => {
    const visitor = await memberOf(request, context)
    if (visitor === null) return refusal('signed-out')
    const { memberId, away } = await jsonFrom(request, asked)
    const set = await setAbsence(context.db, visitor.scope, {
      today: context.today(),
      memberId: idFrom(parseMemberId, memberId),
      away: away === null ? null : { fromDay: dayFrom(away.fromDay), untilDay: dayFrom(away.untilDay), deputyId: idFrom(parseMemberId, away.deputyId) },
    })
    return set.ok ? Response.json({}) : refusal(set.reason)
  })
}
