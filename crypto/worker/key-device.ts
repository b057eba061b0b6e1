/**
 * The calls of members about keys (§7.8, §8.3, §12.5): new keys for a desk, cases brought under them, passkeys.
 */
import { bytesFromBase64 } from '../base64.ts'
import { unlockBodyBytes, writeBodyBytes } from '../bodies.ts'
import { bytesFromHex } from '../bytes.ts'
import { sealRenewal } from '../desk-writing.ts'
import { accessTo } from '../directory.ts'
import { deskCardHash } from '../desk-card.ts'
import { fingerprint } from '../card.ts'
import { boxesIn, withPasskey, withoutPasskey } from '../member.ts'
import { rotateBodyBytes } from '../rotate-body.ts'
import { rotateDesk } from '../rotation.ts'
import { randomBytes } from '../sodium.ts'
import { SIZE, caseIdFromBytes, dayFrom } from '../types.ts'
import { parseUnlockHead, passkeySalt } from '../unlock.ts'
import type { UnlockBox } from '../unlock.ts'
import type { KeyCalls } from './calls-keys.ts'
import { auditField } from './desk-record.ts'
import type { Recorded } from './desk-record.ts'
import { directoryOf, due, memberOf, prepare } from './desk-session.ts'
import type { DeskSession } from './desk-session.ts'
import type { Handlers } from './serve.ts'

type MemberKeyCalls = Pick<KeyCalls, 'prepareRotation' | 'prepareRekey' | 'passkeySalt' | 'newPasskey' | 'addPasskey' | 'dropPasskey' | 'waysIn'>

/** These rows of the staff worker's table (§12.5). */
export function keyDevice(session: DeskSession): Handlers<MemberKeyCalls> {
  return {
    prepareRotation: (input) => {
      const directory = directoryOf(session, input.now)
      const access = accessTo(directory, input.deskId)
      const rotation = rotateDesk(directory.member, access, input.remove, input.recovery, access.recovery)
      const action = input.remove.length > 0 ? 'remove' : 'rotate'
      const audit = auditField(session, input, { action, caseId: null, object: rotation.object, details: null })
      return {
        ...prepare(session, 'rotate', rotateBodyBytes({ ...rotation.body, audit })),
        deskFingerprint: fingerprint(deskCardHash(rotation.card)).join(' '), recoveryLines: rotation.recoveryLines,
      }
    },
    prepareRekey: (input) => {
      memberOf(session, input.now)
      const parts = sealRenewal(due(session.cases.get(input.caseId)), dayFrom(input.today))
      if (parts === null) return { result: 'none' }
      const caseId = caseIdFromBytes(bytesFromHex(input.caseId))
      const audit = auditField(session, input, { action: 'rekey', caseId, object: parts.object, details: null })
      return { result: 'due', ...prepare(session, 'write', writeBodyBytes({ ...parts.body, audit })) }
    },
    ...passkeys(session),
  }
}

function passkeys(session: DeskSession): Handlers<Pick<KeyCalls, 'passkeySalt' | 'newPasskey' | 'addPasskey' | 'dropPasskey' | 'waysIn'>> {
  return {
    passkeySalt: (input) => {
      const heads = boxesIn(input.answer).map((box) => parseUnlockHead(box.head))
      const first = heads.find((head) => head.way.kind === 'passkey')
      return { salt: first === undefined ? null : passkeySalt(first.instance, first.memberId) }
    },
    newPasskey: (input) => {
      const { instance, keys } = memberOf(session, input.now)
      // Fresh each time: under one handle a device would put the second passkey in the place of the first.
      return { salt: passkeySalt(instance, keys.card.memberId), userHandle: randomBytes(SIZE.id) }
    },
    addPasskey: (input) =>
      waysInOf(session, input, withPasskey(memberOf(session, input.now), input.answer, bytesFromBase64(input.credentialId), input.prf)),
    dropPasskey: (input) => waysInOf(session, input, withoutPasskey(memberOf(session, input.now), input.answer, bytesFromBase64(input.head))),
    waysIn: (input) => input.answer.boxes.map(({ head }) => ({ kind: parseUnlockHead(bytesFromBase64(head)).way.kind, head })),
  }
}

function waysInOf(session: DeskSession, given: Recorded, unlock: readonly UnlockBox[]) {
  const audit = auditField(session, given, { action: 'ways-in', caseId: null, object: null, details: null })
  return prepare(session, 'boxes', unlockBodyBytes({ unlock, audit }))
}
