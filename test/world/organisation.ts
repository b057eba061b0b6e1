// A live organisation on a running portal, founded over the wire with the practice people: two desks, two members each.
// What a test adds to it goes through the same doors as everybody's.
import { dayIn } from '#app/http/clock.server.ts'
import type { PracticeDoor } from '#app/practice/door.server.ts'
import { foundOrganisation, type Founded } from '#app/practice/founding.server.ts'
import { organisation as practised } from '#app/practice/organisation.ts'
import { writeReport, type Reporter } from '#app/practice/reporter.server.ts'
import type { Story } from '#app/practice/story.ts'
import { ready } from '#crypto/sodium.ts'
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
  // Before set-up the portal has no zone and so no day: the one that the organisation will name.
  const today = dayIn(practised.timeZone, Date.now())
  const door: PracticeDoor = { origin: portal.origin, today, setUpSecret: secret, ask: (request) => fetch(request) }
  const founded = await foundOrganisation(door, today)
  return { ...founded, door, write: (story) => writeReport(door, founded, story, today) }
}
