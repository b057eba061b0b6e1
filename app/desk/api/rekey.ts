import type { LoaderFunctionArgs } from '@remix-run/node'
import type { RekeyRow } from '#crypto/answers.ts'
import { hexFrom } from '#db/bytes.server.ts'
import { parseCaseId, parseDeskId } from '#db/model/ids.ts'
import { casesToRekey } from '#db/queries/rekey.server.ts'
import { answering, wrongVerb } from '#app/http/answering.server.ts'
import { refusal } from '#app/http/refusals.server.ts'
import { memberOf } from '#app/session/member.server.ts'

/** Cases of a desk that still run on older keys, page by page; the member's browser gives them new ones. */
export function loader({ request, context }: LoaderFunctionArgs) {
  return answering(async () => {
    const visitor = await memberOf(request, context)
    if (visitor === null) return refusal('signed-out')
    const { searchParams } = new URL(request.url)
    const deskId = parseDeskId(searchParams.get('desk') ?? '')
    const page = deskId === null ? null : await casesToRekey(context.db, visitor.scope, { deskId, after: parseCaseId(searchParams.get('after') ?? '') })
    if (page === null) return refusal('missing')
    const cases = page.cases.map(({ caseId, auditRef }): RekeyRow => ({ caseId, auditRef: hexFrom(auditRef) }))
    return Response.json({ cases, next: page.next })
  })
}

export function action() {
  return wrongVerb()
}
