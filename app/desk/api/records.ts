import type { LoaderFunctionArgs } from '@remix-run/node'
import type { DeskRecords } from '#crypto/answers.ts'
import { RECORD_KINDS, bytesFromHex } from '#crypto/server.ts'
import { hexFrom } from '#db/bytes.server.ts'
import { parseDeskId } from '#db/model/ids.ts'
import { recordsOfDesk } from '#db/queries/desk-records.server.ts'
import { answering, idFrom, wrongVerb } from '#app/http/answering.server.ts'
import { answeredRecords } from '#app/http/kept-rows.server.ts'
import { refusal } from '#app/http/refusals.server.ts'
import { memberOf } from '#app/session/member.server.ts'

/** One page of the sealed records of one kind that a desk and its members keep, all of them opened by the keys of the desk alone. */
export function loader({ request, context }: LoaderFunctionArgs) {
  return answering(async () => {
    const visitor = await memberOf(request, context)
    if (visitor === null) return refusal('signed-out')
    const { searchParams } = new URL(request.url)
    const deskId = idFrom(parseDeskId, searchParams.get('desk') ?? '')
    const kind = numberOf(searchParams.get('kind') ?? '')
    if (kind === null) return refusal('broken')
    const after = searchParams.get('after') ?? ''
    const mark = /^[0-9a-f]{32}$/.test(after) ? bytesFromHex(after) : null
    const page = await recordsOfDesk(context.db, visitor.scope, { deskId, kind, after: mark })
    if (page === null) return refusal('missing')
    return Response.json({ records: await answeredRecords(context, page.records), next: page.next === null ? null : hexFrom(page.next) } satisfies DeskRecords)
  })
}

export function action() {
  return wrongVerb()
}

/** The number of a kind by its name; null for a summary, which goes with the inbox, and for a name of nothing. */
function numberOf(name: string): number | null {
  const [, number] = Object.entries(RECORD_KINDS).find(([kind]) => kind === name && kind !== 'summary') ?? []
  return number ?? null
}
