import type { LoaderFunctionArgs } from '@remix-run/node'
import type { DecisionPages } from '#crypto/answers.ts'
import { hexFrom } from '#db/bytes.server.ts'
import { parseDeskId } from '#db/model/ids.ts'
import { pagesForDesk } from '#db/queries/decision-pages.server.ts'
import { answering, idFrom, wrongVerb } from '#app/http/answering.server.ts'
import { base64From } from '#app/http/base64.server.ts'
import { listRows } from '#app/http/case-answer.server.ts'
import { refusal } from '#app/http/refusals.server.ts'
import { memberOf } from '#app/session/member.server.ts'

/** Pages about proposals that other desks put before this one of the member's; they name no case. */
export function loader({ request, context }: LoaderFunctionArgs) {
  return answering(async () => {
    const visitor = await memberOf(request, context)
    if (visitor === null) return refusal('signed-out')
    const deskId = idFrom(parseDeskId, new URL(request.url).searchParams.get('desk') ?? '')
    const found = await pagesForDesk(context.db, visitor.scope, deskId)
    if (found === null) return refusal('missing')
    const pages = found.pages.map(({ pageId, day, page, answered }) => ({ pageId: hexFrom(pageId), day, page: base64From(page), answered }))
    return Response.json({ pages, lists: found.lists.map(listRows) } satisfies DecisionPages)
  })
}

export function action() {
  return wrongVerb()
}
