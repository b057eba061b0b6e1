import type { ActionFunctionArgs } from '@remix-run/node'
import { parsePartBody, splitPartRequest } from '#crypto/server.ts'
import { parseCaseId, parseDeskId } from '#db/model/ids.ts'
import { answering, bytesIn, frameFrom, idFrom, wrongVerb } from '#app/http/answering.server.ts'
import { memberOfFrame } from '#app/http/member-frame.server.ts'
import { storedPart } from '#app/http/parts.server.ts'
import { refusal } from '#app/http/refusals.server.ts'

/** Takes one part of a file that a desk sends to a case. The same part again changes nothing. */
export function action({ request, context }: ActionFunctionArgs) {
  return answering(async () => {
    const sent = splitPartRequest(await bytesIn(request, context))
    const { scope, frame } = await memberOfFrame(context, frameFrom(sent.frame, context, 'part', 'member'))
    const body = parsePartBody(frame.body, 'member')
    if (body.member === null) return refusal('broken')
    const deskId = idFrom(parseDeskId, body.member.deskId)
    return storedPart(context, { scope, deskId }, idFrom(parseCaseId, body.member.caseId), body, sent.part)
  })
}

export function loader() {
  return wrongVerb()
}
