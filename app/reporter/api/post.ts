import type { ActionFunctionArgs } from '@remix-run/node'
import { readTransmission } from '#crypto/server.ts'
import { postAsReporter } from '#db/commands/post-as-reporter.server.ts'
import { answering, wrongVerb } from '#app/http/answering.server.ts'
import { refusal } from '#app/http/refusals.server.ts'
import { reporterFrame } from '#app/http/reporter-frame.server.ts'
import { storedTransmission } from '#app/http/stored.server.ts'

/** Takes another message of the reporter, perhaps with a new epoch in front; the same one again changes nothing. */
export function action({ request, context }: ActionFunctionArgs) {
  return answering(async () => {
    const { scope, frame, shredKey } = await reporterFrame(request, context, 'post')
    const facts = readTransmission(scope.instance, scope.caseId, frame.body)
    const posted = await postAsReporter(context.db, scope, { today: context.today(), transmission: storedTransmission(shredKey, facts) })
    return posted.ok ? Response.json({ day: posted.day }) : refusal(posted.reason)
  })
}

export function loader() {
  return wrongVerb()
}
