import type { ActionFunctionArgs } from '@remix-run/node'
import { challengeHolds, parseRootSignIn, parseRosterFile, rootSignInHolds } from '#crypto/server.ts'
import { latestRoster } from '#db/queries/rosters.server.ts'
import { answering, bytesIn, instanceOf, wrongVerb } from '#app/http/answering.server.ts'
import { refusal } from '#app/http/refusals.server.ts'
import { openFor } from '#app/session/session.server.ts'

/** Opens a session of an hour for whoever signs a challenge with the root of the newest roster: they see what waits to be signed. */
export function action({ request, context }: ActionFunctionArgs) {
  return answering(async () => {
    const { instanceId } = instanceOf(context)
    const { challenge, sig } = parseRootSignIn(await bytesIn(request, context))
    if (!challengeHolds(context.keys.challenge, instanceId, context.now() / 1000, challenge)) return refusal('challenge')
    const latest = await latestRoster(context.db, instanceId)
    if (latest === null) return refusal('not-set-up')
    if (!rootSignInHolds(parseRosterFile(latest.file).roster.rootPk, instanceId, challenge, sig)) return refusal('signature')
    return Response.json({}, { headers: { 'Set-Cookie': await openFor(context, instanceId, { kind: 'root' }) } })
  })
}

export function loader() {
  return wrongVerb()
}
