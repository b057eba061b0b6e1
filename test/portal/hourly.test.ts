// What the runner does once an hour beside mail: copies end, files that nobody listed go, and one part that fails keeps none of the others.
import { expect } from 'vitest'
import { jobSteps, type JobSetting } from '#app/jobs/run.server.ts'
import type { Database } from '#db/connect.server.ts'
import { openCase } from '#db/commands/open-case.server.ts'
import { storePart } from '#db/commands/store-part.server.ts'
import { bytesOf, caseIdFrom, dayFrom, type InstanceId } from '#db/model/ids.ts'
import { sealed } from '#db/model/sealed.ts'
import { partsInRows } from '#db/part-rows.server.ts'
import { partStore } from '#db/part-store.server.ts'
import { bytes, minatoWorks, newReport, talk, today } from '#test/db/organisation.ts'
import { onEachEngine } from '#test/world/database.ts'

const parts = partStore('rows', { rows: partsInRows(), folder: partsInRows() })

async function lateHouse(db: Database): Promise<InstanceId> {
  const { instance, legal, external, roster } = await minatoWorks(db)
  const { scope, report } = newReport({ instance, legal, external, roster }, [legal])
  expect(await openCase(db, scope, report)).toMatchObject({ ok: true })
  const body = bytes(100)
  const part = { today, caseId: scope.caseId, stream: talk, epoch: 0, fileId: bytes(16), index: 0, parts: 1, digest: bytes(32), body }
  expect(await storePart(db, parts, { scope }, part, { filesPerCase: 1, partsPerFile: 1 })).toEqual({ ok: true })
  await db.tables.insertInto('copies').values({
    instance_id: bytesOf(instance), copy_id: bytesOf(caseIdFrom(bytes(32))), case_id: bytesOf(scope.caseId), desk_id: bytesOf(legal.deskId),
    card: bytes(1280), header: bytes(365, 1), ctx: bytes(32), desk_epoch: 1, outside_wrap: sealed('wrap', bytes(1232)), desk_wrap: sealed('wrap', bytes(1232)),
    day: today, until_day: today,
  }).execute()
  return instance
}

async function left(db: Database, instance: InstanceId): Promise<number[]> {
  const count = async (table: 'copies' | 'files') => (await db.tables.selectFrom(table).select('day').where('instance_id', '=', bytesOf(instance)).execute()).length
  return [await count('copies'), await count('files')]
}

onEachEngine('copies end on their day, files that nobody listed after it, and a part that fails is told and tried again', async (db) => {
  const instance = await lateHouse(db)
  const said: string[] = []
  let [day, hour, signer] = [today, 9, 'fails']
  const setting: JobSetting = {
    db, parts, deliver: null, mailHours: [9], origin: 'https://todoke.example',
    instance: async () => ({ instanceId: instance }),
    headSigner: async () => {
      if (signer === 'fails') throw new Error('the key is away')
      return null
    },
    today: () => day,
    time: () => ({ hour, minute: 0 }),
    log: (event, { job }) => void (job !== 'reminders' && said.push(`${event}: ${job}`)),
  }
  const { step, release } = jobSteps(setting)
  await step(0)
  expect(said).toEqual(['job failed: record'])
  expect(await left(db, instance)).toEqual([1, 1])
  day = dayFrom(today + 1)
  await step(0)
  expect(await left(db, instance)).toEqual([0, 1])
  day = dayFrom(today + 2)
  signer = 'signs'
  await step(0)
  expect(await left(db, instance)).toEqual([0, 0])
  expect(said.slice(1)).toEqual(['job failed: record', 'copies ended: copies', 'files cleaned up: files'])
  await step(0)
  hour = 10
  await step(0)
  expect(said).toHaveLength(4)
  await release()
})
