/**
 * What the device of somebody outside does with a copy (§14): the code gives the keys and the copy's name, the signed
 * roster says which team wrote it. Nothing is kept.
 */
import type { CopyForReader } from './answers.ts'
import { bytesFromBase64 } from './base64.ts'
import { fingerprint, parseReporterCard } from './card.ts'
import type { ReporterKeys } from './card.ts'
import type { Entry } from './entries.ts'
import { refuse } from './error.ts'
import { COPY, OUTSIDE } from './party.ts'
import { COPY_FIELDS, parsePayload } from './payload.ts'
import { openBook } from './roster-book.ts'
import { deskIn } from './roster.ts'
import { rowsFrom } from './rows.ts'
import { readStream } from './stream.ts'
import type { StreamView } from './stream.ts'
import { teamOf } from './teams.ts'
import { dayFrom } from './types.ts'
import type { Day, InstanceId, RootFp } from './types.ts'
import type { CopyView } from './worker/views.ts'

/**
 * Opens the copy of `keys` under the root that the page names, which people compare with the one they know. Throws
 * `broken` for another copy and for one without words or with others beside them, and all that openBook and readStream
 * throw (§6, §14).
 */
export function openCopy(instance: InstanceId, keys: ReporterKeys, answer: CopyForReader, pageRoot: RootFp, today: Day): CopyView {
  if (answer.copyId !== keys.caseId) refuse('broken', 'another copy')
  const card = parseReporterCard(instance, keys.caseId, bytesFromBase64(answer.card))
  const book = openBook(instance, pageRoot, answer.rosters.map(bytesFromBase64))
  const view = readStream(rowsFrom(answer.copy, COPY), {
    instance, caseId: keys.caseId, stream: COPY, card, book, talk: null, me: OUTSIDE, keysFor: () => keys.kem, lists: new Map(),
  }) ?? refuse('broken', 'copy without its reader')
  const words = onlyWords(view)
  const [deskId] = view.newest.desks
  const desk = (deskId === undefined ? null : deskIn(view.newest.roster.roster, deskId)) ?? refuse('ghost', 'desk that the roster does not know')
  const { text = '', purpose = '', untilDay = 0 } = parsePayload(COPY_FIELDS, words.payload).values
  const over = today > untilDay
  return {
    copyId: keys.caseId, day: dayFrom(answer.day), untilDay, over, text: over ? '' : text, purpose, lang: words.lang,
    team: teamOf(desk), rootFingerprint: fingerprint(view.newest.roster.rootFp).join(' '), practice: book.newest.roster.practice,
  }
}

// A copy is made in one piece: whoever else holds its key and the desk's of that day could put other words beside it.
function onlyWords(view: StreamView): Entry {
  const words = view.entries.find((entry) => entry.type === 'reply') ?? refuse('broken', 'copy without words')
  const others = view.entries.length - 2 + view.equivocal.length + view.withheld.length
  return others === 0 ? words : refuse('broken', 'copy with other words beside it')
}
