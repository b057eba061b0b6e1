import type { ActionFunctionArgs } from '@remix-run/node'
import { bytesFromHex, parseAskBody } from '#crypto/server.ts'
import { askDecision } from '#db/commands/ask-decision.server.ts'
import { answering, wrongVerb } from '#app/http/answering.server.ts'
import { checkedEntry } from '#app/http/audit.server.ts'
import { memberFrame } from '#app/http/member-frame.server.ts'
import { refusal } from '#app/http/refusals.server.ts'

/** Puts one sealed page about a proposal before a desk that does not read the case. */
export function action({ request, context }: ActionFunctionArgs) {
  return answering(async () => {
    const member = await memberFrame(request, context, 'ask')
    const { caseId, deskId, toDesk, pageId, digest, page, audit } = parseAskBody(member.frame.body)
    const object = bytesFromHex(digest)
    const asked = await askDecision(context.db, member.scope, {
      today: context.today(), caseId, deskId, toDesk, pageId: bytesFromHex(pageId), digest: object, page,
      entry: checkedEntry(member, audit, { actions: ['ask'], object }),
    })
    return asked.ok ? Response.json({}) : refusal(asked.reason === 'gone' ? 'missing' : asked.reason)
  })
}

export function loader() {
  return wrongVerb()
}
