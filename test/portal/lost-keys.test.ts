// What the README says of a lost receipt key: the portal does not start by itself, then runs on without new reports until the root has signed.
import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { openAs } from '#app/practice/desk.server.ts'
import { atTheKeys, visitorAt } from '#app/practice/door.server.ts'
import { foundOrganisation } from '#app/practice/founding.server.ts'
import { comeBack, writeReport } from '#app/practice/reporter.server.ts'
import { stories } from '#app/practice/stories.ts'
import type { RosterDraftRows } from '#crypto/answers.ts'
import { deskDevice } from '#crypto/worker/desk-device.ts'
import { dayFrom } from '#db/model/ids.ts'
import { openPracticePortal } from '#test/practice/portal-in-process.ts'

const today = dayFrom(20_777)
const root = resolve(import.meta.dirname, '../..')

/** What the start command says until it listens or ends. */
function start(dataDir: string, ...flags: readonly string[]): Promise<string> {
  const { VITEST: _, DATABASE_URL: __, ...kept } = process.env
  const child = spawn(join(root, 'node_modules/.bin/node'), ['app/http/start.server.ts', ...flags], { cwd: root, env: { ...kept, PORT: '0', DATA_DIR: dataDir } })
  let said = ''
  return new Promise((done) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (part: Buffer) => {
        said += part.toString()
        if (said.includes('Todoke is at')) child.kill('SIGTERM')
      })
    }
    child.once('close', () => done(said))
  })
}

test('a lost receipt key stops new reports and nothing else, until the root has signed another', { timeout: 300_000 }, async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'todoke-lost-'))
  try {
    const story = stories.find(({ blames }) => blames === undefined)
    if (story === undefined) throw new Error('no story')
    const kept = { databaseUrl: null, dataDir }
    const known = await (async () => {
      await using portal = await openPracticePortal(today, kept)
      const founded = await foundOrganisation(portal.door, today)
      return { founded, reporter: await writeReport(portal.door, founded, story, today) }
    })()
    const { founded } = known
    await rm(join(dataDir, 'keys', 'receipt'))
    expect(await start(dataDir)).toMatch(/^The folder keys in DATA_DIR does not belong to this database\. .*--new-keys/)
    expect(await start(dataDir, '--new-keys')).toContain('Todoke is at')

    await using portal = await openPracticePortal(today, kept)
    const at = visitorAt(portal.door)
    const reporter = { ...known.reporter, visitor: at }
    await expect(writeReport(portal.door, founded, story, today)).rejects.toThrow('answered 409 {"reason":"not-set-up"}')
    expect((await comeBack(reporter, founded, today)).timeline).toHaveLength(1)
    const lead = founded.teams[0]?.lead
    if (lead === undefined) throw new Error('no team')
    expect((await openAs({ ...lead, visitor: visitorAt(portal.door) }, reporter.caseId, today)).view.timeline).toHaveLength(1)

    const holder = deskDevice()
    await holder.openRootFile({ instanceId: founded.instanceId, file: founded.rootFile, rootFp: founded.rootFp, now: atTheKeys })
    const { body } = await holder.signRootIn({ challenge: await at.challenge(today), now: atTheKeys })
    await at.postBytes('/desk/api/root', today, body)
    const rows = await at.get<RosterDraftRows>('/desk/api/roster-draft', today)
    const shown = await holder.draftNextRoster({ rows, last: null, today, now: atTheKeys })
    expect(shown.receiptKey).toBe('new')
    const signed = await holder.signNextRoster({ shown, compared: [], drop: [], now: atTheKeys })
    await at.postBytes('/desk/api/roster', today, signed.rosterFile)
    await writeReport(portal.door, founded, story, today)
    expect((await comeBack(reporter, founded, today)).timeline).toHaveLength(1)
  } finally {
    await rm(dataDir, { recursive: true, force: true })
  }
})
