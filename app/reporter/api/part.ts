import type { ActionFunctionArgs } from '@remix-run/node'
import { parsePartBody, splitPartRequest } from '#crypto/server.ts'
import { answering, bytesIn, frameFrom, wrongVerb } from '#app/http/answering.server.ts'
import { storedPart } from '#app/http/parts.server.ts'
import { reporterOfFrame } from '#app/http/reporter-frame.server.ts'

/** Takes one part of a file of the reporter. The same part again changes nothing. */
export function action({ request, context }: ActionFunctionArgs) {
  return answering(async () => {
    const sent = splitPartRequest(await bytesIn(request, context))
    const { scope, frame } = await reporterOfFrame(context, frameFrom(sent.frame, context, 'part', 'reporter'))
    return storedPart(context, { scope }, scope.caseId, parsePartBody(frame.body, 'reporter'), sent.part)
  })
}

export function loader() {
  return wrongVerb()
}
