import type { LoaderFunctionArgs } from '@remix-run/node'
import { makeChallenge } from '#crypto/server.ts'
import { base64From } from '#app/http/base64.server.ts'
import { answering, instanceOf, wrongVerb } from '#app/http/answering.server.ts'

/** Names no case and no member, and nothing of it is kept. */
export function loader({ context }: LoaderFunctionArgs) {
  return answering(async () => {
    const { instanceId } = instanceOf(context)
    const challenge = makeChallenge(context.keys.challenge, instanceId, context.now() / 1000)
    return Response.json({ challenge: base64From(challenge), day: context.today() })
  })
}

export function action() {
  return wrongVerb()
}
