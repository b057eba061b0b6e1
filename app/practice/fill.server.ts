// Fills an empty portal with the practice organisation: twelve cases, spread over the last weeks, sealed like any other.
import { dayFrom, type Day } from '#db/model/ids.ts'
import { actAsDesk } from './desk.server.ts'
import type { PracticeDoor } from './door.server.ts'
import { foundOrganisation, type Founded } from './founding.server.ts'
import { handoutFor } from './handout.server.ts'
import { answerAsReporter, writeReport, type Reporter } from './reporter.server.ts'
import { stories, storyToTry } from './stories.ts'
import type { Story } from './story.ts'

export type Practice = { readonly founded: Founded; readonly reporters: readonly Reporter[]; readonly lines: readonly string[] }

type Happening = { readonly day: Day; readonly story: Story; readonly turn: Story['turns'][number] | null }

/** Everything that happened up to `door.today`, in the order of the days; `lines` is what a visitor needs. Takes some seconds, mostly for the phrases. */
export async function fillPractice(door: PracticeDoor): Promise<Practice> {
  const happenings = happeningsUpTo(door.today)
  const first = happenings[0]?.day ?? door.today
  const founded = await foundOrganisation(door, dayFrom(first - 2))
  const reporters = new Map<Story, Reporter>()
  for (const { day, story, turn } of happenings) {
    const reporter = reporters.get(story)
    if (turn === null) reporters.set(story, await writeReport(door, founded, story, day))
    else if (reporter === undefined) throw new RangeError('an answer before the report')
    else if (turn.by === 'reporter') await answerAsReporter(reporter, founded, turn, day)
    else {
      const team = founded.teams.find(({ desk }) => desk === turn.by)
      if (team === undefined) throw new RangeError(`no team ${turn.by}`)
      await actAsDesk(team, reporter, turn, day)
    }
  }
  const written = stories.flatMap((story) => reporters.get(story) ?? [])
  return { founded, reporters: written, lines: handoutFor(door, founded, written.find(({ story }) => story.name === storyToTry)) }
}

function happeningsUpTo(today: Day): Happening[] {
  const all = stories.flatMap((story) => {
    const start = today - story.daysAgo
    const turns = story.turns.map((turn) => ({ day: dayFrom(start + turn.after), story, turn }))
    return [{ day: dayFrom(start), story, turn: null }, ...turns]
  })
  return all.sort((a, b) => a.day - b.day)
}
