import type { LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import type { DueAnswer } from '#crypto/answers.ts'
import { dayFrom, parseDeskId } from '#db/model/ids.ts'
import { dueClocks } from '#db/queries/due.server.ts'
import { answering, idFrom, wrongVerb } from '#app/http/answering.server.ts'
import { clockFacts } from '#app/http/case-answer.server.ts'
import { checked } from '#app/http/form.server.ts'
import { refusal } from '#app/http/refusals.server.ts'
import { memberOf } from '#app/session/member.server.ts'

const asked = z.object({
  desk: z.string().max(32).optional(),
  until: z.coerce.number().int().min(0).max(0x7fffffff).optional(),
  stopped: z.literal('1').optional(),
  after: z.string().max(200).optional(),
})

/** One page of the clocks of the member's desks, the nearest day first: bare days, because a rule is sealed. Looking at it is not reading a case. */
export function loader({ request, context }: LoaderFunctionArgs) {
  return answering(async () => {
    const visitor = await memberOf(request, context)
    if (visitor === null) return refusal('signed-out')
    const { desk, until, stopped, after } = checked(Object.fromEntries(new URL(request.url).searchParams), asked)
    const page = await dueClocks(context.db, visitor.scope, {
      after,
      desk: desk === undefined ? undefined : idFrom(parseDeskId, desk),
      until: until === undefined ? undefined : dayFrom(until),
      stopped: stopped === '1',
    })
    const rows = page.clocks.map(({ clock, ...place }) => ({ ...place, ...clockFacts(clock) }))
    return Response.json({ today: context.today(), rows, next: page.next } satisfies DueAnswer)
  })
}

export function action() {
  return wrongVerb()
}
