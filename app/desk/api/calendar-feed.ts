import type { LoaderFunctionArgs } from '@remix-run/node'
import { answering, instanceOf, wrongVerb } from '#app/http/answering.server.ts'
import { calendarBehind } from '#app/http/calendar.server.ts'
import { refusal } from '#app/http/refusals.server.ts'

/** The dates of a member for a calendar program. The link is the only key; one that was taken back is not there. */
export function loader({ params, context }: LoaderFunctionArgs) {
  return answering(async () => {
    const { instanceId } = instanceOf(context)
    const secret = /^([A-Za-z0-9_-]{43})(?:\.ics)?$/.exec(params['token'] ?? '')?.[1]
    const text = secret === undefined ? null : await calendarBehind(context.db, instanceId, secret, { origin: context.origin, today: context.today() })
    return text === null ? refusal('missing') : new Response(text, { headers: { 'Content-Type': 'text/calendar; charset=utf-8' } })
  })
}

export function action() {
  return wrongVerb()
}
