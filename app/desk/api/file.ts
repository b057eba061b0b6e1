import type { ActionFunctionArgs } from '@remix-run/node'
import { parseFileBody, streamBytes } from '#crypto/server.ts'
import { recordRead } from '#db/commands/record-read.server.ts'
import { parseCaseId, parseDeskId } from '#db/model/ids.ts'
import { answering, idFrom, wrongVerb } from '#app/http/answering.server.ts'
import { checkedEntry } from '#app/http/audit.server.ts'
import { memberFrame } from '#app/http/member-frame.server.ts'
import { partAnswer } from '#app/http/parts.server.ts'
import { refusal } from '#app/http/refusals.server.ts'

/** Hands out one sealed part of a file to a desk. The first part, without which no other opens, comes only with a signed entry in the record. */
export function action({ request, context }: ActionFunctionArgs) {
  return answering(async () => {
    const member = await memberFrame(request, context, 'file')
    const { member: asked, stream, fileId, index, audit } = parseFileBody(member.frame.body, 'member')
    if (asked === null) return refusal('broken')
    const [caseId, deskId] = [idFrom(parseCaseId, asked.caseId), idFrom(parseDeskId, asked.deskId)]
    const answer = await partAnswer(context, { scope: member.scope, caseId, deskId }, { stream: streamBytes(stream), fileId, index })
    if (index !== 0 || answer.status !== 200) return answer
    const entry = checkedEntry(member, audit, { actions: ['file'], object: new Uint8Array([...fileId, ...new Uint8Array(16)]) })
    const recorded = await recordRead(context.db, member.scope, { today: context.today(), caseId, deskId, entry })
    return recorded.ok ? answer : refusal(recorded.reason === 'gone' ? 'missing' : recorded.reason)
  })
}

export function loader() {
  return wrongVerb()
}
