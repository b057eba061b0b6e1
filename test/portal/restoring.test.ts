// A backup of the database of any age, all staff keys, the code and this program together open nothing of a case whose shred key is gone.
// The same backups beside a copy of the shred keys from before open it: so it is the key alone that is missing.
import { cp, mkdtemp, readFile, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { actAsDesk, openAs } from '#app/practice/desk.server.ts'
import { atTheKeys, visitorAt, type PracticeDoor } from '#app/practice/door.server.ts'
import { foundOrganisation, signIn, type Founded, type Person } from '#app/practice/founding.server.ts'
import { sendRecorded } from '#app/practice/record.server.ts'
import { comeBack, writeReport, type Reporter } from '#app/practice/reporter.server.ts'
import { stories } from '#app/practice/stories.ts'
import type { AuditPlace, CasePlace, UnlockAnswer } from '#crypto/answers.ts'
import { reporterKeys } from '#crypto/card.ts'
import { readCode } from '#crypto/code.ts'
import { parseEnvelope } from '#crypto/receipt.ts'
import { signRequest } from '#crypto/request.ts'
import { bytesFromBase64, hashOf, openFromShred, parseHeader, recipientNamed, symmetricKey } from '#crypto/server.ts'
import { frameBytes, parseFrame } from '#crypto/wire.ts'
import { deskDevice } from '#crypto/worker/desk-device.ts'
import { connectDatabase, type Database } from '#db/connect.server.ts'
import { bytesOf, dayFrom, parseCaseId, type CaseId } from '#db/model/ids.ts'
import { shredKeysIn } from '#db/shred-store.server.ts'
import { openPracticePortal } from '#test/practice/portal-in-process.ts'
import { copyOfPostgres, postgresUrlForPortal } from '#test/world/database.ts'

const today = dayFrom(20_777)
const before = (days: number) => dayFrom(today - days)

interface Kept {
  readonly databaseUrl: string | null
  readonly dataDir: string
}

/** One portal after the other on what they keep; visitors speak to the one that is open. */
class House {
  readonly kept: Kept
  private readonly parent: string
  private open: PracticeDoor | null = null
  readonly door: PracticeDoor = {
    origin: 'http://localhost:4600', today, setUpSecret: '',
    ask: async (request, at) => {
      if (this.open === null) throw new Error('no portal is open')
      if (new URL(request.url).pathname === '/api/submit') this.submitted.push(new Uint8Array(await request.clone().arrayBuffer()))
      return this.open.ask(request, at)
    },
  }
  /** Every report as it was sent. */
  readonly submitted: Uint8Array[] = []

  constructor(kept: Kept, parent: string) {
    this.kept = kept
    this.parent = parent
  }

  async while<Answer>(work: (setUpSecret: string) => Promise<Answer>, kept = this.kept): Promise<Answer> {
    await using portal = await openPracticePortal(today, kept)
    this.open = portal.door
    return await work(portal.door.setUpSecret)
  }

  /** What a nightly job would copy: the database (PGlite inside the folder) and the whole data folder. */
  async backup(name: string): Promise<Kept> {
    const dataDir = join(this.parent, name)
    await cp(this.kept.dataDir, dataDir, { recursive: true })
    return { dataDir, databaseUrl: this.kept.databaseUrl === null ? null : await copyOfPostgres(this.kept.databaseUrl) }
  }

  /** The backup on a new machine, with the shred keys of another folder in the place of its own. */
  async restored(backup: Kept, name: string, shredOf: Kept): Promise<Kept> {
    const dataDir = join(this.parent, name)
    await cp(backup.dataDir, dataDir, { recursive: true })
    await rm(join(dataDir, 'shred'), { recursive: true })
    await cp(join(shredOf.dataDir, 'shred'), join(dataDir, 'shred'), { recursive: true })
    return { dataDir, databaseUrl: backup.databaseUrl === null ? null : await copyOfPostgres(backup.databaseUrl) }
  }
}

async function shredAs(founded: Founded, reporter: Reporter): Promise<void> {
  const lead = founded.teams[0]?.lead
  if (lead === undefined) throw new Error('no team')
  await openAs(lead, reporter.caseId, today)
  const { case: about } = await lead.visitor.get<CasePlace>(`/desk/api/audit-place?case=${reporter.caseId}`, today)
  if (about === null) throw new Error('not this case')
  await sendRecorded(lead, today, (at: { place: AuditPlace; today: number; now: number }) => lead.keys.prepareShred({ caseId: reporter.caseId, ...about, ...at }))
}

/** The first report word for word, signed anew with the key of its code. */
async function sentAgain(house: House, reporter: Reporter): Promise<void> {
  const frame = parseFrame(house.submitted[0] ?? new Uint8Array(0))
  const read = readCode(reporter.digits)
  if (read.kind !== 'ok') throw new Error('the code does not read')
  const { instance } = parseHeader(parseEnvelope(frame.body).header)
  const keys = reporterKeys(instance, read.code)
  const visitor = visitorAt(house.door)
  const challenge = bytesFromBase64(await visitor.challenge(today))
  const sig = signRequest(keys.auth.sk, instance, { kind: 'reporter', caseId: keys.caseId }, challenge, 'submit', frame.body)
  await visitor.postBytes('/api/submit', today, frameBytes({ ...frame, challenge, sig }))
}

for (const engine of ['pglite', 'postgres'] as const) {
  test(`a destroyed case opens from no backup of the database (${engine})`, async () => {
    const parent = await mkdtemp(join(tmpdir(), 'todoke-restoring-'))
    try {
      const house = new House({ databaseUrl: engine === 'postgres' ? await postgresUrlForPortal() : null, dataDir: join(parent, 'first') }, parent)
      const story = stories.find(({ turns }) => turns.at(-1)?.by === 'legal' && turns.some((turn) => turn.by === 'legal' && turn.act === 'decline'))
      if (story === undefined) throw new Error('no story that ends')
      const { founded, reporter, other } = await house.while(async (setUpSecret) => {
        const made = await foundOrganisation({ ...house.door, setUpSecret }, before(3))
        return { founded: made, reporter: await writeReport(house.door, made, story, before(3)), other: await writeReport(house.door, made, story, before(3)) }
      })
      const [team, caseId] = [founded.teams[0], parseCaseId(reporter.caseId)]
      if (team === undefined || caseId === null) throw new Error('no team or no case')
      // Each opening of an embedded database takes seconds, so it is restored from one age only.
      const ages = engine === 'postgres' ? [await house.backup('as-reported')] : []
      const turns = story.turns.filter((turn) => turn.by !== 'reporter')
      await house.while(async () => {
        for (const turn of turns) await actAsDesk(team, reporter, turn, before(2))
      })
      const ended = await house.backup('ended')
      ages.push(ended)
      const key = shredKeysIn(join(house.kept.dataDir, 'shred')).get(caseId)
      expect(key).toHaveLength(32)
      await house.while(async () => {
        await shredAs(founded, reporter)
        await expect(sentAgain(house, reporter)).rejects.toThrow('answered 410 {"reason":"gone"}')
      })
      const now = await house.backup('destroyed')

      for (const [i, age] of [...ages, now].entries()) {
        const kept = await house.restored(age, `restored-${i}`, now)
        await house.while(() => expectGone(house, founded, reporter), kept)
        await house.while(() => comeBack(other, founded, today), kept)
        await expectNoWay(kept, caseId, key ?? new Uint8Array(32))
      }
      for (const [i, age] of ages.entries()) {
        const kept = await house.restored(age, `control-${i}`, ended)
        await house.while(async () => {
          expect((await comeBack(reporter, founded, today)).timeline.length).toBeGreaterThan(0)
          expect((await openAs(await freshBrowser(house, team.lead), reporter.caseId, today)).view.timeline.length).toBeGreaterThan(0)
        }, kept)
      }
      // Old shred keys beside the newest database: the portal finishes the destruction before it answers anybody.
      const finished = await house.restored(now, 'finished', ended)
      await house.while(() => expectGone(house, founded, reporter), finished)
      expect(shredKeysIn(join(finished.dataDir, 'shred')).has(caseId)).toBe(false)
    } finally {
      await rm(parent, { recursive: true, force: true })
    }
  }, 180_000)
}

/** A browser that remembers nothing, opened with the printed code: the member's own would notice that the record lost their last entries. */
async function freshBrowser({ door }: House, person: Person): Promise<Person> {
  const keys = deskDevice()
  const visitor = visitorAt(door)
  const answer = await visitor.postJson<UnlockAnswer>('/desk/api/unlock', today, { name: person.name })
  expect(await keys.unlock({ answer, secret: { kind: 'code', text: person.codeLines.join(' ') }, now: atTheKeys })).toMatchObject({ result: 'ok' })
  return { ...person, keys, visitor }
}

/** Neither the code nor any member of any team gets a byte of it. */
async function expectGone(house: House, founded: Founded, reporter: Reporter): Promise<void> {
  await expect(comeBack(reporter, founded, today)).rejects.toThrow(/answered (401|410)/)
  for (const { lead, handler } of founded.teams) {
    for (const known of [lead, handler]) {
      const person = await freshBrowser(house, known)
      await signIn(person, today)
      const inbox = await person.visitor.get<{ rows: { caseId: string; summary: string | null }[] }>('/desk/api/inbox?view=open', today)
      expect(inbox.rows.filter((row) => row.caseId === reporter.caseId && row.summary !== null)).toEqual([])
      await expect(openAs(person, reporter.caseId, today)).rejects.toThrow(/answered 404|not for this member/)
    }
  }
}

/** The key lies nowhere, and no other key of the store opens a wrap, back link or record of the case. */
async function expectNoWay(kept: Kept, caseId: CaseId, key: Uint8Array): Promise<void> {
  for (const path of await filesBelow(kept.dataDir)) expect([path, (await readFile(path)).includes(Buffer.from(key))]).toEqual([path, false])
  const db = await connectDatabase(kept)
  try {
    expect(await columnsWith(db, key)).toEqual([])
    const wraps = await db.tables
      .selectFrom('wraps as w')
      .innerJoin('epochs as e', (join_) => join_
        .onRef('e.instance_id', '=', 'w.instance_id').onRef('e.case_id', '=', 'w.case_id').onRef('e.stream', '=', 'w.stream').onRef('e.epoch', '=', 'w.epoch'))
      .select(['w.party', 'w.wrap', 'e.header', 'e.ctx'])
      .where('w.case_id', '=', bytesOf(caseId))
      .execute()
    for (const { party, wrap, header, ctx } of wraps) {
      const recipient = recipientNamed(parseHeader(header), party)
      if (recipient === null) throw new Error('a wrap for nobody')
      expect(openFromShred(symmetricKey('shred', key), hashOf('ctx', ctx), recipient, wrap)).toHaveLength(1192)
      for (const left of shredKeysIn(join(kept.dataDir, 'shred')).values()) {
        expect(() => openFromShred(symmetricKey('shred', left), hashOf('ctx', ctx), recipient, wrap)).toThrow(/broken/)
      }
    }
  } finally {
    await db.close()
  }
}

async function columnsWith(db: Database, bytes: Uint8Array): Promise<string[]> {
  const { rows } = await sql<{ table: string; column: string }>`
    select c.relname as "table", a.attname as "column" from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attnum > 0 and format_type(a.atttypid, a.atttypmod) = 'bytea'`.execute(db.tables)
  const found: string[] = []
  for (const { table, column } of rows) {
    const hit = await sql`select 1 from ${sql.table(table)} where position(${bytes}::bytea in ${sql.ref(column)}) > 0 limit 1`.execute(db.tables)
    if (hit.rows.length > 0) found.push(`${table}.${column}`)
  }
  return found
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
}
