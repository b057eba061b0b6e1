import type { ActionFunctionArgs, AppLoadContext } from '@remix-run/node'
import type { CopyForReader } from '#crypto/answers.ts'
import { copyForReader } from '#db/queries/copy-for-reader.server.ts'
import { rostersFrom } from '#db/queries/rosters.server.ts'
import { answering, frameFor, wrongVerb } from '#app/http/answering.server.ts'
import { base64From } from '#app/http/base64.server.ts'
import { outsideOfFrame, type OutsideRequest } from '#app/http/outside-frame.server.ts'
import { refusal } from '#app/http/refusals.server.ts'
import { reporterOfFrame, type ReporterRequest } from '#app/http/reporter-frame.server.ts'
import { oldestRoster, openedStream } from '#app/http/stored.server.ts'
import { talkFor } from '#app/http/talk-answer.server.ts'

/** The whole talk of a case, or a copy, sealed, for whoever signs with the key of its code. Reading leaves no trace in the database. */
export function action({ request, context }: ActionFunctionArgs) {
  return answering(async () => {
    const frame = await frameFor(request, context, 'fetch', 'reporter', 'outside')
    return frame.party === 'outside' ? copyAnswer(context, await outsideOfFrame(context, frame)) : talkAnswer(context, await reporterOfFrame(context, frame))
  })
}

export function loader() {
  return wrongVerb()
}

async function talkAnswer(context: AppLoadContext, { scope, shredKey }: ReporterRequest): Promise<Response> {
  const talk = await talkFor(context, scope, shredKey)
  return talk === null ? refusal('gone') : Response.json(talk)
}

async function copyAnswer(context: AppLoadContext, { scope, shredKey }: OutsideRequest): Promise<Response> {
  const rows = await copyForReader(context.db, scope)
  if (rows === null) return refusal('gone')
  const rosters = await rostersFrom(context.db, scope.instance, oldestRoster(rows.copy))
  return Response.json({
    copyId: scope.copyId,
    card: base64From(rows.card),
    day: rows.day,
    untilDay: rows.untilDay,
    copy: openedStream(shredKey, rows.copy),
    rosters: rosters.map(base64From),
  } satisfies CopyForReader)
}
