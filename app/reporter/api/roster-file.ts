import type { LoaderFunctionArgs } from '@remix-run/node'
import { parseRosterHash } from '#db/model/ids.ts'
import { rosterByHash } from '#db/queries/rosters.server.ts'
import { answering, instanceOf, wrongVerb } from '#app/http/answering.server.ts'
import { refusal } from '#app/http/refusals.server.ts'

/** A roster never changes under its hash, so browsers may keep it. */
export function loader({ params, context }: LoaderFunctionArgs) {
  return answering(async () => {
    const { instanceId } = instanceOf(context)
    const hash = parseRosterHash(params['hash'] ?? '')
    const file = hash === null ? null : await rosterByHash(context.db, instanceId, hash)
    if (file === null) return refusal('missing')
    return new Response(new Uint8Array(file), {
      headers: { 'Content-Type': 'application/octet-stream', 'Cache-Control': 'public, max-age=31536000, immutable' },
    })
  })
}

export function action() {
  return wrongVerb()
}
