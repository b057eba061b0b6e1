// One practice case as it is told: what a worker writes, and who does what on which day afterwards.
import type { EventFields, ReportFields } from '#crypto/worker/views.ts'
import type { TileId } from '#db/model/tiles.ts'

/** The languages that the practice portal's people speak; its pages speak all. */
export const storyLanguages = ['en', 'ja', 'my', 'ur'] as const
export type StoryLanguage = (typeof storyLanguages)[number]
export type StoryDesk = 'legal' | 'external'

/** What the desk does; the columns and dates follow from it as on the desk's page. */
export type Act = 'acknowledge' | 'begin-triage' | 'give-outcome' | 'decline' | 'close' | 'reopen' | 'reply' | 'ask' | 'note'

export type ReporterTurn = {
  readonly by: 'reporter'
  /** Days after the report. */
  readonly after: number
  readonly sentences?: readonly string[]
  readonly text?: string
}

export type DeskTurn = {
  readonly by: StoryDesk
  readonly after: number
  readonly act: Act
  /** Ids of ready sentences; S02 gets the day of the next news. */
  readonly sentences?: readonly string[]
  readonly text?: string
  /** Language of the free text; the ready sentences need none. */
  readonly language?: StoryLanguage
  /** For `ask`: the days that the reporter has. */
  readonly answerWithin?: number
  /** For a triage note: 1 is the most urgent. */
  readonly priority?: 1 | 2 | 3 | 4
  /** The reason for the file, where the step asks for one: to end before the reporter's time is over, or to take up again. */
  readonly why?: string
  readonly result?: Pick<EventFields, 'finding' | 'reason' | 'remedies'>
}

export type Story = {
  /** Names the story in tests and nowhere else. */
  readonly name: string
  readonly language: StoryLanguage
  readonly daysAgo: number
  readonly tiles: readonly TileId[]
  readonly answers: Omit<ReportFields, 'tiles' | 'whoTeams' | 'removedTeams'>
  /** The reporter says that somebody in this team is part of the problem: it never gets the key. */
  readonly blames?: StoryDesk
  readonly turns: readonly (ReporterTurn | DeskTurn)[]
}
