// One of several processes that share the work of the job runner on one PostgreSQL. Its clock is what the test writes to it, line by line.
import { createInterface } from 'node:readline'
import { jobSteps } from '#app/jobs/run.server.ts'
import { smtpDelivery } from '#app/jobs/smtp.server.ts'
import { connectPostgres } from '#db/connect.server.ts'
import { dayFrom, parseInstanceId } from '#db/model/ids.ts'
import { partsInRows } from '#db/part-rows.server.ts'
import { partStore } from '#db/part-store.server.ts'

const [databaseUrl = '', smtpUrl = '', instance = ''] = process.argv.slice(2)
const instanceId = parseInstanceId(instance)
if (instanceId === null) throw new Error('no organisation')
const db = await connectPostgres(databaseUrl)
let [day, hour, raised] = [dayFrom(0), 0, 0]
const { step } = jobSteps({
  db,
  parts: partStore('rows', { rows: partsInRows(), folder: partsInRows() }),
  instance: async () => ({ instanceId }),
  deliver: smtpDelivery(smtpUrl, 'Todoke <todoke@todoke.example>'),
  mailHours: [9, 17],
  headSigner: async () => null,
  origin: 'https://todoke.example',
  today: () => day,
  time: () => ({ hour, minute: 0 }),
  log: (_, { job, count }) => void (job === 'reminders' && (raised += count ?? 0)),
})
process.stdout.write('ready\n')
for await (const line of createInterface({ input: process.stdin })) {
  const [now = 0, on = 0, at = 0] = line.split(' ').map(Number)
  day = dayFrom(on)
  hour = at
  raised = 0
  await step(now)
  process.stdout.write(`${raised}\n`)
}
await db.close()
