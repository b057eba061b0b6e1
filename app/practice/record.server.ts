// Every act of a member stands in the record: at the place after their last one, signed with the act itself.
import type { AuditPlace, CaseForDesk, CasePlace, Hex } from '#crypto/answers.ts'
import type { Prepared } from '#crypto/worker/messages.ts'
import type { Day } from '#db/model/ids.ts'
import { atTheKeys } from './door.server.ts'
import type { Person } from './founding.server.ts'

type AtTheDesk = Pick<Person, 'keys' | 'visitor'>

/** Prepares at the member's next place, signs under a fresh challenge, sends; needs an open session. */
export async function sendRecorded<Made extends Prepared>(
  person: AtTheDesk, day: Day, prepare: (at: { place: AuditPlace; today: Day; now: number }) => Made | Promise<Made>): Promise<Made> {
  const place = await person.visitor.get<AuditPlace>('/desk/api/audit-place', day)
  const made = await prepare({ place, today: day, now: atTheKeys })
  await sendSigned(person, day, made)
  return made
}

/** Asks for a case with the entry that says so; its ciphertext as the server hands it over. */
export async function readCase(person: AtTheDesk, day: Day, caseId: Hex): Promise<CaseForDesk> {
  const { case: about, ...place } = await person.visitor.get<CasePlace>(`/desk/api/audit-place?case=${caseId}`, day)
  if (about === null) throw new Error('practice: this case is not for this member')
  return sendSigned<CaseForDesk>(person, day, await person.keys.readCase({ caseId, purpose: 'read', place, ...about, today: day, now: atTheKeys }))
}

/** Signs a prepared request under a fresh challenge and sends it. */
export async function sendSigned<Answer>(person: AtTheDesk, day: Day, prepared: Prepared): Promise<Answer> {
  const { frame } = await person.keys.sign({ job: prepared.job, challenge: await person.visitor.challenge(day), now: atTheKeys })
  return person.visitor.postBytes<Answer>(`/desk/api/${prepared.action === 'read' ? 'case' : prepared.action}`, day, frame)
}
