// What a form brought, held against the questions: values that no page of ours offers are passed over.
import { answersTo, isEnough } from '#db/model/questions.ts'
import type { ListQuestion } from '#db/model/questions.ts'
import { tilesAtMost } from '#db/model/tiles.ts'
import type { RoutingAnswers } from '#db/model/routing.ts'
import type { ReportFields } from '#crypto/worker/views.ts'

/** Values by field, in the order of the form; a field without any is missing. */
export type Given = Readonly<Record<string, readonly string[]>>

const lists = Object.keys(answersTo) as ListQuestion[]
const several: readonly string[] = ['tiles', 'who', 'relationMore', 'help']
const lines = ['text', 'place', 'employer', 'part'] as const
// What is asked below an answer counts only beside that answer, as on the page with scripts.
const hangs: Readonly<Record<string, readonly (readonly [field: string, value: string])[]>> = {
  touch: [['tiles', 'treatment']],
  reader: [['touch', 'yes']],
  nearest: [['tiles', 'else']],
  whoTeams: [['who', 'readers']],
  part: [['nearest', 'business'], ['who', 'buying'], ['who', 'director']],
  relationMore: [['relation', 'works'], ['relation', 'worked']],
}

/** Everything that the form may hold, for the page that shows it again; `teams` are the ids that may be named. */
export function givenIn(form: URLSearchParams, teams: readonly string[]): Given {
  const given: Record<string, readonly string[]> = {}
  for (const field of lists) {
    const known: readonly string[] = answersTo[field]
    const chosen = known.filter((value) => form.getAll(field).includes(value))
    keep(given, field, several.includes(field) ? chosen : chosen.slice(0, 1))
  }
  keep(given, 'whoTeams', teams.filter((team) => form.getAll('whoTeams').includes(team)))
  for (const field of lines) keep(given, field, [textIn(form, field)])
  return given
}

/** One text of a form: line ends as pages with scripts have them, no space around it. */
export function textIn(form: URLSearchParams, field: string): string {
  return (form.get(field) ?? '').replaceAll('\r\n', '\n').trim()
}

/** What is sealed: answers below an answer that was not given are left out, and so is "I do not know" beside something known. */
export function answered(given: Given): Given {
  const counted: Record<string, readonly string[]> = {}
  for (const [field, values] of Object.entries(given)) {
    const known = values.filter((value) => value !== 'notKnow' && value !== 'notSay')
    counted[field] = field === 'who' && known.length > 0 ? known : values
  }
  // In the order of the table, because one answer below another may have one below itself.
  for (const [field, conditions] of Object.entries(hangs)) {
    if (!conditions.some(([other, value]) => counted[other]?.includes(value) === true)) delete counted[field]
  }
  return counted
}

/** The sentence that says why this cannot be sent; null where it can. */
export function missingIn(given: Given): string | null {
  if ((given['tiles'] ?? []).length > tilesAtMost) return 'error.tiles'
  if (!isEnough(given['tiles'] ?? [], given['text']?.[0] ?? '')) return 'error.what'
  // Somebody who only tries the page: nothing is made of it, so nothing can be counted.
  return given['nearest']?.[0] === 'test' ? 'q2.test.end' : null
}

export function fieldsFrom(given: Given): ReportFields {
  return Object.fromEntries(Object.entries(given).map(([field, values]) => [field, values.join(',')]))
}

// Every value is one of the tables above, or an id of a team of the signed list.
export function toldBy(given: Given): RoutingAnswers<string> {
  const { tiles = [], who = [], whoTeams = [], relationMore = [] } = given
  const first = (field: string) => given[field]?.[0]
  return {
    tiles, who, whoTeams, relationMore, danger: first('danger'), relation: first('relation'), touch: first('touch'), nearest: first('nearest'), contact: first('contact'),
  } as RoutingAnswers<string>
}

function keep(given: Record<string, readonly string[]>, field: string, values: readonly string[]): void {
  if (values.some((value) => value !== '')) given[field] = values
}
