import type { ActionFunctionArgs } from '@remix-run/node'
import { bytesFromHex, decisionHolds, parseDecideBody } from '#crypto/server.ts'
import { answerDecision } from '#db/commands/answer-decision.server.ts'
import { answering, wrongVerb } from '#app/http/answering.server.ts'
import { checkedEntry } from '#app/http/audit.server.ts'
import { memberFrame } from '#app/http/member-frame.server.ts'
import { refusal } from '#app/http/refusals.server.ts'

/** Keeps what somebody of another desk decided about a page, signed by them; a member of the case carries it on. */
export function action({ request, context }: ActionFunctionArgs) {
  return answering(async () => {
    const member = await memberFrame(request, context, 'decide')
    const { pageId, deskId, answer, answerBytes, audit } = parseDecideBody(member.frame.body)
    const { digest, verdict, day } = answer
    const object = bytesFromHex(digest)
    const own = answer.instance === member.scope.instance && answer.memberId === member.memberId && decisionHolds(member.card.sigPk, answer)
    // Nobody sets aside what others proposed.
    if (!own || verdict === 'aside') return refusal('not-allowed')
    const answered = await answerDecision(context.db, member.scope, {
      today: context.today(), pageId: bytesFromHex(pageId), deskId, digest: object, verdict, day, answer: answerBytes,
      entry: checkedEntry(member, audit, { actions: ['decide'], object }),
    })
    return answered.ok ? Response.json({}) : refusal(answered.reason)
  })
}

export function loader() {
  return wrongVerb()
}
