import type { LoaderFunctionArgs } from '@remix-run/node'
import { answering, instanceOf, wrongVerb } from '#app/http/answering.server.ts'
import { refusal } from '#app/http/refusals.server.ts'

/** Which roster is the newest; the file itself lies under its hash for good. */
export function loader({ context }: LoaderFunctionArgs) {
  return answering(async () => {
    const { rosterHash } = instanceOf(context)
    return rosterHash === null ? refusal('missing') : Response.json({ hash: rosterHash })
  })
}

export function action() {
  return wrongVerb()
}
