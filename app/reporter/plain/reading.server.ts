// Coming back without scripts: the code is posted, the case opened for one page, and an answer sealed here. What carries a visit from
// page to page is the page itself.

import type { AppLoadContext } from '@remix-run/node'
import { base64FromBytes, bytesFromBase64 } from '#crypto/base64.ts'
import { cameBefore, idemOf, openVisit, sealVisit, visitKey, withIdem } from '#crypto/by-server.ts'
import { readCode, type ReadCode } from '#crypto/code.ts'
import { CryptoError } from '#crypto/error.ts'
import { payloadFrom } from '#crypto/fields.ts'
import { encodeNever } from '#crypto/never.ts'
import { neverFrom } from '#crypto/reporter.ts'
import { sealReporterPost } from '#crypto/reporter-case.ts'
import type { Draft } from '#crypto/sending.ts'
import { readTransmission } from '#crypto/server.ts'
import { randomBytes } from '#crypto/sodium.ts'
import { dayFrom, type Code } from '#crypto/types.ts'
import type { CaseView, Team } from '#crypto/worker/views.ts'
import { postAsReporter } from '#db/commands/post-as-reporter.server.ts'
import { storedTransmission } from '#app/http/stored.server.ts'
import { stopKey, takesScreen } from '../stops.ts'
import { teamsLeft } from '../read/told.ts'
import { openTalk, type OpenTalk } from './case.server.ts'
import { formBytes } from './form.server.ts'
import { letterIn, type Letter } from './letter-in.ts'
import { groundOf, newestTeams, type Ground } from './roster.server.ts'

/** A sentence at the top of a page, with what fills it. */
export interface Look {
  readonly key: string
  readonly values: Readonly<Record<string, string>>
}

/** What the page shows. `kept` are fields that the next form brings again; `turn` makes each page's form its own. */
export type ReadView =
  | { readonly kind: 'code'; readonly look: Look | null; readonly kept: readonly (readonly [string, string])[] }
  | {
      readonly kind: 'talk'; readonly view: CaseView; readonly today: number; readonly teams: readonly Team[]; readonly visit: string; readonly turn: string
      readonly look: Look | null; readonly typed: string; readonly postedDay: number | null; readonly unsafe: boolean
    }
  | { readonly kind: 'stop'; readonly key: string }

const secondsOfVisit = 20 * 60
/** Other people wrote at the same moment: read again and seal again, a few times. */
const resealsAtMost = 3
let visits: ReturnType<typeof visitKey> | undefined

/** Opens the conversation, after having said what the form says. A visit that is over asks for the code again and loses nothing. */
export async function readForm(context: AppLoadContext, language: string, form: URLSearchParams): Promise<ReadView> {
  const ground = await groundOf(context)
  const kept = [...form].filter(([name]) => ['does', 'text', 'urgent', 'turn', 'teams'].includes(name))
  const read = codeIn(form, Math.floor(context.now() / 1000))
  if (read.kind === 'over') return { kind: 'code', look: kept.length === 0 ? null : { key: 'error.again', values: {} }, kept }
  if (read.kind !== 'ok') return { kind: 'code', look: lookAt(read), kept }
  try {
    const talk = await openTalk(context, ground, read.code)
    if (talk === null) return { kind: 'code', look: { key: 'error.code.none', values: {} }, kept }
    return form.has('does') ? await say(context, ground, read.code, talk, language, form) : await shown(context, ground, read.code, talk, {})
  } catch (error) {
    if (!(error instanceof CryptoError)) throw error
    const sentence = stopKey('read', error.code)
    return takesScreen('read', error.code) ? { kind: 'stop', key: sentence } : { kind: 'code', look: { key: sentence, values: {} }, kept }
  }
}

/** The visit of the page, else the code as it was typed, line by line. */
function codeIn(form: URLSearchParams, now: number): ReadCode | { readonly kind: 'over' } {
  const visit = form.get('visit')
  const typed = form.getAll('line').join(' ')
  if (visit === null || typed.trim() !== '') return readCode(typed)
  const code = openVisit(keyOfVisits(), sealedIn(visit), now)
  return code === null ? { kind: 'over' } : { kind: 'ok', code }
}

// Drawn at the first visit, because the primitives load after the module.
function keyOfVisits(): ReturnType<typeof visitKey> {
  visits ??= visitKey()
  return visits
}

// Nothing that opens, where it is not even base64.
function sealedIn(visit: string): Uint8Array {
  return /^[\w-]{2,400}$/.test(visit) ? bytesFromBase64(visit) : new Uint8Array(0)
}

function lookAt(read: Exclude<ReadCode, { readonly kind: 'ok' }>): Look {
  if (read.kind === 'length') return { key: 'error.code.length', values: { n: String(read.digits) } }
  return read.kind === 'line' ? { key: 'error.code.perhaps', values: { group: String(read.line) } } : { key: 'error.code.wrong', values: {} }
}

async function say(context: AppLoadContext, ground: Ground, code: Code, first: OpenTalk, language: string, form: URLSearchParams): Promise<ReadView> {
  const teams = form.getAll('teams').filter((id) => /^[0-9a-f]{32}$/.test(id))
  const { shown: view } = first.opened
  const letter = letterIn(form, view)
  const typed = form.get('text') ?? ''
  const again = (sentence: string) => shown(context, ground, code, first, { look: { key: sentence, values: {} }, typed })
  if (letter === null) return again('error.what')
  if (view.noTeamLeft && teams.length === 0) return again('readers.none')
  let talk: OpenTalk | null = first
  for (let reseals = 0; reseals <= resealsAtMost && talk !== null; reseals += 1) {
    const day = await postOnce(context, talk, letter, language, teams, form)
    const after = day === null ? null : await openTalk(context, ground, code)
    if (day !== null && after !== null) return shown(context, ground, code, after, { postedDay: day, unsafe: letter.unsafe, typed: letter.takesText ? '' : typed })
    talk = await openTalk(context, ground, code)
  }
  return again('error.again')
}

/** The day on which the words arrived, now or when the same form came first; null where somebody else wrote in between. */
async function postOnce(context: AppLoadContext, { scope, shredKey, opened }: OpenTalk, letter: Letter, language: string, teams: readonly string[], form: URLSearchParams): Promise<number | null> {
  const idem = idemOf(opened.keys, formBytes(form))
  if (cameBefore(opened, idem)) return context.today()
  const { never } = letter
  // A list that says so already is not sent twice.
  if (never !== null && !opened.shown.readers.some(({ id }) => never.desks.includes(id))) return context.today()
  const payload = letter.type === 'never' ? encodeNever(neverFrom(letter.never)) : withIdem('text', payloadFrom('text', letter.fields), { idem })
  const draft: Draft = { type: letter.type, payload, lang: language, urgent: letter.urgent }
  const body = sealReporterPost(opened, draft, never, { ids: teams, history: true }, dayFrom(context.today()), 'server')
  const posted = await postAsReporter(context.db, scope, { today: context.today(), transmission: storedTransmission(shredKey, readTransmission(scope.instance, scope.caseId, body)) })
  return posted.ok ? posted.day : null
}

type Said = Partial<Pick<Extract<ReadView, { readonly kind: 'talk' }>, 'look' | 'typed' | 'postedDay' | 'unsafe'>>

async function shown(context: AppLoadContext, ground: Ground, code: Code, { opened }: OpenTalk, said: Said): Promise<ReadView> {
  const view = opened.shown
  const teams = view.noTeamLeft && !view.expired ? teamsLeft((await newestTeams(context, ground)).teams, view.timeline) : []
  const visit = base64FromBytes(sealVisit(keyOfVisits(), code, Math.floor(context.now() / 1000) + secondsOfVisit))
  return { kind: 'talk', view, today: context.today(), teams, visit, turn: base64FromBytes(randomBytes(16)), look: null, typed: '', postedDay: null, unsafe: false, ...said }
}
