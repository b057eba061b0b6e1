// One case as the server stores it, and honest writers for it. Attacks reach into `rows` or seal by hand.
import type { TalkEpoch } from '#crypto/acceptance.ts'
import { reporterKeys, encodeReporterCard } from '#crypto/card.ts'
import type { ReporterKeys } from '#crypto/card.ts'
import { makeCode } from '#crypto/code.ts'
import { makeEpoch, splitWraps } from '#crypto/epoch.ts'
import type { Epoch, WrapTo } from '#crypto/epoch.ts'
import { deskRecipient, reporterRecipient } from '#crypto/header.ts'
import type { Header } from '#crypto/header.ts'
import type { MemberList } from '#crypto/members.ts'
import { sealMessage } from '#crypto/message.ts'
import type { Inner, MessageType } from '#crypto/message.ts'
import { NEVER_NOBODY } from '#crypto/never.ts'
import type { Never } from '#crypto/never.ts'
import { encodeOpening, encodeReportBody } from '#crypto/opening.ts'
import type { OpenReason } from '#crypto/opening.ts'
import { REPORTER, TALK, deskParty, memberParty, notesOf, sameParty } from '#crypto/party.ts'
import type { Party, Stream } from '#crypto/party.ts'
import { REPORT_FIELDS, TEXT_FIELDS, encodePayload } from '#crypto/payload.ts'
import type { RosterBook } from '#crypto/roster-book.ts'
import { deskIn } from '#crypto/roster.ts'
import type { SignedRoster } from '#crypto/roster.ts'
import { nextPlace, readStream } from '#crypto/stream.ts'
import type { StreamRows, StreamView } from '#crypto/stream.ts'
import type { Ctx, Day, DeskId, SecretKey } from '#crypto/types.ts'
import { TODAY, bookOf, listOf } from './world.ts'
import type { Desk, Person, World } from './world.ts'

export interface Row { epoch: number; outer: Uint8Array; body: Uint8Array; day: Day }
export interface EpochStored { header: Uint8Array; wraps: Uint8Array; back: Uint8Array; made: Epoch }
export interface Stored { stream: Stream; epochs: EpochStored[]; messages: Row[] }
export interface Story { world: World; keys: ReporterKeys; talk: Stored; notes: Stored | null }
/** Somebody who can write: a name and the key that signs for it. */
export interface Voice { party: Party; sk: SecretKey<'reporter-sig' | 'desk-sig' | 'member-sig'> }

export function reporterVoice(story: Story): Voice {
  return { party: REPORTER, sk: story.keys.sig.sk }
}
export function deskVoice(desk: Desk, epoch = desk.keys.length): Voice {
  const keys = desk.keys[epoch - 1]
  if (!keys) throw new Error('no such desk epoch')
  return { party: deskParty(desk.id), sk: keys.sig.sk }
}
export function memberVoice(person: Person): Voice {
  return { party: memberParty(person.keys.card.memberId), sk: person.keys.sig.sk }
}

export function file(world: World, desks: readonly Desk[], never: Never = NEVER_NOBODY, keys = reporterKeys(world.instance, makeCode())): Story {
  const story: Story = { world, keys, talk: { stream: TALK, epochs: [], messages: [] }, notes: null }
  const epoch = drawEpoch(story, story.talk, desks.map((desk) => desk.id), REPORTER, null, null)
  store(story.talk, epoch)
  const answers = encodePayload(REPORT_FIELDS, { text: 'They keep our passports.', tiles: ['papers'] })
  say(story, story.talk, reporterVoice(story), 'report', encodeReportBody({ never, formVersion: 1, answers }), place(0))
  return story
}

/** Draws an epoch for these desks under the newest roster; nothing is checked here. */
export function drawEpoch(
  story: Story, stored: Stored, desks: readonly DeskId[], opener: Party, before: Epoch | null, anchor: Ctx | null,
  overrides: Partial<Header> & { roster?: SignedRoster; withBack?: boolean; readers?: WrapTo[] } = {}): Epoch {
  const roster = overrides.roster ?? story.world.rosters.at(-1)
  if (!roster) throw new Error('no roster')
  const deskReaders: WrapTo[] = desks.map((id) => {
    const entry = deskIn(roster.roster, id)
    if (!entry) throw new Error('desk not in the roster')
    return { recipient: deskRecipient(entry.card), pk: entry.card.kemPk }
  })
  const own: WrapTo[] = stored.stream.kind === 'talk' ? [{ recipient: reporterRecipient(story.keys.card), pk: story.keys.card.kpk }] : []
  const { roster: _r, withBack = true, readers, ...fields } = overrides
  return makeEpoch({
    instance: story.world.instance, caseId: story.keys.caseId, stream: stored.stream, epoch: stored.epochs.length,
    prevCtx: before?.ctx ?? null, anchor, opener, origin: 'browser', rootFp: roster.rootFp,
    rosterSeq: roster.roster.seq, rosterHash: roster.hash, ...fields,
  }, readers ?? [...own, ...deskReaders], withBack ? before?.key ?? null : null)
}

export function store(stored: Stored, epoch: Epoch): void {
  stored.epochs.push({ header: epoch.headerBytes, wraps: epoch.wraps, back: epoch.back, made: epoch })
}

export interface Where { n: number; prev: Inner['prev']; seen: Inner['seen']; epoch?: number; rosterSeq?: number; urgent?: boolean; day?: Day; files?: Inner['files'] }
export function place(n: number, prev: Inner['prev'] = null, seen: Inner['seen'] = []): Where {
  return { n, prev, seen }
}

/** Seals and stores one message; yields its row and digest. */
export function say(story: Story, stored: Stored, voice: Voice, type: MessageType, payload: Uint8Array, where: Where) {
  const epoch = where.epoch ?? stored.epochs.length - 1
  const made = stored.epochs[epoch]?.made
  if (!made) throw new Error('no such epoch')
  const day = where.day ?? TODAY
  const sealed = sealMessage(made.ctx, made.key, voice.sk, { author: voice.party, n: where.n, urgent: where.urgent ?? false }, {
    type, origin: 'browser', lang: 'en', prev: where.prev, seen: where.seen,
    rosterSeq: where.rosterSeq ?? story.world.rosters.at(-1)?.roster.seq ?? 0, claimedDay: day, files: where.files ?? [], payload })
  const row: Row = { epoch, outer: sealed.outer, body: sealed.body, day }
  stored.messages.push(row)
  return { row, head: { author: voice.party, n: where.n, digest: sealed.digest } }
}

export function textPayload(text: string): Uint8Array {
  return encodePayload(TEXT_FIELDS, { text })
}

/** An honest message: reads first, then takes the next place. */
export function write(story: Story, voice: Voice, type: MessageType, payload: Uint8Array, reader?: Desk) {
  const view = viewOf(story, voice.party.kind === 'reporter' ? null : reader ?? deskOf(story, voice.party))
  return say(story, story.talk, voice, type, payload, nextPlace(view, voice.party))
}

/** An honest next epoch of talk with these desks, opened by `voice` after reading. */
export function reopen(story: Story, voice: Voice, desks: readonly Desk[], options: { withBack?: boolean; reason?: OpenReason; never?: Never } = {}) {
  const reader = voice.party.kind === 'reporter' ? null : deskOf(story, voice.party)
  const view = viewOf(story, reader)
  const at = nextPlace(view, voice.party)
  const epoch = drawEpoch(story, story.talk, desks.map((desk) => desk.id), voice.party, story.talk.epochs.at(-1)?.made ?? null, null, options)
  store(story.talk, epoch)
  const payload = encodeOpening({ frozen: view.heads, reason: options.reason ?? 'newer-keys', never: options.never ?? view.never })
  return say(story, story.talk, voice, 'open', payload, at)
}

export function rowsFor(stored: Stored, party: Party): StreamRows {
  return {
    messages: stored.messages,
    epochs: stored.epochs.map((epoch) => {
      const at = epoch.made.header.recipients.findIndex((recipient) => sameParty(recipient.party, party))
      const wrap = splitWraps(epoch.wraps, epoch.made.header.recipients.length)[at]
      return { header: epoch.header, wrap: wrap ?? new Uint8Array(0), back: epoch.back }
    }),
  }
}

/** What the reporter (null) or a desk makes of the talk stream; throws where it refuses. */
export function read(story: Story, desk: Desk | null, book: RosterBook = bookOf(story.world), rows?: StreamRows): StreamView | null {
  const me = desk ? deskParty(desk.id) : REPORTER
  return readStream(rows ?? rowsFor(story.talk, me), {
    instance: story.world.instance, caseId: story.keys.caseId, stream: TALK, card: story.keys.card, book, talk: null, me, lists: new Map(),
    keysFor: (epoch) => (desk ? desk.keys[epoch - 1]?.kem ?? null : story.keys.kem),
  })
}

export function viewOf(story: Story, desk: Desk | null): StreamView {
  const view = read(story, desk)
  if (!view) throw new Error('not a reader')
  return view
}

/** Opens the notes of a desk, in the member's name. */
export function openNotes(story: Story, desk: Desk, person: Person): Stored {
  const anchor = story.talk.epochs[0]?.made.ctx ?? null
  const notes: Stored = { stream: notesOf(desk.id), epochs: [], messages: [] }
  story.notes = notes
  store(notes, drawEpoch(story, notes, [desk.id], memberParty(person.keys.card.memberId), null, anchor))
  say(story, notes, memberVoice(person), 'open', encodeOpening({ frozen: [], reason: 'first', never: NEVER_NOBODY }), place(0))
  return notes
}

export function readNotes(story: Story, desk: Desk, members: MemberList, notes = story.notes, book = bookOf(story.world)): StreamView | null {
  if (!notes) throw new Error('no notes')
  return readStream(rowsFor(notes, deskParty(desk.id)), {
    instance: story.world.instance, caseId: story.keys.caseId, stream: notesOf(desk.id), card: story.keys.card, book,
    talk: talkOf(story), me: deskParty(desk.id), lists: new Map([[desk.id, members]]), keysFor: (epoch) => desk.keys[epoch - 1]?.kem ?? null,
  })
}

/** The epochs of talk as notes and rooms hang on them, taken as accepted. */
export function talkOf(story: Story): TalkEpoch[] {
  return story.talk.epochs.map(({ made }) => ({
    ctx: made.ctx, header: made.header, desks: made.header.recipients.flatMap(({ party }) => (party.kind === 'desk' ? [party.id] : [])) }))
}

export function cardBytes(story: Story): Uint8Array {
  return encodeReporterCard(story.keys.card)
}

function deskOf(story: Story, party: Party): Desk {
  const desk = story.world.desks.find((held) => party.kind === 'desk' && held.id === party.id)
  if (!desk) throw new Error('no such desk')
  return desk
}

/** An honest message in the notes of a desk. */
export function nextInNotes(story: Story, desk: Desk, voice: Voice, type: MessageType, payload: Uint8Array) {
  if (!story.notes) throw new Error('no notes')
  const view = readNotes(story, desk, listOf(story.world, desk))
  return say(story, story.notes, voice, type, payload, nextPlace(view, voice.party))
}
