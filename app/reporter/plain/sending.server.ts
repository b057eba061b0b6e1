// A report from a browser without scripts: sealed here, in memory, in the same format as in a browser, and taken at the same door.

import type { AppLoadContext } from '@remix-run/node'
import { cameBefore, idemOf } from '#crypto/by-server.ts'
import { reporterKeys } from '#crypto/card.ts'
import { codeLines, makeCode, readCode } from '#crypto/code.ts'
import { CryptoError } from '#crypto/error.ts'
import { sealReport } from '#crypto/reporter.ts'
import { dayFrom, type Code } from '#crypto/types.ts'
import type { Team } from '#crypto/worker/views.ts'
import { readEnvelope } from '#crypto/server.ts'
import { routeReport } from '#db/model/routing.ts'
import { takeReport } from '#app/http/take-report.server.ts'
import { stopKey, takesScreen } from '../stops.ts'
import { answered, fieldsFrom, givenIn, missingIn, toldBy, type Given } from './answers.ts'
import { openTalk } from './case.server.ts'
import { formBytes } from './form.server.ts'
import { groundOf, newestTeams, type Ground } from './roster.server.ts'

/** What the page shows. `look`: key of a sentence at the top of the form; `reads` and `others` are labels of teams. */
export type WriteView =
  | { readonly kind: 'form'; readonly lines: readonly string[]; readonly given: Given; readonly teams: readonly Team[]; readonly look: string | null }
  | { readonly kind: 'sent'; readonly lines: readonly string[]; readonly day: number; readonly reads: readonly string[]; readonly others: readonly string[] }
  | { readonly kind: 'stop'; readonly key: string; readonly given: Given }

/** The empty form with a fresh code, or the sentence that says why nothing can be sent now. */
export async function freshForm(context: AppLoadContext): Promise<WriteView> {
  const ground = await groundOf(context)
  return orStop({}, async () => formWith(makeCode(), { contact: ['ask'] }, (await newestTeams(context, ground)).teams, null))
}

/** Takes the form. The same form under the same code again is told as sent and makes nothing; what was typed always comes back. */
export async function sendForm(context: AppLoadContext, language: string, form: URLSearchParams): Promise<WriteView> {
  const ground = await groundOf(context)
  const typed = givenIn(form, form.getAll('whoTeams').filter((id) => /^[0-9a-f]{32}$/.test(id)))
  return orStop(typed, async () => {
    const { loaded, teams } = await newestTeams(context, ground)
    const given = givenIn(form, teams.map(({ id }) => id))
    const read = readCode(form.get('code') ?? '')
    // A form whose own code was damaged has shown nobody a code that would open what it makes.
    if (read.kind !== 'ok') return formWith(makeCode(), given, teams, 'error.again')
    const { code } = read
    const counted = answered(given)
    const { recipients, never, urgent } = routeReport(toldBy(counted), teams)
    const look = missingIn(counted) ?? (recipients.length === 0 ? 'readers.none' : null)
    if (look !== null) return formWith(code, given, teams, look)

    const keys = reporterKeys(ground.instance, code)
    const idem = idemOf(keys, formBytes(form))
    const sealed = sealReport(loaded, code, {
      recipients, never: { roles: [...never.roles], desks: [...never.desks] }, fields: fieldsFrom(counted), lang: language, urgent, today: dayFrom(context.today()), byServer: { idem },
    })
    const taken = await takeReport(context, readEnvelope(ground.instance, sealed.envelope))
    const [reads, others] = [teams.filter(({ id }) => recipients.includes(id)), teams.filter(({ id }) => !recipients.includes(id))].map((some) => some.map(({ label }) => label))
    const sent = (day: number): WriteView => ({ kind: 'sent', lines: codeLines(code), day, reads: reads ?? [], others: others ?? [] })
    if (taken.ok) return sent(context.today())
    const day = taken.reason === 'taken' ? await dayOfFirst(context, ground, code, idem) : null
    // Other words under a code that is used, or one that was destroyed: a new code, and nothing typed is lost.
    return day === null ? formWith(makeCode(), given, teams, 'error.again') : sent(day)
  })
}

// The day on which this very form arrived; null where something else lies under the code.
async function dayOfFirst(context: AppLoadContext, ground: Ground, code: Code, idem: Uint8Array): Promise<number | null> {
  const talk = await openTalk(context, ground, code)
  return talk !== null && cameBefore(talk.opened, idem) ? talk.opened.shown.day : null
}

function formWith(code: Code, given: Given, teams: readonly Team[], look: string | null): WriteView {
  return { kind: 'form', lines: codeLines(code), given, teams, look }
}

// Refusals of the protocol as on the page with scripts: beside the form where it can be mended, else in its place.
async function orStop(given: Given, steps: () => Promise<WriteView>): Promise<WriteView> {
  try {
    return await steps()
  } catch (error) {
    if (!(error instanceof CryptoError)) throw error
    const key = stopKey('write', error.code)
    return takesScreen('write', error.code) ? { kind: 'stop', key, given } : { kind: 'form', lines: codeLines(makeCode()), given, teams: [], look: key }
  }
}
