/**
 * Trying out a desk's recovery before it is needed (§7.9): while a member watches, every box is opened with the
 * printed code, held against the seeds of the member's own boxes, and a case is opened with them.
 */
import type { CaseForDesk, RecoveryBoxRow } from './answers.ts'
import { sameBytes } from './bytes.ts'
import { recoveryHash, recoveryKeys } from './card.ts'
import { readDeskCase } from './desk-case.ts'
import type { DeskAccess, DeskSeeds } from './directory.ts'
import { drillObject } from './drill-object.ts'
import { refuse } from './error.ts'
import { openRecoveryBoxes } from './recovery-holder.ts'
import type { RosterBook } from './roster-book.ts'
import { deskIn } from './roster.ts'
import { wipe } from './sodium.ts'
import type { Code, Day, Hash, InstanceId } from './types.ts'

/** `code`: it is not the holder's that the newest roster names. `boxes`: these desk epochs do not come back with it. */
export type Drilled =
  | { readonly result: 'code' }
  | { readonly result: 'boxes'; readonly missing: readonly number[] }
  | { readonly result: 'ok'; readonly opened: readonly number[]; readonly caseOpened: boolean; readonly object: Hash<'drill'> }

/**
 * The drill, start to end; every secret that it opened is zeros afterwards. `answer` null: the desk has no case yet.
 * Throws `ghost` where the member's own boxes are missing, and like readDeskCase where the case does not open (§7.9).
 */
export function drillRecovery(
  instance: InstanceId, book: RosterBook, access: DeskAccess, code: Code, boxes: readonly RecoveryBoxRow[],
  answer: CaseForDesk | null, today: Day): Drilled {
  const keys = recoveryKeys(instance, code)
  const newest = deskIn(book.newest.roster, access.deskId)?.card ?? refuse('ghost', 'desk that the roster does not know')
  if (newest.recoveryHash === null || !sameBytes(newest.recoveryHash, recoveryHash(keys.pk))) {
    wipe(keys.sk)
    return { result: 'code' }
  }
  const cards = [...book.byHash.values()].flatMap((signed) => deskIn(signed.roster, access.deskId)?.card ?? [])
  const { seeds, opened, missing } = openRecoveryBoxes(keys, cards, boxes)
  try {
    const unlike = opened.filter((epoch) => !sameSeed(seeds.get(epoch), access.seeds.get(epoch)))
    if (missing.length + unlike.length > 0) return { result: 'boxes', missing: [...missing, ...unlike].sort((a, b) => a - b) }
    const caseOpened = answer !== null && opensCase(instance, book, { ...access, seeds, signing: null, pending: null }, answer, today)
    return { result: 'ok', opened, caseOpened, object: drillObject(access.deskId, [...seeds.values()].map(({ card }) => card)) }
  } finally {
    wipe(keys.sk)
    for (const { kemSeed, kem, recordKey } of seeds.values()) wipe(kemSeed, kem.sk, recordKey)
  }
}

function opensCase(instance: InstanceId, book: RosterBook, access: DeskAccess, answer: CaseForDesk, today: Day): boolean {
  const { talk, notes, room } = readDeskCase(instance, book, access, answer, today)
  const held = [talk, notes, room].flatMap((view) => view?.epochs ?? []).flatMap(({ key }) => (key === null ? [] : [key]))
  const opens = talk.newest.key !== null
  wipe(...held)
  return opens
}

// What an opened box must hold: otherwise it would bring back another key than the one in use.
function sameSeed(found: DeskSeeds | undefined, held: DeskSeeds | undefined): boolean {
  return found !== undefined && held !== undefined && sameBytes(found.kemSeed, held.kemSeed)
}
