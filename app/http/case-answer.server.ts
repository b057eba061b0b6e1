// One case as a reader of a desk gets it: rows of the database, out of the shred layer, in the words of the protocol.
import { symmetricKey, type SymmetricKey } from '#crypto/server.ts'
import type { CaseForDesk as Answer, ClockFacts, ListRows } from '#crypto/answers.ts'
import type { CaseId, DeskId } from '#db/model/ids.ts'
import { hexFrom } from '#db/bytes.server.ts'
import type { Casework, StoredClock } from '#db/queries/casework.server.ts'
import type { CaseForDesk } from '#db/queries/case-for-desk.server.ts'
import type { DeskList } from '#db/queries/room-lists.server.ts'
import { base64From } from './base64.server.ts'
import { openedStream, openedSummary } from './stored.server.ts'

/** The answer of a read; `shred` are the 32 bytes of the case. */
export function caseAnswer(shred: Uint8Array, caseId: CaseId, deskId: DeskId, rows: CaseForDesk): Answer {
  const key: SymmetricKey<'shred'> = symmetricKey('shred', shred)
  return {
    caseId, deskId,
    card: base64From(rows.card),
    day: rows.day,
    urgent: rows.urgent,
    columns: rows.columns,
    talk: openedStream(key, rows.talk),
    room: rows.room === null ? null : openedStream(key, rows.room),
    notes: rows.notes === null ? null : openedStream(key, rows.notes),
    summary: rows.summary === null ? null : openedSummary(key, rows.summary),
    lists: rows.lists.map(listRows),
    copies: rows.copies.map(({ copyId, day, untilDay }) => ({ copyId, day, untilDay })),
    ...caseworkFacts(rows.casework),
    ...(rows.nameDay === null ? {} : { nameDay: rows.nameDay }),
  }
}

function caseworkFacts({ clocks, held, watchUntil, proposals, pages }: Casework): Pick<Answer, 'clocks' | 'held' | 'watchUntil' | 'proposals' | 'decisions'> {
  return {
    held, watchUntil,
    clocks: clocks.map(clockFacts),
    proposals: proposals.map(({ digest, ...proposal }) => ({ digest: hexFrom(digest), ...proposal })),
    decisions: pages.map(({ pageId, digest, answer, ...page }) => ({
      pageId: hexFrom(pageId), digest: hexFrom(digest), answer: answer === null ? null : base64From(answer), ...page,
    })),
  }
}

/** A clock in the words of the protocol. */
export function clockFacts({ clockId, notices, dueDay, toldDay, stoppedDay }: StoredClock): ClockFacts {
  return { clockId: hexFrom(clockId), dueDay, notices: [...notices], toldUpTo: toldDay, stoppedDay }
}

/** The signed list of a desk with everybody who was ever on it. */
export function listRows({ deskId, changes, members }: DeskList): ListRows {
  return {
    deskId,
    changes: changes.map(({ change, signature }) => base64From(Buffer.concat([change, signature]))),
    memberCards: members.map(({ card }) => base64From(card)),
    names: members.map(({ memberId, name }) => ({ memberId, name })),
  }
}
