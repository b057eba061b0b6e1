import type { ActionFunctionArgs } from '@remix-run/node'
import { frameHolds, readEnvelope } from '#crypto/server.ts'
import { answering, frameFor, instanceOf, wrongVerb } from '#app/http/answering.server.ts'
import { base64From } from '#app/http/base64.server.ts'
import { refusal } from '#app/http/refusals.server.ts'
import { takeReport } from '#app/http/take-report.server.ts'

/** Takes a sealed report from whoever signs with the key of its card. */
export function action({ request, context }: ActionFunctionArgs) {
  return answering(async () => {
    const { instanceId } = instanceOf(context)
    const frame = await frameFor(request, context, 'submit', 'reporter')
    const facts = readEnvelope(instanceId, frame.body)
    if (!frameHolds(instanceId, frame, { kind: 'reporter', card: facts.card })) return refusal('signature')
    const taken = await takeReport(context, facts)
    return taken.ok ? Response.json({ receipt: base64From(taken.receipt) }) : refusal(taken.reason)
  })
}

export function loader() {
  return wrongVerb()
}
