// The second part of the writing page: everything that needs the worker and the signed list of teams.
import { startReporterWorker, WorkerError } from '#crypto/worker/client.ts'
import type { WorkerClient } from '#crypto/worker/client.ts'
import type { ReporterCalls } from '#crypto/worker/messages.ts'
import type { RosterView, Team } from '#crypto/worker/views.ts'
import { routeReport } from '#db/model/routing.ts'
import type { Route, RoutingAnswers } from '#db/model/routing.ts'
import { pleaseLook } from '../please-look.client.ts'
import { newestRoster } from '../requests.client.ts'
import { fillStop } from '../stop.client.ts'
import { stopKey, takesScreen } from '../stops.ts'
import { find, page, phoneDay, text } from '../texts.client.ts'
import { answers } from './answers.client.ts'
import { drawCheck } from './check.client.ts'
import { drawBar, drawReaders, drawSafety, drawTeams } from './readers.client.ts'
import { actOnSent } from './keeping.client.ts'
import { currentScreen, standIn } from './screens.client.ts'
import { sendMessage } from './send.client.ts'

export { fillStopAgain } from '../stop.client.ts'

export interface Sealed {
  readonly worker: WorkerClient<ReporterCalls>
  readonly roster: RosterView
  readonly today: number
}

let ready: Promise<Sealed> | undefined
let known: Sealed | undefined
/** The screen in whose place a refusal stands. */
let blocked = 'check'
/** Teams that the person took out on the check page. */
const removed = new Set<string>()

/** Starts the worker and checks the newest roster, once; a failure is not kept. */
export function prepare(): Promise<Sealed> {
  ready ??= load().then(
    (sealed) => (known = sealed),
    (error: unknown) => {
      ready = undefined
      throw error
    },
  )
  return ready
}

/** Drops what was prepared: the teams have changed, or the message is on its way. */
export function startAnew(): void {
  known?.worker.end()
  known = undefined
  ready = undefined
}

async function load(): Promise<Sealed> {
  const { worker: address = '' } = page().dataset
  const worker = startReporterWorker(address)
  // The phone's own day: whether a list of teams is too old must not be the word of the server that hands it out.
  const today = phoneDay()
  try {
    return { worker, roster: await loadInto(worker, today), today }
  } catch (error) {
    worker.end()
    throw error
  }
}

/** Hands the newest signed list to the worker, which decides whether to believe it. */
export async function loadInto(worker: Sealed['worker'], today: number): Promise<RosterView> {
  const { instance = '', root = '' } = page().dataset
  return worker.call('load', { rosterFile: await newestRoster(), instanceId: instance, rootFp: root, today })
}

export function routed(teams: readonly Team[]): Route<string> {
  const given = answers()
  const list = (name: string): string[] => given[name]?.split(',') ?? []
  // Values come from fields that the page made out of the same table (db/model/questions.ts).
  const told = {
    tiles: list('tiles'),
    danger: given['danger'],
    who: list('who'),
    whoTeams: list('whoTeams'),
    relation: given['relation'],
    relationMore: list('relationMore'),
    touch: given['touch'],
    nearest: given['nearest'],
    contact: given['contact'],
    removedTeams: [...removed],
  } as RoutingAnswers<string>
  return routeReport(told, teams)
}

export function removedTeams(): string {
  return [...removed].join(',')
}

/** The list of teams below "Someone in a team that reads these messages", and who can open the message now. */
export async function showTeams(): Promise<void> {
  const { roster } = await prepare()
  drawTeams(roster.teams)
  drawSafety(roster.teams)
  showReaders()
}

export function showReaders(): void {
  if (known !== undefined) drawBar(known.roster.teams, routed(known.roster.teams))
}

export async function showCheck(): Promise<void> {
  drawCheck()
  const { roster } = await prepare()
  drawReaders(roster.teams, routed(roster.teams), removed, (team, out) => {
    if (out) removed.add(team)
    else removed.delete(team)
    void showCheck().then(() => find('readers').focus())
  })
}

/** Does it; a refusal of the worker is told where it belongs, and what was typed stays. Everything else is thrown. */
export async function orStop(does: () => unknown): Promise<void> {
  try {
    await does()
  } catch (error) {
    if (!(error instanceof WorkerError)) throw error
    sayRefusal(error)
  }
}

/** On a screen of its own where nothing may be sent at all, else beside the question that is shown. */
export function sayRefusal({ code }: WorkerError): void {
  const here = currentScreen()
  if (takesScreen('write', code)) {
    fillStop('write', code, 'stop.write.h')
    if (here === 'stop') return
    blocked = here
    standIn('stop')
  } else pleaseLook(find(`look-${here}`), [{ words: text(stopKey('write', code)), at: `h-${here}` }])
}

/** The screen that could not be shown, once more: it asks for the list of teams anew. */
function tryAgain(): void {
  startAnew()
  standIn(blocked)
}

export function act(does: string, button: HTMLElement): void {
  if (does === 'send') void sendMessage()
  else if (does === 'stop-again') tryAgain()
  else actOnSent(does, button)
}
