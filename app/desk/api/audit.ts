import type { LoaderFunctionArgs } from '@remix-run/node'
import type { AuditAnswer } from '#crypto/answers.ts'
import { parseCaseId, parseDeskId } from '#db/model/ids.ts'
import { entriesAboutCase, entriesOfDesk } from '#db/queries/audit.server.ts'
import { answering, wrongVerb } from '#app/http/answering.server.ts'
import { base64From } from '#app/http/base64.server.ts'
import { refusal } from '#app/http/refusals.server.ts'
import { memberOf } from '#app/session/member.server.ts'

/** The record of a case (`?case=`) that the member's desks read, or of one of their desks (`?desk=`) where no case is concerned. */
export function loader({ request, context }: LoaderFunctionArgs) {
  return answering(async () => {
    const visitor = await memberOf(request, context)
    if (visitor === null) return refusal('signed-out')
    const { searchParams } = new URL(request.url)
    const caseId = parseCaseId(searchParams.get('case') ?? '')
    const deskId = parseDeskId(searchParams.get('desk') ?? '')
    const rows =
      caseId !== null ? await entriesAboutCase(context.db, visitor.scope, caseId)
      : deskId !== null ? await entriesOfDesk(context.db, visitor.scope, deskId)
      : null
    if (rows === null) return refusal('missing')
    return Response.json({
      entries: rows.entries.map(({ s, day, entry, signature, details }) => ({
        seq: s, day, entry: base64From(entry), sig: base64From(signature), details: details === null ? '' : base64From(details),
      })),
      memberCards: rows.members.map(({ card }) => base64From(card)),
      names: rows.members.map(({ memberId, name }) => ({ memberId, name })),
    } satisfies AuditAnswer)
  })
}

export function action() {
  return wrongVerb()
}
