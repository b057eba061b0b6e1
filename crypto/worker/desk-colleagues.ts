/**
 * The calls of members about colleagues, the operator's settings and the own ways in (§7.4 to §7.6, §12.5): each
 * request is prepared with its entry in the record.
 */
import { admitBodyBytes, inviteBodyBytes, unlockBodyBytes } from '../bodies.ts'
import { bytesFromHex, concat } from '../bytes.ts'
import { admitColleague, changeRole, inviteColleague } from '../colleague.ts'
import type { Admission } from '../colleague.ts'
import { accessTo } from '../directory.ts'
import { makeWaysIn } from '../member.ts'
import { settingsBodyBytes } from '../recorded-bodies.ts'
import { SIZE, deskIdFrom } from '../types.ts'
import { WorkerError } from './client.ts'
import { auditField } from './desk-record.ts'
import type { Recorded } from './desk-record.ts'
import { directoryOf, memberOf, prepare } from './desk-session.ts'
import type { DeskSession } from './desk-session.ts'
import type { DeskCalls } from './messages.ts'
import type { Handlers } from './serve.ts'

type ColleagueCalls = Pick<DeskCalls, 'makeInvite' | 'admit' | 'changeRole' | 'prepareSettings' | 'replaceUnlock'>

/** These rows of the staff worker's table (§12.5). */
export function colleagueDevice(session: DeskSession): Handlers<ColleagueCalls> {
  return {
    makeInvite: (input) => {
      const { body, inviteId, fragment } = inviteColleague(memberOf(session, input.now), deskIdFrom(bytesFromHex(input.deskId)), input.role)
      const object = concat(bytesFromHex(inviteId), new Uint8Array(SIZE.id))
      const audit = auditField(session, input, { action: 'invite', caseId: null, object, details: null })
      return { ...prepare(session, 'invite', inviteBodyBytes({ ...body, audit })), inviteId, fragment }
    },
    admit: (input) => {
      const directory = directoryOf(session, input.now)
      const admission = admitColleague(directory.member, accessTo(directory, input.deskId), input.pending, input.shown, input.byFingerprint)
      return admission === null ? { result: 'compare' } : { result: 'ok', ...recorded(session, input, 'admit', admission) }
    },
    changeRole: (input) => {
      const directory = directoryOf(session, input.now)
      return recorded(session, input, 'role', changeRole(directory.member, accessTo(directory, input.deskId), input.memberId, input.role))
    },
    prepareSettings: (input) => {
      memberOf(session, input.now)
      const audit = auditField(session, input, { action: 'settings', caseId: null, object: null, details: null })
      return prepare(session, 'settings', settingsBodyBytes({ text: input.json, audit }))
    },
    replaceUnlock: async (input) => {
      const member = memberOf(session, input.now)
      const ways = await makeWaysIn(member)
      // Locked by another tab meanwhile: what was sealed just now may already be zeros.
      if (session.member !== member) throw new WorkerError('locked')
      const audit = auditField(session, input, { action: 'ways-in', caseId: null, object: null, details: null })
      return { ...prepare(session, 'boxes', unlockBodyBytes({ unlock: ways.boxes, audit })), phrase: ways.phrase, codeLines: ways.codeLines }
    },
  }
}

function recorded(session: DeskSession, given: Recorded, action: 'admit' | 'role', { body, object }: Admission) {
  const audit = auditField(session, given, { action, caseId: null, object, details: null })
  return prepare(session, 'admit', admitBodyBytes({ ...body, audit }))
}
