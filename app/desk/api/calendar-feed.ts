import { createHash } from 'node:crypto'
import type { AppLoadContext, LoaderFunctionArgs } from '@remix-run/node'
import { calendarText } from '#db/model/calendar-feed.ts'
import { caseNumber } from '#db/model/ids.ts'
import { scopeBehindLink } from '#db/queries/calendar.server.ts'
import { dueClocks, type DueClock } from '#db/queries/due.server.ts'
import type { MemberScope } from '#db/scope.ts'
import { deskLanguages } from '#locales/index.ts'
import { answering, instanceOf, wrongVerb } from '#app/http/answering.server.ts'
import { refusal } from '#app/http/refusals.server.ts'
import { textsFor } from '#app/http/texts.server.ts'

/** The dates of a member as a calendar: for each running clock the number of the case and the word due. The link is the only key; one that was taken back is not there. */
export function loader({ params, context }: LoaderFunctionArgs) {
  return answering(async () => {
    const { instanceId } = instanceOf(context)
    const secret = /^([A-Za-z0-9_-]{43})(?:\.ics)?$/.exec(params['token'] ?? '')?.[1]
    if (secret === undefined) return refusal('missing')
    const behind = await scopeBehindLink(context.db, instanceId, sha256(secret))
    if (behind === null) return refusal('missing')
    const days = new Map((await everyClock(context, behind.scope)).map(({ caseId, clock }) => [`${caseId} ${clock.dueDay}`, { caseId, dueDay: clock.dueDay }]))
    const entries = [...days].map(([place, { caseId, dueDay }]) => ({
      // The ids of a case mean something elsewhere; what a calendar keeps does not lead back to them.
      uid: Buffer.from(sha256(`${behind.linkId} ${place}`)).toString('hex').slice(0, 32), caseNumber: caseNumber(caseId), dueDay,
    }))
    const word = deskLanguages().map((language) => textsFor(language).t('calendar.due')).join(' / ')
    const text = calendarText(entries, { host: new URL(context.origin).hostname, word, today: context.today() })
    return new Response(text, { headers: { 'Content-Type': 'text/calendar; charset=utf-8' } })
  })
}

export function action() {
  return wrongVerb()
}

async function everyClock(context: AppLoadContext, scope: MemberScope): Promise<DueClock[]> {
  const all: DueClock[] = []
  for (let after: string | null | undefined; after !== null;) {
    const page = await dueClocks(context.db, scope, { after })
    all.push(...page.clocks)
    after = page.next
  }
  return all
}

function sha256(text: string): Uint8Array {
  return new Uint8Array(createHash('sha256').update(text).digest())
}
