// What only the operator of a portal can say: who reads it, who answers for privacy, where else a person can turn.
// None of it is invented: what is not there is left out of the page.

export interface HelpNumber {
  /** Two capital letters, such as JP. */
  readonly country: string
  /** Who answers, in the language of the list it stands in. */
  readonly label: string
  /** As people dial it. */
  readonly number: string
}

/** The texts in one language; an empty string means that nothing is shown. */
export interface TextsOfLanguage {
  readonly readers: string
  readonly privacy: string
  readonly places: string
  readonly numbers: readonly HelpNumber[]
}

/** By language tag. */
export type OperatorTexts = Readonly<Record<string, TextsOfLanguage>>

export interface TextRow {
  readonly language: string
  readonly key: string
  readonly value: string
}

export const noTexts: TextsOfLanguage = { readers: '', privacy: '', places: '', numbers: [] }

/** Where a person can turn, and in which language each part is written. */
export interface HelpTexts {
  readonly numbers: readonly HelpNumber[]
  readonly numbersIn: string
  readonly places: string
  readonly placesIn: string
}

const plainKeys = ['readers', 'privacy', 'places'] as const
const longestText = 4000
const mostNumbers = 40

/**
 * The help of this language; what the operator did not write in it comes from the first of `instead` that has it, so that nobody in
 * danger meets an empty page for want of a translation. What is said about readers and privacy never moves: words of consent count
 * only in a language that the person chose.
 */
export function helpIn(texts: OperatorTexts, language: string, instead: readonly string[]): HelpTexts {
  const inOrder = [language, ...instead]
  const numbersIn = inOrder.find((tag) => (texts[tag]?.numbers.length ?? 0) > 0) ?? language
  const placesIn = inOrder.find((tag) => (texts[tag]?.places ?? '') !== '') ?? language
  return { numbers: texts[numbersIn]?.numbers ?? [], numbersIn, places: texts[placesIn]?.places ?? '', placesIn }
}

/** The rows that hold these texts; texts that are empty have none. */
export function rowsFromTexts(texts: OperatorTexts): TextRow[] {
  return Object.entries(texts).flatMap(([language, own]) => [
    ...plainKeys.map((key) => ({ language, key, value: own[key].trim() })),
    ...own.numbers.map(({ country, label, number }, place) => ({
      language,
      key: `number.${String(place).padStart(2, '0')}`,
      value: `${country}\n${label}\n${number}`,
    })),
  ]).filter(({ value }) => value !== '')
}

/** The texts behind rows; rows under a key that this version does not know are passed over. */
export function textsFromRows(rows: readonly TextRow[]): OperatorTexts {
  const texts: Record<string, TextsOfLanguage> = {}
  for (const { language, key, value } of [...rows].sort((a, b) => (a.key < b.key ? -1 : 1))) {
    const own = texts[language] ?? noTexts
    if (key.startsWith('number.')) {
      const [country = '', label = '', number = ''] = value.split('\n')
      texts[language] = { ...own, numbers: [...own.numbers, { country, label, number }] }
    }
    const plain = plainKeys.find((name) => name === key)
    if (plain !== undefined) texts[language] = { ...own, [plain]: value }
  }
  return texts
}

/** Reads what a page of the desk sent, or null where its shape, a length or a number is not right. */
export function operatorTextsFrom(value: unknown): OperatorTexts | null {
  if (!isRecord(value)) return null
  const texts: Record<string, TextsOfLanguage> = {}
  for (const [language, own] of Object.entries(value)) {
    if (!/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(language) || language.length > 16 || !isRecord(own)) return null
    const { readers, privacy, places, numbers } = own
    if (!isText(readers) || !isText(privacy) || !isText(places) || !Array.isArray(numbers) || numbers.length > mostNumbers) return null
    if (!numbers.every(isHelpNumber)) return null
    texts[language] = { readers, privacy, places, numbers }
  }
  return texts
}

function isHelpNumber(value: unknown): value is HelpNumber {
  if (!isRecord(value)) return false
  const { country, label, number } = value
  return (
    typeof country === 'string' && /^[A-Z]{2}$/.test(country) &&
    typeof label === 'string' && /^[^\r\n]{1,200}$/.test(label) &&
    typeof number === 'string' && /^[0-9+*#() .-]{2,40}$/.test(number)
  )
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.length <= longestText
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
