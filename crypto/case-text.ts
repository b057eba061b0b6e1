/**
 * The words of an opened case by conversation (§11.4), as they are put into the index and kept under seal. For members.
 */
import { encodePayload, INDEX_FIELDS, parsePayload } from './payload.ts'
import { refuse } from './error.ts'
import { TERM_RULE, termsOf } from './search-terms.ts'
import type { SummaryFields, TimelineEntry } from './worker/views.ts'

const CONVERSATIONS = ['report', 'talk', 'room', 'work', 'notes'] as const
type Conversation = (typeof CONVERSATIONS)[number]
/** Room for the words of a case in one record: what stands behind that cannot be searched for. */
const MOST_LETTERS = 60_000

/** The words of one case, and how much of it they know. */
export interface CaseTerms {
  /** The newest day of a message, 0 for none. */
  readonly upTo: number
  readonly messages: number
  readonly terms: { readonly [Name in Conversation]?: readonly string[] }
}

/** Every word that somebody wrote in a case, once for each conversation, up to a length that one record holds. */
export function caseTerms(timeline: readonly TimelineEntry[]): CaseTerms {
  const found = new Map<Conversation, Set<string>>(CONVERSATIONS.map((name) => [name, new Set()]))
  let left = MOST_LETTERS
  for (const entry of timeline) {
    const into = found.get(conversationOf(entry))
    for (const text of textsOf(entry)) {
      for (const term of termsOf(text)) {
        if (into === undefined || into.has(term) || left < term.length) continue
        into.add(term)
        left -= term.length + 1
      }
    }
  }
  const terms = Object.fromEntries([...found].filter(([, held]) => held.size > 0).map(([name, held]) => [name, [...held]]))
  return { upTo: Math.max(0, ...timeline.map(({ day }) => day)), messages: timeline.length, terms }
}

/** The words of a summary: what an inbox line says of a case. */
export function summaryTerms({ words = '', place = '', code = '' }: SummaryFields): { words: Set<string>; place: Set<string>; code: Set<string> } {
  return { words: termsOf(words), place: termsOf(place), code: termsOf(code) }
}

/** The content of a kept index record (§11.4). */
export function indexContent({ upTo, messages, terms }: CaseTerms): Uint8Array {
  const texts = Object.fromEntries(Object.entries(terms).map(([name, held]) => [name, held.join(' ')]))
  return encodePayload(INDEX_FIELDS, { rule: TERM_RULE, upTo, messages, ...texts })
}

/** Reads it; throws `newer-version` for words made by another rule, `broken` for another layout (§11.4). */
export function caseTermsFrom(content: Uint8Array): CaseTerms {
  const { rule, upTo = 0, messages = 0, ...texts } = parsePayload(INDEX_FIELDS, content).values
  if (rule !== TERM_RULE) refuse('newer-version', 'rule of an index')
  return { upTo, messages, terms: Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, text.split(' ')])) }
}

function conversationOf({ type, stream }: TimelineEntry): Conversation {
  if (type === 'report') return 'report'
  if (type === 'work' || type === 'proposal' || type === 'approval') return 'work'
  return stream
}

function textsOf(entry: TimelineEntry): string[] {
  switch (entry.type) {
    case 'report': {
      const { text, place, employer, part, poster } = entry.fields
      return [text, place, employer, part, poster].flatMap((one) => one ?? [])
    }
    case 'work': return wordsIn(entry.work.body)
    case 'proposal': return wordsIn(entry.proposal.body)
    case 'approval': return [entry.approval.text]
    case 'provenance': return [entry.fields.purpose ?? '']
    case 'never': case 'open': return []
    default: return [entry.fields.text ?? '']
  }
}

// The names of fields are the same in every case and would be found in all of them: only what stands behind them counts.
function wordsIn(body: string): string[] {
  try {
    return leaves(JSON.parse(body))
  } catch (error) {
    if (error instanceof SyntaxError) return [body]
    throw error
  }
}

function leaves(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(leaves) : []
}
