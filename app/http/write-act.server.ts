// What the signed line about a write may be called and must name (PROTOCOL §15.1). The words are sealed, but a server sees which epoch is
// written to, whether a desk joins, whether the state changes, and whether anything is said at all: an entry that tells it otherwise is refused.

import { bytesFromHex, parseHeader, type AuditAction, type TransmissionFacts, type WriteBody, type WrittenAct } from '#crypto/server.ts'
import type { Database } from '#db/connect.server.ts'
import type { CaseId, DeskId } from '#db/model/ids.ts'
import { writtenStream, type WrittenStream } from '#db/queries/written-stream.server.ts'
import type { MemberScope } from '#db/scope.ts'
import type { Act } from './audit.server.ts'

/** A write as far as a server reads it. */
export interface Writing {
  readonly state: string | null
  readonly summary: boolean
  /** Clocks are set, something is proposed, decided, held or watched. */
  readonly acts: boolean
  /** Talk before room before notes. */
  readonly sent: readonly TransmissionFacts[]
}

/** The act of this write on this case, for checkedEntry. Where the case is not the desk's any entry does: the write itself is refused. */
export async function actOfWrite(
  db: Database, scope: MemberScope, asked: { readonly caseId: CaseId; readonly deskId: DeskId }, body: WriteBody & { readonly acts: readonly WrittenAct[] }, sent: readonly TransmissionFacts[],
): Promise<Act> {
  const stream = sent[0]?.stream17 ?? talk
  const held = await writtenStream(db, scope, { ...asked, stream })
  const writing = { state: body.columns?.state ?? null, summary: body.summary.length > 0, acts: body.acts.length > 0, sent }
  return held === null ? { actions: anyWrite, object: 'any' } : { actions: actionsOf(held, writing), object: objectOf(held, writing) }
}

/** What the entry may be called: a desk that joins and a state that changes are never told as something smaller. */
export function actionsOf(held: WrittenStream, { state, summary, acts, sent }: Writing): readonly AuditAction[] {
  const first = sent[0]
  const opensTalk = first?.stream.kind === 'talk' && first.opens !== null
  if (first !== undefined && opensTalk && joins(held, first)) return ['grant', 'leave']
  if (state !== null && state !== held.state) return ['state', 'leave']
  const bare = sent.length > 0 && state === null && !summary && !acts && sent.every(({ opens, messages }) => opens !== null && messages.length === 1)
  if (bare) return opensTalk ? ['rekey', 'write', 'grant'] : ['rekey', 'write']
  const told = first?.stream.kind === 'talk' && first.messages.length > (first.opens === null ? 0 : 1)
  return ['write', ...(told ? (['state', 'leave'] as const) : []), ...(opensTalk ? (['grant'] as const) : [])]
}

/** What the entry must name: the epoch written to, of a write without words any epoch of talk that its author can have seen last. */
export function objectOf({ epochs }: WrittenStream, { sent }: Writing): Act['object'] {
  const first = sent[0]
  if (first === undefined) return epochs.map(({ ctx }) => ctx)
  if (first.opens !== null) return first.opens.ctx
  // An epoch that is not there is refused as stale, whatever the entry names.
  return epochs.find(({ epoch }) => epoch === first.epochNumber)?.ctx ?? 'any'
}

const talk = bytesFromHex(`01${'0'.repeat(32)}`)
const anyWrite: readonly AuditAction[] = ['write', 'state', 'grant', 'leave', 'rekey']

function joins({ epochs }: WrittenStream, { opens, epochNumber }: TransmissionFacts): boolean {
  const before = epochs.find(({ epoch }) => epoch === epochNumber - 1)
  if (opens === null || before === undefined) return false
  const reading = desksIn(parseHeader(before.header))
  return desksIn(opens.header).some((desk) => !reading.includes(desk))
}

function desksIn({ recipients }: ReturnType<typeof parseHeader>): string[] {
  return recipients.flatMap(({ party }) => (party.kind === 'desk' ? [party.id] : []))
}
