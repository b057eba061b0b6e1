import type { ActionFunctionArgs } from '@remix-run/node'
import type { CaseForReporter } from '#crypto/answers.ts'
import { caseForReporter } from '#db/queries/case-for-reporter.server.ts'
import { rostersFrom } from '#db/queries/rosters.server.ts'
import { answering, wrongVerb } from '#app/http/answering.server.ts'
import { base64From } from '#app/http/base64.server.ts'
import { refusal } from '#app/http/refusals.server.ts'
import { reporterFrame } from '#app/http/reporter-frame.server.ts'
import { oldestRoster, openedStream } from '#app/http/stored.server.ts'

/** The whole talk of a case, sealed, for whoever signs with the key of its code. Reading leaves no trace in the database. */
export function action({ request, context }: ActionFunctionArgs) {
  return answering(async () => {
    const { scope, shredKey } = await reporterFrame(request, context, 'fetch')
    const rows = await caseForReporter(context.db, scope)
    if (rows === null) return refusal('gone')
    const rosters = await rostersFrom(context.db, scope.instance, oldestRoster(rows.talk))
    return Response.json({
      caseId: scope.caseId,
      card: base64From(rows.card),
      day: rows.day,
      envelopeHash: base64From(rows.envelopeHash),
      receipt: base64From(rows.receipt),
      talk: openedStream(shredKey, rows.talk),
      rosters: rosters.map(base64From),
    } satisfies CaseForReporter)
  })
}

export function loader() {
  return wrongVerb()
}
