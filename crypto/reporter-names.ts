/**
 * What a reporter's device does to give a name to some teams of the open case, and to take it back (§5.8).
 */
import { bytesFromHex } from './bytes.ts'
import { refuse } from './error.ts'
import { nameBodyBytes, sealName } from './name-letter.ts'
import { deskParty } from './party.ts'
import type { OpenedCase } from './reporter-case.ts'
import { deskIn } from './roster.ts'
import { readsOn } from './sending.ts'
import { deskIdFrom } from './types.ts'
import type { Day, DeskId } from './types.ts'
import type { NameWords } from './worker/views.ts'
import { writerRule } from './writer-rule.ts'

/**
 * The body of a `name` that gives the words to exactly these teams. Throws `expired`, `excluded` for a team that does not read the case or is on
 * her list, `usage` without a team, without words, and for words that are too long (§5.8).
 */
export function sealNames(opened: OpenedCase, teams: readonly string[], words: NameWords, today: Day): Uint8Array {
  if (opened.expired) refuse('expired', 'roster past its last day')
  const { keys, book, view } = opened
  const rule = writerRule(view, book)
  return nameBodyBytes(desksOf(teams).map((deskId) => {
    if (!readsOn(view, rule, deskParty(deskId))) refuse('excluded', 'team that does not read the case')
    const { card } = deskIn(book.newest.roster, deskId) ?? refuse('ghost', 'desk that the roster does not know')
    return { deskId, letter: sealName(keys, card, words, today) }
  }))
}

/** The body of a `name` that takes it back from these teams, also past the last day of a roster; throws `usage` without a team (§5.8). */
export function takeNamesBack(teams: readonly string[]): Uint8Array {
  return nameBodyBytes(desksOf(teams).map((deskId) => ({ deskId, letter: null })))
}

function desksOf(teams: readonly string[]): DeskId[] {
  const desks = [...new Set(teams)].map((id) => deskIdFrom(bytesFromHex(id)))
  return desks.length > 0 ? desks : refuse('usage', 'name for nobody')
}
