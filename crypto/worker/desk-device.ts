/**
 * The calls of members and root holders as plain functions over one session's memory (§12.5): what the staff worker
 * serves and what a program in Node can drive.
 */
import { bytesFromBase64 } from '../base64.ts'
import { bytesFromHex, hexFromBytes } from '../bytes.ts'
import { knownFrom, openDirectory } from '../directory.ts'
import { fingerprint, memberCardHash } from '../card.ts'
import { foundDesk, joinDesk } from '../founder.ts'
import { parseInviteFragment } from '../invite.ts'
import { makeMember, memberFrame, unlock } from '../member.ts'
import { deskIdFrom, hashOf, instanceIdFrom } from '../types.ts'
import { caseDevice } from './case-device.ts'
import { recordDevice } from './desk-record.ts'
import { colleagueDevice } from './desk-colleagues.ts'
import { decisionDevice } from './decision-device.ts'
import { directoryView } from './desk-words.ts'
import { fileDevice } from './desk-files.ts'
import { dayAt, due, forgetMember, holdsSecrets, lock, memberOf, newSession, prepare, touch } from './desk-session.ts'
import type { DeskSession } from './desk-session.ts'
import type { DeskCalls } from './messages.ts'
import { keptDevice } from './kept-device.ts'
import { keyDevice } from './key-device.ts'
import { nextRosterDevice } from './next-roster-device.ts'
import { recoveryDevice } from './recovery-device.ts'
import { rootDevice } from './root-device.ts'
import { searchDevice } from './search-device.ts'
import type { Handlers } from './serve.ts'

/** A fresh session of one person on one device; `await ready()` of sodium.ts before the first call (§12.5). */
export function deskDevice(): Handlers<DeskCalls> {
  const session = newSession()
  return {
    ...entry(session), ...directories(session), ...caseDevice(session), ...colleagueDevice(session), ...recordDevice(session),
    ...fileDevice(session), ...beginnings(session), ...rootDevice(session), ...keptDevice(session), ...decisionDevice(session), ...searchDevice(session),
    ...keyDevice(session), ...nextRosterDevice(session), ...recoveryDevice(session),
  }
}

function entry(session: DeskSession): Handlers<Pick<DeskCalls, 'status' | 'use' | 'unlock' | 'lock' | 'signIn' | 'sign'>> {
  return {
    status: (input) => {
      holdsSecrets(session, input.now)
      const { member, root, recovery, ways } = session
      return {
        unlocked: member !== null, memberId: member?.keys.card.memberId ?? null, rootOpen: root !== null, recoveryOpen: recovery !== null,
        newMember: member !== null && ways !== null,
      }
    },
    use: (input) => {
      touch(session, input.now)
      return { unlocked: session.member !== null }
    },
    unlock: async (input) => {
      const opened = await unlock(input.answer, input.secret)
      if (opened.result !== 'ok') return opened
      forgetMember(session)
      Object.assign(session, { member: opened.member, fresh: false, lastUse: input.now })
      return { result: 'ok', memberId: opened.member.keys.card.memberId }
    },
    lock: () => {
      lock(session)
      return {}
    },
    signIn: (input) => {
      const frame = memberFrame(memberOf(session, input.now), 'signin', bytesFromBase64(input.challenge), new Uint8Array(0))
      session.fresh = false
      return { frame }
    },
    sign: (input) => {
      const member = memberOf(session, input.now)
      const { action, body } = due(session.jobs.get(input.job))
      return { frame: memberFrame(member, action, bytesFromBase64(input.challenge), body) }
    },
  }
}

function directories(session: DeskSession): Handlers<Pick<DeskCalls, 'loadDirectory'>> {
  return {
    loadDirectory: (input) => {
      const directory = openDirectory(memberOf(session, input.now), input.directory, session.known, dayAt(input.now))
      session.known = knownFrom(directory, session.known)
      session.directory = directory
      return directoryView(directory)
    },
  }
}

function beginnings(session: DeskSession): Handlers<Pick<DeskCalls, 'readInvite' | 'makeMember' | 'foundDesk' | 'join'>> {
  return {
    readInvite: (input) => {
      const invite = parseInviteFragment(input.fragment)
      return { inviteId: invite.inviteId, rootFp: hexFromBytes(invite.rootFp) }
    },
    makeMember: async (input) => {
      const { member, ways } = await makeMember(instanceIdFrom(bytesFromHex(input.instanceId)), hashOf('root-fp', bytesFromHex(input.rootFp)))
      forgetMember(session)
      Object.assign(session, { member, ways, fresh: true, lastUse: input.now })
      const { card } = member.keys
      return { phrase: ways.phrase, codeLines: ways.codeLines, memberId: card.memberId, fingerprint: fingerprint(memberCardHash(card)).join(' ') }
    },
    foundDesk: (input) => {
      const member = memberOf(session, input.now)
      const founded = foundDesk(member, due(session.ways), parseInviteFragment(input.fragment),
        deskIdFrom(bytesFromHex(input.deskId)), input, input.recoveryLabel)
      const { body, deskFingerprint, memberFingerprint, recoveryLines } = founded
      const rootFingerprint = fingerprint(member.rootFp).join(' ')
      return { ...prepare(session, 'found', body), deskFingerprint, memberFingerprint, recoveryLines, rootFingerprint }
    },
    join: (input) => {
      const { body, memberFingerprint } = joinDesk(memberOf(session, input.now), due(session.ways), parseInviteFragment(input.fragment),
        deskIdFrom(bytesFromHex(input.deskId)), input)
      return { ...prepare(session, 'card', body), memberFingerprint }
    },
  }
}
