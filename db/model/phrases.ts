// Ready sentences that a desk and a reporter exchange by id, each reading their own language:
// a Japanese desk and a Burmese worker can talk without a translator. The words stand in locales/*/phrases.json.

export type PhraseSide = 'desk' | 'reporter'
export type PhraseKind = 'acknowledge' | 'ask' | 'safety' | 'decline' | 'result' | 'late' | 'answer'

/** An id is never given a second meaning: messages are signed and stay readable for years. New sentences get new numbers. */
export type Phrase = {
  readonly id: string
  readonly side: PhraseSide
  readonly kind: PhraseKind
  /** The sentence carries a day ({date}), counted in days since 1970-01-01. */
  readonly day?: true
  /** For a question: the answers offered first. */
  readonly answers?: readonly string[]
}

/** One sentence as it is used in a message; `day` only where the sentence carries one. */
export type PhraseUse = { readonly id: string; readonly day: number | null }

const yesNo = ['S18', 'S19', 'S20', 'S21'] as const
const verdict = ['S29', 'S31', 'S30', 'S27'] as const
const openAnswers = ['S20', 'S21'] as const

export const phrases = [
  { id: 'S01', side: 'desk', kind: 'acknowledge', answers: ['S27'] },
  { id: 'S02', side: 'desk', kind: 'acknowledge', day: true, answers: ['S27', 'S24'] },
  { id: 'S03', side: 'desk', kind: 'ask', answers: openAnswers },
  { id: 'S04', side: 'desk', kind: 'ask', answers: openAnswers },
  { id: 'S05', side: 'desk', kind: 'ask', answers: ['S58', 'S55', 'S20', 'S21'] },
  { id: 'S06', side: 'desk', kind: 'ask', answers: ['S22', 'S23', 'S62', 'S63', 'S20', 'S21'] },
  { id: 'S07', side: 'desk', kind: 'ask', answers: ['S18', 'S28', 'S19', 'S20', 'S21'] },
  { id: 'S08', side: 'desk', kind: 'ask', answers: openAnswers },
  { id: 'S09', side: 'desk', kind: 'safety', answers: yesNo },
  { id: 'S10', side: 'desk', kind: 'safety', answers: ['S25', 'S26', 'S20', 'S21'] },
  { id: 'S11', side: 'desk', kind: 'decline', answers: verdict },
  { id: 'S12', side: 'desk', kind: 'result', answers: verdict },
  { id: 'S13', side: 'desk', kind: 'result', answers: verdict },
  { id: 'S14', side: 'desk', kind: 'result', answers: verdict },
  { id: 'S15', side: 'desk', kind: 'result', answers: ['S27', 'S22', 'S23'] },
  { id: 'S16', side: 'desk', kind: 'result', answers: ['S29', 'S31', 'S30', 'S22', 'S27'] },
  { id: 'S17', side: 'desk', kind: 'late' },
  { id: 'S18', side: 'reporter', kind: 'answer' },
  { id: 'S19', side: 'reporter', kind: 'answer' },
  { id: 'S20', side: 'reporter', kind: 'answer' },
  { id: 'S21', side: 'reporter', kind: 'answer' },
  { id: 'S22', side: 'reporter', kind: 'answer' },
  { id: 'S23', side: 'reporter', kind: 'answer' },
  { id: 'S24', side: 'reporter', kind: 'answer' },
  { id: 'S25', side: 'reporter', kind: 'answer' },
  { id: 'S26', side: 'reporter', kind: 'answer' },
  { id: 'S27', side: 'reporter', kind: 'answer' },
  { id: 'S28', side: 'reporter', kind: 'answer' },
  { id: 'S29', side: 'reporter', kind: 'answer' },
  { id: 'S30', side: 'reporter', kind: 'answer' },
  { id: 'S31', side: 'reporter', kind: 'answer' },
  { id: 'S32', side: 'reporter', kind: 'answer' },
  { id: 'S33', side: 'reporter', kind: 'answer' },
  { id: 'S34', side: 'desk', kind: 'safety', answers: ['S25', 'S32', 'S33', 'S26', 'S20', 'S21'] },
  { id: 'S35', side: 'desk', kind: 'result', answers: ['S27'] },
  { id: 'S36', side: 'desk', kind: 'result', answers: ['S27', 'S26'] },
  { id: 'S37', side: 'desk', kind: 'ask', answers: openAnswers },
  { id: 'S38', side: 'desk', kind: 'ask', answers: ['S56', 'S57', 'S55', 'S20', 'S21'] },
  { id: 'S39', side: 'desk', kind: 'ask', answers: yesNo },
  { id: 'S40', side: 'desk', kind: 'ask', answers: yesNo },
  { id: 'S41', side: 'desk', kind: 'safety', answers: yesNo },
  { id: 'S42', side: 'desk', kind: 'safety', answers: ['S18', 'S19', 'S20'] },
  { id: 'S43', side: 'desk', kind: 'ask', answers: ['S61', 'S19', 'S20', 'S21'] },
  { id: 'S44', side: 'desk', kind: 'ask', answers: yesNo },
  { id: 'S45', side: 'desk', kind: 'ask', answers: yesNo },
  { id: 'S46', side: 'desk', kind: 'ask', answers: yesNo },
  { id: 'S47', side: 'desk', kind: 'ask', answers: yesNo },
  { id: 'S48', side: 'desk', kind: 'ask', answers: yesNo },
  { id: 'S49', side: 'desk', kind: 'ask', answers: ['S18', 'S28', 'S19', 'S20', 'S21'] },
  { id: 'S50', side: 'desk', kind: 'acknowledge', day: true, answers: ['S27', 'S24'] },
  { id: 'S51', side: 'desk', kind: 'ask', answers: ['S60', 'S20', 'S21'] },
  { id: 'S52', side: 'desk', kind: 'acknowledge', answers: ['S27'] },
  { id: 'S53', side: 'desk', kind: 'result', answers: ['S27', 'S23', 'S22', 'S62'] },
  { id: 'S54', side: 'desk', kind: 'ask', answers: ['S23', 'S63', 'S22', 'S62', 'S20'] },
  { id: 'S55', side: 'reporter', kind: 'answer' },
  { id: 'S56', side: 'reporter', kind: 'answer' },
  { id: 'S57', side: 'reporter', kind: 'answer' },
  { id: 'S58', side: 'reporter', kind: 'answer' },
  { id: 'S59', side: 'reporter', kind: 'answer' },
  { id: 'S60', side: 'reporter', kind: 'answer' },
  { id: 'S61', side: 'reporter', kind: 'answer' },
  { id: 'S62', side: 'reporter', kind: 'answer' },
  { id: 'S63', side: 'reporter', kind: 'answer' },
  { id: 'S64', side: 'reporter', kind: 'answer' },
] as const satisfies readonly Phrase[]

/** What a reporter may always say, whatever was asked. */
export const alwaysOffered: readonly string[] = ['S18', 'S19', 'S20', 'S27', 'S24', 'S26', 'S59', 'S60', 'S64']

const byId = new Map<string, Phrase>(phrases.map((phrase) => [phrase.id, phrase]))

/** The sentence with this id, or null when this build does not know it (a newer one wrote it). */
export function phraseFor(id: string): Phrase | null {
  return byId.get(id) ?? null
}

/** The key of its words in the locale files. */
export function phraseKey(id: string): string {
  return `phrase.${id}`
}

/** All sentences that one side may send. */
export function phrasesOf(side: PhraseSide): Phrase[] {
  return phrases.filter((phrase) => phrase.side === side)
}

/** The answers to offer after these sentences, first those of the last question, none twice. */
export function answersTo(ids: readonly string[]): string[] {
  const offered = [...ids].reverse().flatMap((id) => phraseFor(id)?.answers ?? [])
  return [...new Set([...offered, ...alwaysOffered])]
}

/** The text of the payload field `sentences`: ids joined by commas, a day behind an equals sign ("S01,S02=20790"). */
export function phraseList(uses: readonly PhraseUse[]): string {
  return uses.map(({ id, day }) => (day === null ? id : `${id}=${day}`)).join(',')
}

/** The sentences named in the payload field, in order. Unknown ids are kept (the page says that a newer version wrote them); what is not a list at all gives null. */
export function phrasesIn(list: string): PhraseUse[] | null {
  if (list === '') return []
  const uses = list.split(',').map(phraseUseFrom)
  return uses.every((use) => use !== null) ? uses : null
}

/** The sentences that the given side may rightly say, out of a list that the other side wrote. */
export function spokenBy(side: PhraseSide, uses: readonly PhraseUse[]): PhraseUse[] {
  return uses.filter((use) => (phraseFor(use.id)?.side ?? side) === side)
}

function phraseUseFrom(part: string): PhraseUse | null {
  const match = /^(S\d{2,4})(?:=(\d{1,6}))?$/.exec(part)
  if (match?.[1] === undefined) return null
  return { id: match[1], day: match[2] === undefined ? null : Number(match[2]) }
}
