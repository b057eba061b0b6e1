/**
 * The calls of members and root holders as plain functions over one session's memory (§12.5): what the staff worker
 * serves and what a program in Node can drive.
 */
import { bytesFromBase64 } from '../base64.ts'
import { bytesFromHex, hexFromBytes, utf8 } from '../bytes.ts'
import { admitColleague, changeRole, inviteColleague } from '../colleague.ts'
import { openDeskCase, openInboxSummary } from '../desk-case.ts'
import { sealDeskWrites } from '../desk-writing.ts'
import { accessTo, openDirectory } from '../directory.ts'
import { fingerprint, memberCardHash } from '../card.ts'
import { foundDesk, joinDesk } from '../founder.ts'
import { parseInviteFragment } from '../invite.ts'
import { boxesBody, makeMember, makeWaysIn, memberFrame, unlock } from '../member.ts'
import { dayFrom, deskIdFrom, hashOf, instanceIdFrom } from '../types.ts'
import type { Day } from '../types.ts'
import { WorkerError } from './client.ts'
import { directoryView } from './desk-words.ts'
import { directoryOf, due, forgetMember, holdsSecrets, lock, memberOf, newSession, prepare, touch } from './desk-session.ts'
import type { DeskSession } from './desk-session.ts'
import type { DeskCalls } from './messages.ts'
import { rootDevice } from './root-device.ts'
import type { Handlers } from './serve.ts'

/** A fresh session of one person on one device; `await ready()` of sodium.ts before the first call (§12.5). */
export function deskDevice(): Handlers<DeskCalls> {
  const session = newSession()
  return { ...entry(session), ...cases(session), ...colleagues(session), ...beginnings(session), ...rootDevice(session) }
}

function entry(session: DeskSession): Handlers<Pick<DeskCalls, 'status' | 'use' | 'unlock' | 'lock' | 'signIn' | 'sign' | 'replaceUnlock'>> {
  return {
    status: (input) => {
      holdsSecrets(session, input.now)
      const { member, root, ways } = session
      return {
        unlocked: member !== null, memberId: member?.keys.card.memberId ?? null, rootOpen: root !== null, newMember: member !== null && ways !== null,
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
    replaceUnlock: async (input) => {
      const member = memberOf(session, input.now)
      const ways = await makeWaysIn(member)
      // Locked by another tab meanwhile: what was sealed just now may already be zeros.
      if (session.member !== member) throw new WorkerError('locked')
      return { ...prepare(session, 'boxes', boxesBody(ways)), phrase: ways.phrase, codeLines: ways.codeLines }
    },
  }
}

// The device's own day, in no zone: the two days of slack that a roster gets cover every zone.
function dayAt(now: number): Day {
  return dayFrom(Math.floor(now / 86_400_000))
}

function cases(session: DeskSession): Handlers<Pick<DeskCalls, 'loadDirectory' | 'openSummaries' | 'openCase' | 'sealWrites' | 'prepareSettings'>> {
  return {
    loadDirectory: (input) => {
      const directory = openDirectory(memberOf(session, input.now), input.directory, session.known, dayAt(input.now))
      if (directory.book !== null) session.known = { seq: directory.book.newest.roster.seq, hash: directory.book.newest.hash }
      session.directory = directory
      return directoryView(directory)
    },
    openSummaries: (input) => {
      const directory = directoryOf(session, input.now)
      return input.rows.map((row) => openInboxSummary(directory, row))
    },
    openCase: (input) => {
      const opened = openDeskCase(directoryOf(session, input.now), input.answer, dayFrom(input.today))
      session.cases.set(opened.caseId, opened)
      return opened.shown
    },
    sealWrites: (input) => {
      memberOf(session, input.now)
      const opened = due(session.cases.get(input.caseId))
      return prepare(session, 'write', sealDeskWrites(opened, input.writes, input.columns, input.summary, dayFrom(input.today)))
    },
    prepareSettings: (input) => {
      memberOf(session, input.now)
      return prepare(session, 'settings', utf8(input.json))
    },
  }
}

function colleagues(session: DeskSession): Handlers<Pick<DeskCalls, 'makeInvite' | 'admit' | 'changeRole'>> {
  return {
    makeInvite: (input) => {
      const { body, inviteId, fragment } = inviteColleague(memberOf(session, input.now), deskIdFrom(bytesFromHex(input.deskId)), input.role)
      return { ...prepare(session, 'invite', body), inviteId, fragment }
    },
    admit: (input) => {
      const directory = directoryOf(session, input.now)
      const body = admitColleague(directory.member, accessTo(directory, input.deskId), input.pending, input.shown, input.byFingerprint)
      return body === null ? { result: 'compare' } : { result: 'ok', ...prepare(session, 'admit', body) }
    },
    changeRole: (input) => {
      const directory = directoryOf(session, input.now)
      return prepare(session, 'admit', changeRole(directory.member, accessTo(directory, input.deskId), input.memberId, input.role))
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
      const founded = foundDesk(memberOf(session, input.now), due(session.ways), parseInviteFragment(input.fragment),
        deskIdFrom(bytesFromHex(input.deskId)), input, input.recoveryLabel)
      const { body, deskFingerprint, memberFingerprint, recoveryLines } = founded
      return { ...prepare(session, 'found', body), deskFingerprint, memberFingerprint, recoveryLines }
    },
    join: (input) => {
      const { body, memberFingerprint } = joinDesk(memberOf(session, input.now), due(session.ways), parseInviteFragment(input.fragment),
        deskIdFrom(bytesFromHex(input.deskId)), input)
      return { ...prepare(session, 'card', body), memberFingerprint }
    },
  }
}
