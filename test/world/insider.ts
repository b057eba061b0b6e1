// Somebody at a desk who works together with the operator: every key of every desk, every list, and one case with all that
// they can put into it. What the builders of test/crypto/story.ts force on such a case is planted in the live database.
import { reporterKeys, rootKeys } from '#crypto/card.ts'
import { readCode } from '#crypto/code.ts'
import { openDeskBox } from '#crypto/desk-box.ts'
import { deskKeys, parseDeskCard } from '#crypto/desk-card.ts'
import { openWrap, splitWraps } from '#crypto/epoch.ts'
import { parseHeader } from '#crypto/header.ts'
import { TALK, partyBytes, streamBytes } from '#crypto/party.ts'
import { deskIn, parseRosterFile, roleNames } from '#crypto/roster.ts'
import { openFromShred, sealForShred } from '#crypto/shred.ts'
import { bytesFromHex, concat } from '#crypto/bytes.ts'
import { randomBytes, signKeys } from '#crypto/sodium.ts'
import { dayFrom, deskIdFrom, hashOf, instanceIdFrom, sealedAs } from '#crypto/types.ts'
import type { Code, SymmetricKey } from '#crypto/types.ts'
import { openByCode, parseUnlockHead } from '#crypto/unlock.ts'
import type { Unlocked } from '#crypto/unlock.ts'
import type { Person as Colleague } from '#app/practice/founding.server.ts'
import type { Stored, Story } from '#test/crypto/story.ts'
import type { Desk, World } from '#test/crypto/world.ts'
import type { Organisation } from './organisation.ts'
import { bytesIn, hexBytes } from './tampering.ts'
import type { Operator } from './tampering.ts'

// The whole organisation as whoever holds every printed code and the database sees it; desks in the order of its teams.
export async function insideOf(operator: Operator, organisation: Organisation): Promise<World> {
  const instance = instanceIdFrom(bytesFromHex(organisation.instanceId))
  // One after the other: the operator has one line to the database.
  const desks: Desk[] = []
  for (const team of organisation.teams) desks.push(await deskFrom(operator, team))
  const rosters = (await operator.query('select file from rosters order by seq')).map((row) => parseRosterFile(bytesIn(row, 'file')))
  // What receipts are signed with is the server's own and is not forged here.
  return { instance, root: rootKeys(instance, codeOf(organisation.rootLines.join(''))), receipt: signKeys('receipt', randomBytes(32)), desks, rosters }
}

async function deskFrom(operator: Operator, { deskId, lead, handler }: Organisation['teams'][number]): Promise<Desk> {
  const at = [hexBytes(deskId)]
  const cards = (await operator.query('select card from desk_cards where desk_id = $1 order by epoch', at)).map((row) => parseDeskCard(bytesIn(row, 'card')))
  const [first, second] = [await unlocked(operator, lead), await unlocked(operator, handler)]
  const boxes = await operator.query('select desk_epoch, which, box from desk_boxes where desk_id = $1 and owner_id = $2', [...at, hexBytes(lead.memberId)])
  const seeds = cards.map((card) => {
    const seed = (which: 'kem' | 'sig') => openDeskBox(card, which, first.keys.card, first.keys.kem, bytesIn(boxes.find((row) => row['desk_epoch'] === card.epoch && row['which'] === (which === 'kem' ? 1 : 2)), 'box'))
    return { kem: seed('kem'), sig: seed('sig') }
  })
  const changes = await operator.query('select change, signature from member_changes where desk_id = $1 order by n', at)
  const entry = deskIn((await operator.newestRoster()).roster, deskIdFrom(hexBytes(deskId)))
  if (entry === null) throw new Error('a desk outside the list')
  return {
    id: entry.card.deskId, roles: roleNames(entry.roles), independent: entry.independent, keys: seeds.map(deskKeys), seeds, people: [first, second],
    changes: changes.map((row) => ({ change: bytesIn(row, 'change'), sig: bytesIn(row, 'signature') })), nextSig: entry.nextSig,
  }
}

async function unlocked(operator: Operator, { memberId, codeLines }: Colleague): Promise<Unlocked> {
  const boxes = (await operator.query('select head, box from unlock_boxes where member_id = $1', [hexBytes(memberId)])).map((row) => ({ head: bytesIn(row, 'head'), box: sealedAs('unlock', bytesIn(row, 'box')) }))
  const box = boxes.find(({ head }) => parseUnlockHead(head).way.kind === 'code')
  if (box === undefined) throw new Error('no box for the printed code')
  return openByCode(box, codeOf(codeLines.join('')))
}

export function codeOf(digits: string): Code {
  const read = readCode(digits)
  if (read.kind !== 'ok') throw new Error('the code does not read')
  return read.code
}

// A case as it lies in the database, opened with the code of its reporter.
export async function storyFrom(operator: Operator, world: World, { caseId, digits }: { readonly caseId: string; readonly digits: string }): Promise<Story> {
  const keys = reporterKeys(world.instance, codeOf(digits))
  const at = [hexBytes(caseId), streamBytes(TALK)]
  const shred = await operator.shredKey(caseId)
  const talk: Stored = { stream: TALK, epochs: [], messages: [] }
  for (const row of await operator.query('select header, ctx, back, epoch from epochs where case_id = $1 and stream = $2 order by epoch', at)) {
    const header = parseHeader(bytesIn(row, 'header'))
    const ctx = hashOf('ctx', bytesIn(row, 'ctx'))
    const held = await operator.query('select party, wrap from wraps where case_id = $1 and stream = $2 and epoch = $3', [...at, row['epoch']])
    const wraps = header.recipients.map((one) => openFromShred(shred, ctx, one, bytesIn(held.find((wrap) => hexBytes(Buffer.from(bytesIn(wrap, 'party')).toString('hex')).equals(partyBytes(one.party))), 'wrap')))
    const own = header.recipients.findIndex(({ party }) => party.kind === 'reporter')
    const [recipient, wrap] = [header.recipients[own], wraps[own]]
    if (!recipient || !wrap) throw new Error('an epoch without its reporter')
    const key = openWrap(header, ctx, recipient, keys.kem, wrap)
    const back = row['back'] === null ? new Uint8Array(0) : openFromShred(shred, ctx, 'back', bytesIn(row, 'back'))
    const made = { header, headerBytes: bytesIn(row, 'header'), ctx, key, wraps: concat(...wraps), back }
    talk.epochs.push({ header: made.headerBytes, wraps: made.wraps, back, made })
  }
  for (const row of await operator.query('select epoch, outer_part, body, day from messages where case_id = $1 and stream = $2 order by epoch, author, n', at)) {
    talk.messages.push({ epoch: Number(row['epoch']), outer: bytesIn(row, 'outer_part'), body: bytesIn(row, 'body'), day: dayFrom(Number(row['day'])) })
  }
  return { world, keys, talk, notes: null }
}

// Puts a stream into the database as it stands in memory: what is new is stored, what is gone there is gone here.
export async function plant(operator: Operator, { keys }: Story, stored: Stored): Promise<void> {
  const at = [hexBytes(keys.caseId), streamBytes(stored.stream)]
  const shred = await operator.shredKey(keys.caseId)
  for (const table of ['messages', 'wraps', 'epochs', 'streams']) await operator.query(`delete from ${table} where case_id = $1 and stream = $2`, at)
  const [held] = await operator.query('select instance_id from cases where case_id = $1', [at[0]])
  const place = [bytesIn(held, 'instance_id'), ...at]
  await operator.query('insert into streams (instance_id, case_id, stream, newest_epoch) values ($1, $2, $3, $4)', [...place, stored.epochs.length - 1])
  for (const [epoch, { made }] of stored.epochs.entries()) await plantEpoch(operator, shred, [...place, epoch], made)
  for (const { epoch, outer, body, day } of stored.messages) {
    const n = Buffer.from(outer).readBigUInt64BE(17)
    await operator.query('insert into messages (instance_id, case_id, stream, author, n, epoch, outer_part, body, day) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)', [...place, outer.slice(0, 17), n.toString(), epoch, outer, body, day])
  }
}

async function plantEpoch(operator: Operator, shred: SymmetricKey<'shred'>, place: readonly unknown[], made: Stored['epochs'][number]['made']): Promise<void> {
  const back = made.back.length === 0 ? null : sealForShred(shred, made.ctx, 'back', made.back)
  await operator.query('insert into epochs (instance_id, case_id, stream, epoch, header, ctx, back) values ($1, $2, $3, $4, $5, $6, $7)', [...place, made.headerBytes, made.ctx, back])
  const wraps = splitWraps(made.wraps, made.header.recipients.length)
  for (const [i, recipient] of made.header.recipients.entries()) {
    const wrap = sealForShred(shred, made.ctx, recipient, wraps[i] ?? new Uint8Array(0))
    await operator.query('insert into wraps (instance_id, case_id, stream, epoch, party, desk_epoch, wrap) values ($1, $2, $3, $4, $5, $6, $7)', [...place, partyBytes(recipient.party), recipient.deskEpoch, wrap])
  }
}
