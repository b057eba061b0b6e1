/**
 * The calls about decisions from outside a case (§5.6, §12.5): asking, being asked, answering, taking the answer home.
 */
import type { ListRows } from '../answers.ts'
import { bytesFromBase64 } from '../base64.ts'
import { bytesFromHex, hexFromBytes, textFromUtf8, utf8 } from '../bytes.ts'
import { parseMemberCard } from '../card.ts'
import { assentWords, boundTo, parseProposerAssent, signAssent } from '../assent.ts'
import { askBodyBytes, decideBodyBytes, pageHash, pageHolds, pagePayload, pageWordsIn, parseDecision, parsePage, signDecision, signPage } from '../decision.ts'
import { openLetter, sealLetter } from '../desk-letter.ts'
import { accessTo, listUnder } from '../directory.ts'
import type { DeskAccess } from '../directory.ts'
import { CryptoError, refuse } from '../error.ts'
import { authorCard, roleSince } from '../members.ts'
import type { MemberList } from '../members.ts'
import { deciderOf, reasonAbout } from '../outside.ts'
import type { RosterBook } from '../roster-book.ts'
import { deskIn } from '../roster.ts'
import { randomBytes } from '../sodium.ts'
import { SIZE, dayFrom, deskIdFrom } from '../types.ts'
import type { CaseId, InstanceId } from '../types.ts'
import type { DecisionCalls, PageView } from './calls-decisions.ts'
import { auditField } from './desk-record.ts'
import { directoryOf, due, memberOf, prepare } from './desk-session.ts'
import type { DeskSession } from './desk-session.ts'
import type { Handlers } from './serve.ts'
import type { PageWords, ProposalFacts, TimelineEntry } from './views.ts'

/** These rows of the staff worker's table (§12.5). */
export function decisionDevice(session: DeskSession): Handlers<DecisionCalls> {
  return {
    sealAsk: (input) => {
      const { instance, keys } = memberOf(session, input.now)
      const opened = due(session.cases.get(input.caseId))
      const { memberId } = keys.card
      const own = proposalOf(opened.shown.timeline, input.digest, memberId) ?? refuse('usage', 'no own proposal of this case')
      // Whom the reporter kept out of the case is not told that there is one.
      if (!opened.shown.addable.some((team) => team.id === input.toDesk)) refuse('excluded', 'desk that may not be asked')
      const toDesk = deskIdFrom(bytesFromHex(input.toDesk))
      const card = deskIn(opened.book.newest.roster, toDesk)?.card ?? refuse('ghost', 'desk that the roster does not know')
      const pageId = hexFromBytes(randomBytes(SIZE.id))
      const fromDesk = opened.access.deskId
      const page = signPage(keys.sig.sk, { instance, pageId, fromDesk, memberId, toDesk, digest: input.digest, day: dayFrom(input.day), payload: pagePayload(pageAbout(opened.caseId, own, input.severity)) })
      const audit = auditField(session, input, { action: 'ask', caseId: opened.caseId, object: bytesFromHex(input.digest), details: null })
      const letter = sealLetter(card, { kind: 'page', about: bytesFromHex(pageId) }, page)
      return { ...prepare(session, 'ask', askBodyBytes({ caseId: opened.caseId, deskId: fromDesk, toDesk, pageId, digest: input.digest, page: letter, audit })), pageId }
    },
    openPages: (input) => {
      const directory = directoryOf(session, input.now)
      const book = due(directory.book)
      const access = accessTo(directory, input.deskId)
      const lists = new Map(input.answer.lists.map((rows) => [rows.deskId, rows]))
      return input.answer.pages.map((row) => {
        const shown = readable(() => pageView(directory.member.instance, book, access, lists, row))
        if (shown !== null) session.pages.set(row.pageId, shown)
        return shown
      })
    },
    sealDecision: (input) => {
      const { instance, keys } = memberOf(session, input.now)
      const { memberId } = keys.card
      const directory = directoryOf(session, input.now)
      const { deskId } = accessTo(directory, input.deskId)
      const page = due(session.pages.get(input.pageId))
      const { digest, by, pageId } = page
      const asked = deskIn(due(directory.book).newest.roster, deskIdFrom(bytesFromHex(by.deskId)))?.card ?? refuse('ghost', 'desk that the roster does not know')
      const reason = input.text === '' ? new Uint8Array(0) : sealLetter(asked, { kind: 'reason', about: reasonAbout(digest, memberId) }, utf8(input.text))
      const { reads } = input
      const signed = input.verdict === 'approve' && reads !== undefined && page.bound !== undefined
        ? signAssent(keys.sig.sk, instance, page.bound, assentWords(reads)) : undefined
      const answerBytes = signDecision(keys.sig.sk, { instance, memberId, deskId, digest, shown: pageHash(pagePayload(page)), verdict: input.verdict, day: dayFrom(input.day), reason }, signed)
      const audit = auditField(session, input, { action: 'decide', caseId: null, object: bytesFromHex(digest), details: null })
      return prepare(session, 'decide', decideBodyBytes({ pageId, deskId, answerBytes, audit }))
    },
    openDecision: (input) => {
      const { instance } = memberOf(session, input.now)
      const opened = due(session.cases.get(input.caseId))
      const bytes = input.row.answer === null ? null : bytesFromBase64(input.row.answer)
      if (bytes === null) return null
      const answer = readable(() => parseDecision(bytes))
      if (answer === null || answer.digest !== input.row.digest) return null
      const by = deciderOf(bytes, {
        proposal: answer.digest, verdict: answer.verdict, instance, under: opened.book.newest.roster, lists: opened.names.lists, names: opened.names.inRoom })
      if (by === 'unproven') return null
      const letter = answer.reason.length === 0 ? null : readable(() => openLetter(instance, opened.access.deskId,
        (epoch) => opened.access.seeds.get(epoch)?.kem ?? null, { kind: 'reason', about: reasonAbout(answer.digest, answer.memberId) }, answer.reason))
      const proposal = proposalOf(opened.shown.timeline, answer.digest)
      const page = proposal === null ? null : pagePayload(pageAbout(opened.caseId, proposal, input.severity))
      return {
        verdict: answer.verdict, text: letter === null ? '' : textFromUtf8(letter), outside: hexFromBytes(bytes),
        page: page === null || pageHash(page) !== answer.shown ? null : hexFromBytes(page), by,
      }
    },
  }
}

function pageView(
  instance: InstanceId, book: RosterBook, access: DeskAccess, lists: ReadonlyMap<string, ListRows>,
  row: { pageId: string; page: string; answered: boolean }): PageView | null {
  const words = openLetter(instance, access.deskId, (epoch) => access.seeds.get(epoch)?.kem ?? null, { kind: 'page', about: bytesFromHex(row.pageId) }, bytesFromBase64(row.page))
  if (words === null) return null
  const signed = parsePage(words)
  const { page } = signed
  if (page.instance !== instance || page.pageId !== row.pageId || page.toDesk !== access.deskId) return refuse('broken', 'page for somebody else')
  const rows = lists.get(page.fromDesk) ?? refuse('ghost', 'list of the desk that asks is missing')
  const asking = deskIn(book.newest.roster, page.fromDesk) ?? refuse('ghost', 'desk that the roster does not know')
  const list: MemberList = listUnder(book, page.fromDesk, rows.changes, rows.memberCards.map((card) => parseMemberCard(bytesFromBase64(card))))
  const card = authorCard(list, page.memberId, asking.card.membersHash)
  if (card === null || !pageHolds(card.sigPk, signed)) return refuse('ghost', 'nobody on the list signed this page')
  return {
    ...pageWordsIn(page.payload), pageId: page.pageId, digest: page.digest, day: page.day, answered: row.answered,
    by: {
      memberId: page.memberId, name: rows.names.find((named) => named.memberId === page.memberId)?.name ?? '', deskId: page.fromDesk, label: asking.label,
      role: roleSince(list, page.memberId, asking.card.membersHash) ?? 'handler',
    },
  }
}

// Behind its salt the case is nobody's to find who reads no more than the page.
function pageAbout(caseId: CaseId, { kind, body, assent }: ProposalFacts, severity: string): PageWords {
  const bound = assent === undefined ? {} : { bound: boundTo(caseId, parseProposerAssent(bytesFromHex(assent)).salt) }
  return { kind, body, severity, ...bound }
}

// The words of a proposal as they stand in the room; null for none, or somebody else's where it has to be one member's.
function proposalOf(timeline: readonly TimelineEntry[], digest: string, author: string | null = null): ProposalFacts | null {
  const found = timeline.find((entry) => entry.type === 'proposal' && entry.digest === digest && (author === null || entry.author.id === author))
  return found?.type === 'proposal' ? found.proposal : null
}

// A page that does not hold is told as such, and its neighbours are read on.
function readable<Value>(step: () => Value): Value | null {
  try {
    return step()
  } catch (error) {
    if (error instanceof CryptoError) return null
    throw error
  }
}
