/**
 * The root holder's calls after the first roster (§7.7, §12.5): come back, read what waits, sign it, hand over.
 */
import { bytesFromBase64 } from '../base64.ts'
import { bytesFromHex, concat, hexFromBytes } from '../bytes.ts'
import { fingerprint, memberCardHash, parseMemberCard } from '../card.ts'
import { codeLines } from '../code.ts'
import { listUnder } from '../directory.ts'
import { refuse } from '../error.ts'
import { nextChange, signChange } from '../members.ts'
import { checkNextRoster, nextDraftOf, signNextRoster } from '../next-roster.ts'
import { readRootFile } from '../root-access.ts'
import { makeRoot, rootFile } from '../root-holder.ts'
import type { RootHolder } from '../root-holder.ts'
import { makeRootSignIn } from '../root-sign-in.ts'
import { openBook } from '../roster-book.ts'
import { dayFrom, deskIdFrom, instanceIdFrom } from '../types.ts'
import type { KeyCalls } from './calls-keys.ts'
import { due, openedRoot, rootOf } from './desk-session.ts'
import type { DeskSession } from './desk-session.ts'
import type { Handlers } from './serve.ts'

type NextRosterCalls = Pick<KeyCalls,
  'openRootFile' | 'signRootIn' | 'draftNextRoster' | 'signNextRoster' | 'makeNextRoot' | 'signSuccession' | 'signRestart'>

/** These rows of the staff worker's table (§12.5). */
export function nextRosterDevice(session: DeskSession): Handlers<NextRosterCalls> {
  return {
    openRootFile: (input) => {
      const read = readRootFile(instanceIdFrom(bytesFromHex(input.instanceId)), input.file)
      if (read === null || hexFromBytes(read.root.keys.fp) !== input.rootFp) return { result: 'wrong' }
      openedRoot(session, read.root, read.last, input.now)
      return { result: 'ok', fingerprint: fingerprint(read.root.keys.fp).join(' '), lastSigned: read.last?.seq ?? 0 }
    },
    signRootIn: (input) => {
      const root = rootOf(session, input.now)
      return { body: makeRootSignIn(root.keys.sig.sk, root.instance, bytesFromBase64(input.challenge)) }
    },
    draftNextRoster: (input) => {
      const root = rootOf(session, input.now)
      const last = session.lastSigned ?? (input.last === null ? null : { seq: input.last, hash: null })
      session.next = checkNextRoster(root, input.rows, last, dayFrom(input.today))
      return nextDraftOf(root, session.next)
    },
    signNextRoster: (input) => signed(session, rootOf(session, input.now), null, input),
    makeNextRoot: (input) => {
      const successor = makeRoot(rootOf(session, input.now).instance)
      session.successor = successor
      return { lines: codeLines(successor.code), fingerprint: fingerprint(successor.keys.fp).join(' '), rootFp: hexFromBytes(successor.keys.fp) }
    },
    signSuccession: (input) => signed(session, rootOf(session, input.now), due(session.successor), input),
    signRestart: (input) => {
      const root = rootOf(session, input.now)
      const card = parseMemberCard(bytesFromBase64(input.card))
      if (fingerprint(memberCardHash(card)).join(' ') !== input.shownFingerprint) refuse('ghost', 'not the card that was shown')
      const deskId = deskIdFrom(bytesFromHex(input.deskId))
      const cards = input.memberCards.map((bytes) => parseMemberCard(bytesFromBase64(bytes)))
      // Under the roots of before as well: one of them may have restarted this desk already.
      const list = listUnder(openBook(root.instance, root.keys.fp, input.rosters.map(bytesFromBase64)), deskId, input.changes, cards)
      const made = signChange(root.keys.sig.sk, nextChange(root.instance, deskId, list, { op: 'restart', role: 'lead', card, by: null }))
      return { change: concat(made.change, made.sig) }
    },
  }
}

function signed(
  session: DeskSession, root: RootHolder, successor: RootHolder | null, input: KeyCalls['signNextRoster']['input']): KeyCalls['signNextRoster']['output'] {
  const roster = signNextRoster(root, due(session.next), input.shown, input.compared, input.drop, successor)
  const holder = successor ?? root
  const last = { seq: roster.roster.seq, hash: roster.hash }
  const before = session.lastSigned
  if (before !== null && before.seq >= last.seq && before.hash !== last.hash) refuse('rollback', 'number signed already')
  // What was checked stays: signing the same again gives the same bytes, for a publication that did not arrive.
  if (successor === null) session.lastSigned = last
  else openedRoot(session, successor, last, input.now)
  return { rosterFile: roster.file, rosterHash: roster.hash, rootFile: rootFile(holder, roster), seq: roster.roster.seq }
}
