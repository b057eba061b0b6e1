// A worker on another phone: nothing but the code, the page's word for instance and root, and what the portal answers.
import { visitorAt } from '#app/practice/door.server.ts'
import type { CaseForReporter } from '#crypto/answers.ts'
import { reporterDevice } from '#crypto/worker/reporter-device.ts'
import type { CaseView } from '#crypto/worker/views.ts'
import type { Organisation } from './organisation.ts'

// What the code opens; throws as the party does where the answer is not to be believed.
export async function comeBackWith({ door, instanceId, rootFp }: Organisation, digits: string): Promise<CaseView> {
  const visitor = visitorAt(door)
  const party = reporterDevice()
  const read = await party.openCode({ text: digits, instanceId })
  if (read.result !== 'ok') throw new Error('the code does not read')
  const { frame } = await party.signFetch({ challenge: await visitor.challenge(door.today) })
  const answer = await visitor.postBytes<CaseForReporter>('/api/fetch', door.today, frame)
  return await party.openCase({ answer, rootFp, today: door.today })
}
