import type { LoaderFunctionArgs } from '@remix-run/node'
import type { AuditPlace, CasePlace } from '#crypto/answers.ts'
import { hexFrom } from '#db/bytes.server.ts'
import { parseCaseId } from '#db/model/ids.ts'
import { placeOfNextEntry, subjectOf } from '#db/queries/audit.server.ts'
import { answering, wrongVerb } from '#app/http/answering.server.ts'
import { base64From } from '#app/http/base64.server.ts'
import { refusal } from '#app/http/refusals.server.ts'
import { memberOf } from '#app/session/member.server.ts'

const none = '0'.repeat(64)

/** Where the member's next signed line belongs, and with `?case=` what a line about that case names. */
export function loader({ request, context }: LoaderFunctionArgs) {
  return answering(async () => {
    const visitor = await memberOf(request, context)
    if (visitor === null) return refusal('signed-out')
    const { n, prev, checkpoint } = await placeOfNextEntry(context.db, visitor.scope)
    const place: AuditPlace = {
      n,
      prev: prev === null ? none : hexFrom(prev),
      checkpoint: checkpoint === null ? null : {
        seq: checkpoint.s, head: hexFrom(checkpoint.head), day: checkpoint.day, sig: base64From(checkpoint.signature),
      },
    }
    const asked = new URL(request.url).searchParams.get('case')
    if (asked === null) return Response.json(place)
    const caseId = parseCaseId(asked)
    const subject = caseId === null ? null : await subjectOf(context.db, visitor.scope, caseId)
    return Response.json({
      ...place, case: subject === null ? null : { deskId: subject.deskId, auditRef: hexFrom(subject.auditRef) },
    } satisfies CasePlace)
  })
}

export function action() {
  return wrongVerb()
}
