// Casework that a member signs without a page: the same records, sealed by the same worker code, through the same doors.
import { randomBytes } from 'node:crypto'
import { openAs } from '#app/practice/desk.server.ts'
import type { Person } from '#app/practice/founding.server.ts'
import { sendRecorded } from '#app/practice/record.server.ts'
import type { CaseAct, DeskWrite } from '#crypto/worker/messages.ts'
import type { Day } from '#db/model/ids.ts'
import { theCase, workBody, type WorkInput, type WorkKind } from '#db/model/work-records.ts'

// One record as a write; without an object it is a new thing.
export function work<Kind extends WorkKind>(kind: Kind, content: WorkInput<Kind>, object = randomBytes(16).toString('hex')): DeskWrite {
  return { type: 'work', fields: { kind, object, body: workBody(kind, content) }, lang: 'en' }
}

// Signs and sends them all in one request.
export async function sign(person: Person, caseId: string, day: Day, writes: DeskWrite[], acts: CaseAct[] = []): Promise<void> {
  const { view } = await openAs(person, caseId, day)
  await sendRecorded(person, day, (at) => person.keys.sealWrites({ caseId, writes, acts, addTeam: null, columns: null, summary: view.summary, ...at }))
}

const facets = { ground: [], stage: [], mineral: [], direction: null, tier: null, harmed: 'others' } as const

// A locked fire exit, weighed: grave for many, nothing has happened yet. `me` has declared no interest.
export function lockedExit(me: string, allegation: string): DeskWrite[] {
  return [
    work('conflict', { has: false, text: '' }, me),
    work('allegation', { text: 'The exit on the second floor is chained shut.', code: 'HS-02', primary: true, facets: { ...facets, ground: [], stage: [], mineral: [] } }, allegation),
    work('severity', { scale: 4, scope: 4, irremediability: 4, likelihood: 2, raises: [], dangerNow: false, indicators: [], childAtWork: false, armedGroupMineral: false, text: '' }, theCase),
    work('contact', { permission: 'ask', basis: 'report', text: '' }, theCase),
    work('detriment', { risk: 'some', text: '', steps: [] }, theCase),
  ]
}
