// A server that turned bad: what its operator can do to the rows of a live portal, with everything that the server holds.
import { Client } from 'pg'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readReporterCard } from '#crypto/card.ts'
import { makeEpoch, splitWraps } from '#crypto/epoch.ts'
import type { WrapTo } from '#crypto/epoch.ts'
import { ctxOf, deskRecipient, encodeHeader, parseHeader, recipientBytes, reporterRecipient } from '#crypto/header.ts'
import type { Header, Recipient } from '#crypto/header.ts'
import { partyBytes } from '#crypto/party.ts'
import { parseRosterFile } from '#crypto/roster.ts'
import type { SignedRoster } from '#crypto/roster.ts'
import { openFromShred, sealForShred } from '#crypto/shred.ts'
import { randomBytes } from '#crypto/sodium.ts'
import { symmetricKey } from '#crypto/types.ts'
import type { SymmetricKey } from '#crypto/types.ts'
import { openShredStore } from '#db/shred-store.server.ts'
import { dayFrom, parseCaseId, type CaseId } from '#db/model/ids.ts'

export const TALK_BYTES = Buffer.concat([Buffer.from([1]), Buffer.alloc(16)])

export interface Operator extends AsyncDisposable {
  readonly db: Client
  query(sql: string, values?: readonly unknown[]): Promise<Record<string, unknown>[]>
  // The key of the shred layer: it lies beside the server, so the operator has it.
  shredKey(caseId: string): Promise<SymmetricKey<'shred'>>
  newestRoster(): Promise<SignedRoster>
  header(caseId: string, epoch: number): Promise<Header>
}

export async function operatorOf(databaseUrl: string, dataDir: string): Promise<Operator> {
  const db = new Client({ connectionString: databaseUrl })
  await db.connect()
  // The operator owns the database: no foreign key holds them back.
  await db.query("set session_replication_role = 'replica'")
  async function query(sql: string, values: readonly unknown[] = []): Promise<Record<string, unknown>[]> {
    return (await db.query<Record<string, unknown>>(sql, [...values])).rows
  }
  return {
    db,
    query,
    async shredKey(caseId) {
      const id = parseCaseId(caseId)
      const key = id === null ? null : await keyInCopy(join(dataDir, 'shred'), id)
      if (key === null) throw new Error('no shred key for this case')
      return symmetricKey('shred', key)
    },
    async newestRoster() {
      const [row] = await query('select file from rosters order by seq desc limit 1')
      return parseRosterFile(bytesIn(row, 'file'))
    },
    async header(caseId, epoch) {
      const [row] = await query('select header from epochs where case_id = $1 and stream = $2 and epoch = $3', [hexBytes(caseId), TALK_BYTES, epoch])
      return parseHeader(bytesIn(row, 'header'))
    },
    [Symbol.asyncDispose]: () => db.end(),
  }
}

// The portal holds the lock of its store, so the operator reads a copy of the files, as a backup would be read.
async function keyInCopy(folder: string, caseId: CaseId): Promise<Uint8Array | null> {
  const copy = await mkdtemp(join(tmpdir(), 'shred-copy-'))
  await cp(folder, join(copy, 'shred'), { recursive: true })
  const store = openShredStore({ folder: join(copy, 'shred'), today: () => dayFrom(0) })
  try {
    return await store.keyFor(caseId)
  } finally {
    await store.close()
    await rm(copy, { recursive: true, force: true })
  }
}

export function hexBytes(hex: string): Buffer {
  return Buffer.from(hex, 'hex')
}

export function bytesIn(row: Record<string, unknown> | undefined, column: string): Uint8Array {
  const value = row?.[column]
  if (!(value instanceof Uint8Array)) throw new Error(`no bytes in ${column}`)
  return new Uint8Array(value)
}

// The header of the first epoch with one more reader in it, as if the report had named that one too. The layer of the
// server around the wraps is renewed for it, so that the server itself has nothing to complain about.
export async function addRecipient(operator: Operator, caseId: string, added: Recipient): Promise<void> {
  const header = await operator.header(caseId, 0)
  const before = ctxOf(encodeHeader(header))
  const recipients = [...header.recipients, added].sort((a, b) => Buffer.compare(recipientBytes(a), recipientBytes(b)))
  const bytes = encodeHeader({ ...header, recipients })
  const ctx = ctxOf(bytes)
  const shred = await operator.shredKey(caseId)
  const at = [hexBytes(caseId), TALK_BYTES]
  await operator.query('update epochs set header = $3, ctx = $4 where case_id = $1 and stream = $2 and epoch = 0', [...at, bytes, ctx])
  for (const recipient of header.recipients) {
    const party = partyBytes(recipient.party)
    const [row] = await operator.query('select wrap from wraps where case_id = $1 and stream = $2 and epoch = 0 and party = $3', [...at, party])
    const wrap = openFromShred(shred, before, recipient, bytesIn(row, 'wrap'))
    await operator.query('update wraps set wrap = $4 where case_id = $1 and stream = $2 and epoch = 0 and party = $3', [...at, party, sealForShred(shred, ctx, recipient, wrap)])
  }
  await operator.query(
    `insert into wraps (instance_id, case_id, stream, epoch, party, desk_epoch, wrap)
     select instance_id, case_id, stream, 0, $3, 1, $4 from epochs where case_id = $1 and stream = $2 and epoch = 0`,
    [...at, partyBytes(added.party), sealForShred(shred, ctx, added, randomBytes(1192))],
  )
}

// A further epoch that nobody opened: the operator draws its key, wraps it to the rightful readers, and would read along.
export async function insertEpoch(operator: Operator, caseId: string): Promise<void> {
  const before = await operator.header(caseId, 0)
  const [row] = await operator.query('select card from cases where case_id = $1', [hexBytes(caseId)])
  const { kpk, ...rest } = readReporterCard(bytesIn(row, 'card'))
  const { roster } = await operator.newestRoster()
  const readers: WrapTo[] = before.recipients.flatMap((one): WrapTo[] => {
    if (one.party.kind === 'reporter') return [{ recipient: reporterRecipient({ ...rest, kpk }), pk: kpk }]
    const desk = roster.desks.find((entry) => one.party.kind === 'desk' && entry.card.deskId === one.party.id)
    return desk === undefined ? [] : [{ recipient: deskRecipient(desk.card), pk: desk.card.kemPk }]
  })
  const opener = before.recipients.find((one) => one.party.kind === 'desk')?.party
  if (opener === undefined) throw new Error('a case without a desk')
  const epoch = makeEpoch({ ...before, epoch: 1, prevCtx: ctxOf(encodeHeader(before)), opener }, readers, null)
  const shred = await operator.shredKey(caseId)
  const wraps = splitWraps(epoch.wraps, epoch.header.recipients.length)
  await operator.query(
    `insert into epochs (instance_id, case_id, stream, epoch, header, ctx, back)
     select instance_id, case_id, stream, 1, $1, $2, null from epochs where case_id = $3 and stream = $4 and epoch = 0`,
    [epoch.headerBytes, epoch.ctx, hexBytes(caseId), TALK_BYTES],
  )
  for (const [at, recipient] of epoch.header.recipients.entries()) {
    await operator.query(
      `insert into wraps (instance_id, case_id, stream, epoch, party, desk_epoch, wrap)
       select instance_id, case_id, stream, 1, $1, $2, $3 from epochs where case_id = $4 and stream = $5 and epoch = 0`,
      [partyBytes(recipient.party), recipient.deskEpoch, sealForShred(shred, epoch.ctx, recipient, wraps[at] ?? new Uint8Array()), hexBytes(caseId), TALK_BYTES],
    )
  }
  await operator.query('update streams set newest_epoch = 1 where case_id = $1 and stream = $2', [hexBytes(caseId), TALK_BYTES])
}

// The bodies of two reports change places; everything around them stays.
export async function swapMessages(operator: Operator, one: string, other: string): Promise<void> {
  const bodies = await operator.query('select case_id, body from messages where case_id in ($1, $2) and stream = $3 and n = 0', [hexBytes(one), hexBytes(other), TALK_BYTES])
  for (const [from, to] of [[0, 1], [1, 0]] as const) {
    await operator.query('update messages set body = $1 where case_id = $2 and stream = $3 and n = 0 and get_byte(author, 0) = 1', [
      bytesIn(bodies[from], 'body'),
      bytesIn(bodies[to], 'case_id'),
      TALK_BYTES,
    ])
  }
}

// The card of the reporter with another key to wrap to: the next epoch would be readable for whoever holds it.
export async function swapReporterCard(operator: Operator, caseId: string, other: string): Promise<void> {
  await operator.query(
    `update cases set card = substring(card from 1 for 64) || (select substring(card from 65) from cases where case_id = $2) where case_id = $1`,
    [hexBytes(caseId), hexBytes(other)],
  )
}

export async function insertRoster(operator: Operator, signed: SignedRoster): Promise<void> {
  const { roster, hash, rootFp, file } = signed
  await operator.query(
    `insert into rosters (instance_id, seq, roster_hash, root_fp, issued_day, not_after_day, file) values ($1, $2, $3, $4, $5, $6, $7)`,
    [hexBytes(roster.instance), roster.seq, hexBytes(hash), rootFp, roster.issuedDay, roster.notAfterDay, file],
  )
}
