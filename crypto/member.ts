/**
 * What a member's device does to get in and to stay known (§3.2, §8): new keys, ways to unlock, signed requests.
 */
import { bytesFromBase64 } from './base64.ts'
import { sameBytes } from './bytes.ts'
import type { UnlockAnswer } from './answers.ts'
import { makeMember as drawMember, memberKeys, memberRequestId } from './card.ts'
import type { MemberKeys } from './card.ts'
import { codeLines, makeCode, readCode } from './code.ts'
import { CryptoError, refuse } from './error.ts'
import { makePhrase } from './phrase.ts'
import { signRequest } from './request.ts'
import type { Action } from './request.ts'
import { sealedAs } from './types.ts'
import type { Code, InstanceId, RootFp, SymmetricKey } from './types.ts'
import { openByCode, openByPasskey, openByPhrase, parseUnlockHead, sealByCode, sealByPasskey, sealByPhrase } from './unlock.ts'
import type { UnlockBox, Unlocked } from './unlock.ts'
import { frameBytes } from './wire.ts'
import type { WireUnlock } from './wire-boxes.ts'

const MOST_WAYS_IN = 8

/** A member whose secret is in memory. */
export interface Member {
  readonly instance: InstanceId
  readonly keys: MemberKeys
  readonly secret: SymmetricKey<'member'>
  readonly rootFp: RootFp
}
/** Two ways in, as people write them down, and sealed as the server keeps them. */
export interface WaysIn {
  readonly phrase: string
  readonly codeLines: readonly string[]
  readonly boxes: readonly WireUnlock[]
}

/** A new member of this instance, who pins this root; Argon2id runs once (§3.2, §8). */
export async function makeMember(instance: InstanceId, rootFp: RootFp): Promise<{ member: Member; ways: WaysIn }> {
  const { memberId, secret } = drawMember()
  const member: Member = { instance, keys: memberKeys(memberId, secret), secret, rootFp }
  return { member, ways: await makeWaysIn(member) }
}

/** A fresh phrase and a fresh printed code for the same member (§8). */
export async function makeWaysIn(member: Member): Promise<WaysIn> {
  const { instance, secret, rootFp } = member
  const sealed = { instance, memberId: member.keys.card.memberId, secret, rootFp }
  const phrase = makePhrase()
  const code = makeCode()
  const boxes = [await sealByPhrase(sealed, phrase), sealByCode(sealed, code)]
  return { phrase, codeLines: codeLines(code), boxes: boxes.map(({ head, box }) => ({ head, box })) }
}

export type Unlocking =
  | { readonly result: 'ok'; readonly member: Member }
  | { readonly result: 'wrong' }
  | { readonly result: 'line'; readonly line: number }
  | { readonly result: 'length'; readonly digits: number }

/** What a person brings to get in; bytes of a passkey in base64url. */
export type UnlockSecret =
  | { readonly kind: 'phrase' | 'code'; readonly text: string }
  | { readonly kind: 'passkey'; readonly credentialId: string; readonly prf: Uint8Array }

/** Opens a member's boxes by phrase, passkey or printed code; a code that is mistyped names a line, perhaps (§8). */
export async function unlock(answer: UnlockAnswer, secret: UnlockSecret): Promise<Unlocking> {
  const boxes = boxesIn(answer)
  if (secret.kind === 'passkey') {
    const { credentialId, prf } = secret
    return await firstOpen(boxes, 'passkey', (box) => Promise.resolve(openByPasskey(box, bytesFromBase64(credentialId), prf)))
  }
  if (secret.kind === 'phrase') return await firstOpen(boxes, 'phrase', (box) => openByPhrase(box, secret.text))
  const read = readCode(secret.text)
  if (read.kind === 'line') return { result: 'line', line: read.line }
  if (read.kind === 'length') return { result: 'length', digits: read.digits }
  if (read.kind === 'wrong') return { result: 'wrong' }
  return await unlockByCode(boxes, read.code)
}

/** The ways in of an answer, checked by layout; throws `broken` or `newer-version` (§8.3). */
export function boxesIn(answer: UnlockAnswer): UnlockBox[] {
  return answer.boxes.map(({ head, box }) => ({ head: bytesFromBase64(head), box: sealedAs('unlock', bytesFromBase64(box)) }))
}

/**
 * The ways in of `answer` with one more passkey: what `boxes` sets. Throws `ghost` where they are another member's,
 * `usage` for more than eight (§8.3).
 */
export function withPasskey(member: Member, answer: UnlockAnswer, credentialId: Uint8Array, prf: Uint8Array): UnlockBox[] {
  const { instance, secret, rootFp } = member
  const made = sealByPasskey({ instance, memberId: member.keys.card.memberId, secret, rootFp }, credentialId, prf)
  const kept = ownBoxes(member, answer).filter((box) => !sameBytes(box.head, made.head))
  return kept.length < MOST_WAYS_IN ? [...kept, made] : refuse('usage', 'too many ways in')
}

/** The ways in of `answer` without one passkey; phrase and code are replaced, never taken away: `usage`. Throws `ghost` like withPasskey (§8.3). */
export function withoutPasskey(member: Member, answer: UnlockAnswer, head: Uint8Array): UnlockBox[] {
  if (parseUnlockHead(head).way.kind !== 'passkey') refuse('usage', 'not a passkey')
  return ownBoxes(member, answer).filter((box) => !sameBytes(box.head, head))
}

function ownBoxes(member: Member, answer: UnlockAnswer): UnlockBox[] {
  const boxes = boxesIn(answer)
  for (const { head } of boxes) {
    const { instance, memberId } = parseUnlockHead(head)
    if (instance !== member.instance || memberId !== member.keys.card.memberId) refuse('ghost', 'ways in of somebody else')
  }
  return boxes
}

/** A request of this member: the same body under any number of challenges (§9.2, §12.1). */
export function memberFrame(member: Member, action: Action, challenge: Uint8Array, body: Uint8Array): Uint8Array {
  const { memberId } = member.keys.card
  const sig = signRequest(member.keys.auth.sk, member.instance, { kind: 'member', memberId }, challenge, action, body)
  return frameBytes({ party: 'member', id: memberRequestId(memberId), challenge, action, sig, body })
}

function unlockByCode(boxes: readonly UnlockBox[], code: Code): Promise<Unlocking> {
  return firstOpen(boxes, 'code', (box) => Promise.resolve(openByCode(box, code)))
}

async function firstOpen(
  boxes: readonly UnlockBox[], way: 'phrase' | 'passkey' | 'code', open: (box: UnlockBox) => Promise<Unlocked>): Promise<Unlocking> {
  for (const box of boxes) {
    const head = parseUnlockHead(box.head)
    if (head.way.kind !== way) continue
    try {
      const { keys, secret, rootFp } = await open(box)
      return { result: 'ok', member: { instance: head.instance, keys, secret, rootFp } }
    } catch (error) {
      // A wrong phrase and a stranger's box look the same: that is the point of having no verifier.
      if (!(error instanceof CryptoError) || error.code !== 'broken') throw error
    }
  }
  return { result: 'wrong' }
}
