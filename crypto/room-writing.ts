/**
 * What a member's device writes between the teams (§6.5): notes that the desks of a case read and the reporter does
 * not. For desk-writing.ts; a room follows talk, so its readers are never chosen here.
 */
import type { OpenedDeskCase } from './desk-case.ts'
import { refuse } from './error.ts'
import { ctxOf, parseHeader } from './header.ts'
import { ROOM, memberParty } from './party.ts'
import { inNewestEpoch, inNextEpoch } from './sending.ts'
import type { Draft, SealedTransmission, Writer } from './sending.ts'
import type { StreamView } from './stream.ts'
import type { Ctx, Day, DeskId } from './types.ts'
import type { Transmission } from './wire.ts'
import { roomRule } from './writer-rule.ts'

/** The epoch of talk that the room must serve after this request. */
export interface TalkAfter {
  readonly ctx: Ctx
  readonly desks: readonly DeskId[]
  /** Desks that this request adds without history. */
  readonly behindWall: readonly DeskId[]
}

/** Talk as it stands once `sent` (null: nothing) has been taken in. */
export function talkAfter(talk: StreamView, sent: Transmission | null): TalkAfter {
  if (sent?.opens == null) return { ctx: talk.newest.ctx, desks: talk.newest.desks, behindWall: [] }
  const header = parseHeader(sent.opens.header)
  const desks = header.recipients.flatMap(({ party }) => (party.kind === 'desk' ? [party.id] : []))
  return { ctx: ctxOf(sent.opens.header), desks, behindWall: header.hasBack ? [] : desks.filter((desk) => !talk.newest.desks.includes(desk)) }
}

/**
 * The drafts for the room, behind a new epoch where talk has other desks or newer keys than the room; without drafts
 * only such an epoch, or null where none is due or this desk cannot open one. Throws `ghost` where the room is closed to
 * this desk and something is to be said (§6.5).
 */
export function roomTransmission(opened: OpenedDeskCase, drafts: readonly Draft[], after: TalkAfter, today: Day): SealedTransmission | null {
  const { room, directory, caseId, card, book } = opened
  const { keys } = directory.member
  const writer: Writer = {
    instance: directory.member.instance, caseId, stream: ROOM, card, book, view: room, anchor: after.ctx,
    author: memberParty(keys.card.memberId), sk: keys.sig.sk, today,
  }
  if (room === null) return drafts.length === 0 || opened.roomClosed ? closed(drafts) : inNextEpoch(writer, after.desks, 'first', drafts)
  if (room.newest.key === null || !room.newest.desks.includes(opened.access.deskId)) return closed(drafts)
  const rule = roomRule(room, book, after.desks)
  if (rule.kind === 'write') return drafts.length === 0 ? null : inNewestEpoch(writer, drafts)
  return inNextEpoch(writer, after.desks, rule.reason, drafts, !needsWall(opened.talk, room, after))
}

function closed(drafts: readonly Draft[]): null {
  return drafts.length === 0 ? null : refuse('ghost', 'the room is not open for this desk')
}

// Who joined talk without what was said before joins the room without it too.
function needsWall(talk: StreamView, room: StreamView, after: TalkAfter): boolean {
  const newcomers = after.desks.filter((desk) => !room.newest.desks.includes(desk))
  const served = talk.epochs.findIndex((epoch) => epoch.ctx.every((byte, i) => byte === room.newest.header.anchor?.[i]))
  const walled = talk.epochs.slice(served + 1).flatMap((epoch) => (epoch.header.hasBack ? [] : epoch.added))
  return newcomers.some((desk) => walled.includes(desk) || after.behindWall.includes(desk))
}
