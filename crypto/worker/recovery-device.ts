/**
 * The recovery holder's calls, and the drill that a member holds with them (§7.9, §12.5).
 */
import { base64FromBytes, bytesFromBase64 } from '../base64.ts'
import { bytesFromHex } from '../bytes.ts'
import { fingerprint, recoveryKeys } from '../card.ts'
import { readCode } from '../code.ts'
import type { ReadCode } from '../code.ts'
import { accessTo } from '../directory.ts'
import { drillRecovery } from '../drill.ts'
import { drillBodyBytes } from '../drill-body.ts'
import { refuse } from '../error.ts'
import { openRecovery, openRecoveryCase, openRecoverySummary } from '../recovery-holder.ts'
import { recoveryProof } from '../recovery-sign-in.ts'
import { deskIn } from '../roster.ts'
import { rosterViewOf } from '../teams.ts'
import { dayFrom, deskIdFrom, hashOf, instanceIdFrom } from '../types.ts'
import type { KeyCalls, Mistyped } from './calls-keys.ts'
import { auditField } from './desk-record.ts'
import { dayAt, directoryOf, due, prepare, recoveryOf } from './desk-session.ts'
import type { DeskSession } from './desk-session.ts'
import type { Handlers } from './serve.ts'

type RecoveryCalls = Pick<KeyCalls, 'openRecovery' | 'loadRecovery' | 'recoverySummaries' | 'openRecoveryCase' | 'prepareDrill'>

/** These rows of the staff worker's table (§12.5). */
export function recoveryDevice(session: DeskSession): Handlers<RecoveryCalls> {
  return {
    openRecovery: (input) => {
      const read = readCode(input.text)
      if (read.kind !== 'ok') return mistyped(read)
      const instance = instanceIdFrom(bytesFromHex(input.instanceId))
      const deskId = deskIdFrom(bytesFromHex(input.deskId))
      const keys = recoveryKeys(instance, read.code)
      const rootFp = hashOf('root-fp', bytesFromHex(input.rootFp))
      Object.assign(session, { recovery: { holder: { instance, deskId, rootFp, keys }, opened: null }, lastUse: input.now })
      const proof = recoveryProof(keys, instance, deskId, bytesFromBase64(input.offer.ct))
      return { result: 'ok', proof: base64FromBytes(proof), rootFingerprint: fingerprint(rootFp).join(' ') }
    },
    loadRecovery: (input) => {
      const recovery = recoveryOf(session, input.now)
      const opened = openRecovery(recovery.holder, input.directory, dayAt(input.now))
      recovery.opened = opened
      const entry = deskIn(opened.book.newest.roster, opened.access.deskId)
      return {
        roster: rosterViewOf(opened.standing), deskId: opened.access.deskId, label: entry?.label ?? '', recoveryLabel: entry?.recoveryLabel ?? '',
        opened: [...opened.opened], missing: [...opened.missing],
      }
    },
    recoverySummaries: (input) => {
      const opened = due(recoveryOf(session, input.now).opened)
      return input.rows.map((row) => openRecoverySummary(opened, row))
    },
    openRecoveryCase: (input) => {
      const { holder, opened } = recoveryOf(session, input.now)
      return openRecoveryCase(holder, due(opened), input.answer, dayFrom(input.today)).shown
    },
    prepareDrill: (input) => {
      const directory = directoryOf(session, input.now)
      const read = readCode(input.text)
      if (read.kind !== 'ok') return mistyped(read)
      const book = directory.book ?? refuse('roster', 'no roster yet')
      const access = accessTo(directory, input.deskId)
      const drilled = drillRecovery(directory.member.instance, book, access, read.code, input.boxes, input.case, dayFrom(input.today))
      if (drilled.result === 'code') return { result: 'wrong' }
      if (drilled.result === 'boxes') return { result: 'boxes', missing: [...drilled.missing] }
      const audit = auditField(session, input, { action: 'drill', caseId: null, object: drilled.object, details: null })
      return {
        result: 'ok', opened: [...drilled.opened], caseOpened: drilled.caseOpened,
        ...prepare(session, 'drill', drillBodyBytes({ deskId: access.deskId, audit })),
      }
    },
  }
}

function mistyped(read: Exclude<ReadCode, { kind: 'ok' }>): Mistyped {
  if (read.kind === 'line') return { result: 'line', line: read.line }
  return read.kind === 'length' ? { result: 'length', digits: read.digits } : { result: 'wrong' }
}
