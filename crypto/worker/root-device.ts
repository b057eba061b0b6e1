/**
 * The root holder's calls (§7.2, §12.5): part of the staff worker, because whoever sets a portal up does so there.
 */
import { base64FromBytes } from '../base64.ts'
import { bytesFromHex, hexFromBytes } from '../bytes.ts'
import { fingerprint } from '../card.ts'
import { codeLines, readCode } from '../code.ts'
import { checkFounding, draftOf, inviteFounder, makeRoot, openRoot, rootFile, signFirstRoster } from '../root-holder.ts'
import { dayFrom, deskIdFrom, instanceIdFrom } from '../types.ts'
import { due, openedRoot, rootOf } from './desk-session.ts'
import type { DeskSession } from './desk-session.ts'
import type { DeskCalls } from './messages.ts'
import type { Handlers } from './serve.ts'

type RootCalls = Pick<DeskCalls, 'makeRoot' | 'openRoot' | 'inviteFounder' | 'draftRoster' | 'signFirstRoster'>

/** The root's rows of the staff worker's table (§12.5). */
export function rootDevice(session: DeskSession): Handlers<RootCalls> {
  return {
    makeRoot: (input) => {
      const root = makeRoot(instanceIdFrom(bytesFromHex(input.instanceId)))
      openedRoot(session, root, null, input.now)
      session.fresh = true
      return {
        lines: codeLines(root.code),
        rootPk: base64FromBytes(root.keys.sig.pk),
        rootFp: hexFromBytes(root.keys.fp),
        fingerprint: fingerprint(root.keys.fp).join(' '),
        rootFile: rootFile(root, null),
      }
    },
    openRoot: (input) => {
      const read = readCode(input.text)
      if (read.kind === 'line') return { result: 'line', line: read.line }
      if (read.kind === 'length') return { result: 'length', digits: read.digits }
      if (read.kind === 'wrong') return { result: 'wrong' }
      const root = openRoot(instanceIdFrom(bytesFromHex(input.instanceId)), read.code)
      if (hexFromBytes(root.keys.fp) !== input.rootFp) return { result: 'wrong' }
      openedRoot(session, root, null, input.now)
      return { result: 'ok', fingerprint: fingerprint(root.keys.fp).join(' ') }
    },
    inviteFounder: (input) =>
      inviteFounder(rootOf(session, input.now), input.deskId === null ? null : deskIdFrom(bytesFromHex(input.deskId))),
    draftRoster: (input) => {
      const root = rootOf(session, input.now)
      session.founding = checkFounding(root, input.status)
      return draftOf(root, session.founding)
    },
    signFirstRoster: (input) => {
      const root = rootOf(session, input.now)
      const signed = signFirstRoster(root, due(session.founding), input.shown, input.compared, dayFrom(input.today))
      session.fresh = false
      return { rosterFile: signed.file, rosterHash: signed.hash, rootFile: rootFile(root, signed) }
    },
  }
}
