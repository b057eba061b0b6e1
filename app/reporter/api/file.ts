import type { ActionFunctionArgs } from '@remix-run/node'
import { parseFileBody, streamBytes } from '#crypto/server.ts'
import { answering, wrongVerb } from '#app/http/answering.server.ts'
import { partAnswer } from '#app/http/parts.server.ts'
import { reporterFrame } from '#app/http/reporter-frame.server.ts'

/** Hands out one sealed part of a file of the talk. Reading leaves no trace in the database. */
export function action({ request, context }: ActionFunctionArgs) {
  return answering(async () => {
    const { scope, frame } = await reporterFrame(request, context, 'file')
    const { stream, fileId, index } = parseFileBody(frame.body, 'reporter')
    return partAnswer(context, { scope }, { stream: streamBytes(stream), fileId, index })
  })
}

export function loader() {
  return wrongVerb()
}
