// What a server hands to the root holder for the next roster, made from the invented organisation; an attack changes one thing.
import type { RosterDraftDeskRows, RosterDraftRows } from '#crypto/answers.ts'
import { base64FromBytes } from '#crypto/base64.ts'
import { concat } from '#crypto/bytes.ts'
import { encodeMemberCard } from '#crypto/card.ts'
import { makeCode } from '#crypto/code.ts'
import { encodeDeskCard, signDeskCard } from '#crypto/desk-card.ts'
import type { DeskCard } from '#crypto/desk-card.ts'
import { checkNextRoster, nextDraftOf, signNextRoster } from '#crypto/next-roster.ts'
import type { CheckedNext, LastSigned } from '#crypto/next-roster.ts'
import type { RootHolder } from '#crypto/root-holder.ts'
import type { SignedRoster } from '#crypto/roster.ts'
import type { NextRosterDraft } from '#crypto/worker/calls-keys.ts'
import { TODAY, cardOf, newKeys } from './world.ts'
import type { Desk, Person, World } from './world.ts'

export function holderOf(world: World): RootHolder {
  return { instance: world.instance, code: makeCode(), keys: world.root }
}

export function rowsOf(world: World): RosterDraftRows {
  return {
    instanceId: world.instance, today: TODAY, practice: false, receiptPk: base64FromBytes(world.receipt.pk),
    rosters: world.rosters.map((signed) => base64FromBytes(signed.file)), desks: world.desks.map(deskRowOf),
  }
}

export function deskRowOf(desk: Desk): RosterDraftDeskRows {
  return {
    deskId: desk.id, label: `desk ${desk.roles.join('+')}`, roles: [...desk.roles], independent: desk.independent,
    changes: desk.changes.map(({ change, sig }) => base64FromBytes(concat(change, sig))),
    memberCards: desk.people.map((one) => base64FromBytes(encodeMemberCard(one.keys.card))),
    names: desk.people.map((one, i) => ({ memberId: one.keys.card.memberId, name: `Member ${i + 1}` })),
    pending: null, founded: null, inviteId: null,
  }
}

// New keys that wait: the card signed by `by`, vouched for by the keys before.
export function pendingOf(world: World, desk: Desk, by: Person): NonNullable<RosterDraftDeskRows['pending']> {
  newKeys(desk, world.instance)
  return signedBy(cardOf(desk, world.instance), by, desk.nextSig)
}

export function signedBy(card: DeskCard, by: Person, nextSig: Uint8Array | null): NonNullable<RosterDraftDeskRows['pending']> {
  return {
    card: base64FromBytes(encodeDeskCard(card)), cardSig: base64FromBytes(signDeskCard(by.keys.sig.sk, card)),
    nextSig: nextSig && base64FromBytes(nextSig), recovery: null,
  }
}

export function withDesk(rows: RosterDraftRows, desk: Desk, change: (row: RosterDraftDeskRows) => Partial<RosterDraftDeskRows>): RosterDraftRows {
  return { ...rows, desks: rows.desks.map((row) => (row.deskId === desk.id ? { ...row, ...change(row) } : row)) }
}

export function draftFrom(world: World, rows: RosterDraftRows, last: LastSigned | null = null): { next: CheckedNext; shown: NextRosterDraft } {
  const root = holderOf(world)
  const next = checkNextRoster(root, rows, last, TODAY)
  return { next, shown: nextDraftOf(root, next) }
}

export function signed(world: World, rows: RosterDraftRows, compared: readonly string[] = [], drop: readonly string[] = []): SignedRoster {
  const { next, shown } = draftFrom(world, rows)
  return signNextRoster(holderOf(world), next, shown, compared, drop)
}
