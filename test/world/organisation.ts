// A live organisation on a running portal, founded over the wire with the practice people: two desks, two members each.
// What a test adds to it goes through the same doors as everybody's.
import type { PracticeDoor } from '#app/practice/door.server.ts'
import { foundOrganisation, type Founded } from '#app/practice/founding.server.ts'
import { writeReport, type Reporter } from '#app/practice/reporter.server.ts'
import type { Story } from '#app/practice/story.ts'
import type { ChallengeAnswer } from '#crypto/answers.ts'
import { ready } from '#crypto/sodium.ts'
import { dayFrom } from '#db/model/ids.ts'
import type { Portal } from './portal.ts'

export interface Organisation extends Founded {
  readonly door: PracticeDoor
  // Seals and sends one report as a worker's phone would.
  write(story: Story): Promise<Reporter>
}

// Opens the one-time link, founds both desks, signs the roster and admits the colleagues.
export async function foundOn(portal: Pick<Portal, 'origin' | 'setUpLink'>): Promise<Organisation> {
  await ready()
  const secret = new URL(await portal.setUpLink()).hash.slice(1)
  const answer = await fetch(new URL('/api/challenge', portal.origin))
  const today = dayFrom(((await answer.json()) as ChallengeAnswer).day)
  const door: PracticeDoor = { origin: portal.origin, today, setUpSecret: secret, ask: (request) => fetch(request) }
  const founded = await foundOrganisation(door, today)
  return { ...founded, door, write: (story) => writeReport(door, founded, story, today) }
}
