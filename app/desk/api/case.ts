import type { LoaderFunctionArgs } from '@remix-run/node'
import { symmetricKey } from '#crypto/server.ts'
import type { CaseForDesk } from '#crypto/answers.ts'
import { parseCaseId } from '#db/model/ids.ts'
import { caseForDesk } from '#db/queries/case-for-desk.server.ts'
import { answering, wrongVerb } from '#app/http/answering.server.ts'
import { base64From } from '#app/http/base64.server.ts'
import { refusal } from '#app/http/refusals.server.ts'
import { openedStream, openedSummary } from '#app/http/stored.server.ts'
import { memberOf } from '#app/session/member.server.ts'

/** One case for one of the member's desks, sealed. What is not there, was destroyed or belongs to others gets one answer. */
export function loader({ request, context }: LoaderFunctionArgs) {
  return answering(async () => {
    const visitor = await memberOf(request, context)
    if (visitor === null) return refusal('signed-out')
    const caseId = parseCaseId(new URL(request.url).searchParams.get('id') ?? '')
    const bytes = caseId === null ? null : await context.shred.keyFor(caseId)
    if (caseId === null || bytes === null) return refusal('missing')
    const shredKey = symmetricKey('shred', bytes)
    for (const { deskId } of visitor.scope.desks) {
      const rows = await caseForDesk(context.db, visitor.scope, { caseId, deskId })
      if (rows === null) continue
      return Response.json({
        caseId, deskId,
        card: base64From(rows.card),
        day: rows.day,
        urgent: rows.urgent,
        columns: rows.columns,
        talk: openedStream(shredKey, rows.talk),
        notes: rows.notes === null ? null : openedStream(shredKey, rows.notes),
        summary: rows.summary === null ? null : openedSummary(shredKey, rows.summary),
      } satisfies CaseForDesk)
    }
    return refusal('missing')
  })
}

export function action() {
  return wrongVerb()
}
