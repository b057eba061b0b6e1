// The step that every writer of a running case shares: new messages, and where the keys must change a new epoch with them.
import { desksAmong, hexFrom, partyOf, sameBytes } from '../bytes.server.ts'
import { bytesOf, deskIdFrom, type CaseId, type Day, type DeskId, type InstanceId, type RosterHash } from '../model/ids.ts'
import { sealed } from '../model/sealed.ts'
import type { Refuse, Tx } from '../transaction.server.ts'
import { listFiles, room, type ListedFile } from './file.server.ts'

/** A key of one epoch for one recipient, already sealed by the shred layer (1232 bytes). */
export interface NewWrap {
  /** 17 bytes, as in the header. */
  readonly party: Uint8Array
  readonly deskEpoch: number
  readonly sealed: Uint8Array
}

export interface Head {
  readonly author: Uint8Array
  readonly n: number
}

export interface NewEpoch {
  readonly epoch: number
  readonly header: Uint8Array
  readonly ctx: Uint8Array
  /** 32 bytes, as in the header: zero in talk. */
  readonly anchor: Uint8Array
  /** Sealed by the shred layer (112 bytes), or `null` where the header has none. */
  readonly back: Uint8Array | null
  readonly wraps: readonly NewWrap[]
  readonly rosterSeq: number
  readonly rosterHash: RosterHash
  /** The newest entry of every author who ever wrote in the stream, as the opener froze it. */
  readonly heads: readonly Head[]
}

export interface NewMessage {
  readonly author: Uint8Array
  readonly n: number
  readonly urgent: boolean
  /** 30 bytes; names author and n again, and the database refuses a row where they differ. */
  readonly outer: Uint8Array
  readonly body: Uint8Array
}

export interface Transmission {
  /** 17 bytes: kind and desk. */
  readonly stream: Uint8Array
  readonly epoch: number
  readonly opens: NewEpoch | null
  readonly messages: readonly NewMessage[]
  /** What its messages list. */
  readonly files: readonly ListedFile[]
}

export interface Place {
  readonly instance: InstanceId
  readonly caseId: CaseId
  readonly today: Day
}

/** True if every message of it is stored already with the same bytes: a retry after a lost answer. */
export async function isRepeated(tx: Tx, place: Place, { stream, messages }: Transmission): Promise<boolean> {
  if (messages.length === 0) return false
  for (const message of messages) {
    const row = await tx
      .selectFrom('messages')
      .select(['outer_part', 'body'])
      .where('instance_id', '=', bytesOf(place.instance))
      .where('case_id', '=', bytesOf(place.caseId))
      .where('stream', '=', stream)
      .where('author', '=', message.author)
      .where('n', '=', message.n)
      .executeTakeFirst()
    if (row === undefined || !sameBytes(row.outer_part, message.outer) || !sameBytes(row.body, message.body)) return false
  }
  return true
}

/** Stores the messages, and the epoch if one is opened. The case row must be locked. Refuses `stale` where keys of a desk have moved on
 *  or the epoch is not the newest, `conflict` where somebody wrote in between, and `files` where a listed file of this `sender` (the reporter's
 *  party or a desk's) is not there whole. Returns the desks that read the newest epoch. */
export async function acceptTransmission(
  tx: Tx, refuse: Refuse<'stale' | 'conflict' | 'files'>, place: Place, transmission: Transmission, sender: Uint8Array,
): Promise<DeskId[]> {
  const key = { instance_id: bytesOf(place.instance), case_id: bytesOf(place.caseId), stream: transmission.stream }
  const stored = await tx.selectFrom('streams').select('newest_epoch').where((eb) => eb.and(key)).executeTakeFirst()
  const heads = await headsOf(tx, key)
  if (transmission.opens === null) {
    if (stored === undefined || stored.newest_epoch !== transmission.epoch) return refuse('stale')
  } else {
    await openEpoch(tx, refuse, key, transmission.opens, stored?.newest_epoch ?? -1, heads)
    if (transmission.opens.epoch !== transmission.epoch) return refuse('conflict')
  }
  for (const message of transmission.messages) {
    const author = hexFrom(message.author)
    if (message.n !== (heads.get(author) ?? -1) + 1) return refuse('conflict')
    heads.set(author, message.n)
    await tx
      .insertInto('messages')
      .values({
        ...key,
        author: message.author,
        n: message.n,
        epoch: transmission.epoch,
        outer_part: message.outer,
        body: sealed('message', message.body),
        day: place.today,
      })
      .execute()
  }
  await listFiles(tx, refuse, { ...place, stream: transmission.stream, epoch: transmission.epoch }, sender, transmission.files)
  return freshRecipients(tx, refuse, key, transmission.epoch)
}

type StreamKey = { instance_id: ReturnType<typeof bytesOf<InstanceId>>; case_id: ReturnType<typeof bytesOf<CaseId>>; stream: Uint8Array }

async function headsOf(tx: Tx, key: StreamKey): Promise<Map<string, number>> {
  const rows = await tx
    .selectFrom('messages')
    .select((eb) => ['author', eb.fn.max('n').as('n')])
    .where((eb) => eb.and(key))
    .groupBy('author')
    .execute()
  return new Map(rows.map((row) => [hexFrom(row.author), Number(row.n)]))
}

async function openEpoch(
  tx: Tx, refuse: Refuse<'stale' | 'conflict'>, key: StreamKey, opens: NewEpoch, newest: number, heads: ReadonlyMap<string, number>,
): Promise<void> {
  if (opens.epoch !== newest + 1) refuse('conflict')
  const frozen = new Map(opens.heads.map((head) => [hexFrom(head.author), head.n]))
  const same = frozen.size === heads.size && [...frozen].every(([author, n]) => heads.get(author) === n)
  if (!same) refuse('conflict')
  const roster = await tx
    .selectFrom('rosters')
    .select('seq')
    .where('instance_id', '=', key.instance_id)
    .where('seq', '=', opens.rosterSeq)
    .where('roster_hash', '=', bytesOf(opens.rosterHash))
    .executeTakeFirst()
  if (roster === undefined) refuse('stale')
  if (sameBytes(key.stream, room)) await insistOnTalk(tx, refuse, key, opens)
  await tx
    .insertInto('streams')
    .values({ ...key, newest_epoch: opens.epoch })
    .onConflict((oc) => oc.columns(['instance_id', 'case_id', 'stream']).doUpdateSet({ newest_epoch: opens.epoch }))
    .execute()
  await tx
    .insertInto('epochs')
    .values({ ...key, epoch: opens.epoch, header: opens.header, ctx: opens.ctx, back: opens.back === null ? null : sealed('back', opens.back) })
    .execute()
  await tx
    .insertInto('wraps')
    .values(opens.wraps.map((wrap) => ({
      ...key, epoch: opens.epoch, party: wrap.party, desk_epoch: wrap.deskEpoch, wrap: sealed('wrap', wrap.sealed),
    })))
    .execute()
}

/** The room is for the desks of the newest talk, whose epoch it names: `stale` otherwise. */
async function insistOnTalk(tx: Tx, refuse: Refuse<'stale'>, key: StreamKey, opens: NewEpoch): Promise<void> {
  const rows = await tx
    .selectFrom('streams as s')
    .innerJoin('epochs as e', (join) => join
      .onRef('e.instance_id', '=', 's.instance_id').onRef('e.case_id', '=', 's.case_id').onRef('e.stream', '=', 's.stream').onRef('e.epoch', '=', 's.newest_epoch'))
    .innerJoin('wraps as w', (join) => join
      .onRef('w.instance_id', '=', 'e.instance_id').onRef('w.case_id', '=', 'e.case_id').onRef('w.stream', '=', 'e.stream').onRef('w.epoch', '=', 'e.epoch'))
    .select(['e.ctx', 'w.party'])
    .where((eb) => eb.and({ 's.instance_id': key.instance_id, 's.case_id': key.case_id }))
    .where('s.stream', '=', partyOf('reporter', null))
    .execute()
  const named = rows.every((row) => sameBytes(row.ctx, opens.anchor))
  const wanted = desksAmong(rows.map((row) => row.party)).sort().join()
  if (rows.length === 0 || !named || desksAmong(opens.wraps.map((wrap) => wrap.party)).sort().join() !== wanted) refuse('stale')
}

/** Desks that read the epoch; refuses where the newest roster gives one of them another key or no longer names it. */
async function freshRecipients(tx: Tx, refuse: Refuse<'stale' | 'conflict'>, key: StreamKey, epoch: number): Promise<DeskId[]> {
  const wraps = await tx.selectFrom('wraps').select(['party', 'desk_epoch']).where((eb) => eb.and(key)).where('epoch', '=', epoch).execute()
  const desks = await tx
    .selectFrom('desks')
    .select(['desk_id', 'epoch'])
    .where('instance_id', '=', key.instance_id)
    .where('in_roster', '=', true)
    .execute()
  const current = new Map(desks.map((desk) => [deskIdFrom(desk.desk_id), desk.epoch]))
  const recipients = desksAmong(wraps.map((wrap) => wrap.party))
  for (const wrap of wraps) {
    const [desk] = desksAmong([wrap.party])
    if (desk !== undefined && current.get(desk) !== wrap.desk_epoch) refuse('stale')
  }
  return recipients
}
