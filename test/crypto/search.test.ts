// Words for searching (§11.4): what a question finds, in which order, and what it does not find any more.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { caseTerms, caseTermsFrom, indexContent, summaryTerms } from '#crypto/case-text.ts'
import { INDEX_FIELDS, encodePayload } from '#crypto/payload.ts'
import { searchIndex } from '#crypto/search-index.ts'
import { termsOf } from '#crypto/search-terms.ts'
import type { TimelineEntry } from '#crypto/worker/views.ts'
import { codeOf } from './refusal.ts'

const base = { key: '', digest: '', stream: 'room', author: { kind: 'member', id: '', label: '' }, n: 0, epoch: 0, lang: 'en', urgent: false, mark: 'none', files: [] } as const

function filled(texts: Readonly<Record<string, string>>) {
  const index = searchIndex()
  for (const [caseId, text] of Object.entries(texts)) index.put('desk', caseId, 'full', { talk: termsOf(text) })
  index.settle()
  return index
}
const found = (index: ReturnType<typeof searchIndex>, query: string) => index.search(query, null, 10).hits.map(({ caseId }) => caseId)

test('all words must be found, whole or begun, whatever their case, width, accents and script', () => {
  const index = filled({
    a: 'The fire-exit is LOCKED every night', b: 'Locker rooms are cold', c: 'Nguyễn Văn Ánh keeps the passports', d: '非常口が閉まっている', e: 'ဘေးထွက်ပေါက် ပိတ်ထားတယ်',
    f: 'مزدوروں کے پاسپورٹ', g: 'ทางหนีไฟถูกล็อค', h: 'ﾌﾞﾗﾝﾄﾞ工場A棟' })
  const asked: readonly (readonly [string, string[]])[] = [
    ['locked', ['a']], ['lock', ['a', 'b']], ['exit fire', ['a']], ['exit cold', []], ['nguyen anh', ['c']], ['NGUYỄN', ['c']], ['非常口', ['d']], ['口', ['d']], ['る', ['d']], ['常口が', ['d']],
    ['非口', []], ['ပေါက်', ['e']], ['ပိတ်ထား', ['e']], ['پاسپورٹ', ['f']], ['مزدور كے', ['f']], ['หนีไฟ', ['g']], ['ブランド', ['h']], ['棟', ['h']], ['', []], ['!?', []]]
  for (const [query, cases] of asked) expect(found(index, query).sort(), query).toEqual(cases)
})

test('a whole word stands before a begun one, and the field that counts most is named', () => {
  const index = searchIndex()
  index.put('desk', 'a', 'full', { notes: termsOf('passport') })
  index.put('desk', 'b', 'full', { talk: termsOf('passports') })
  index.put('desk', 'c', 'summary', { place: termsOf('passport office') })
  index.put('desk', 'c', 'full', { report: termsOf('nothing'), work: termsOf('passport') })
  index.settle()
  const { hits, total } = index.search('passport', null, 2)
  expect([total, hits.map(({ caseId, field }) => [caseId, field])]).toEqual([3, [['c', 'place'], ['a', 'notes']]])
  expect(index.search('passport', 'other', 9)).toEqual({ hits: [], total: 0 })
})

test('what was replaced or taken out is not found, and many changes leave no trace', () => {
  const index = searchIndex()
  for (let round = 0; round < 3_000; round += 1) index.put('desk', `case ${round % 5}`, 'full', { talk: termsOf(`round ${round} of ${round % 5}`) })
  index.settle()
  expect([found(index, '2999'), found(index, '7'), index.size]).toEqual([['case 4'], [], { cases: 5, full: 5 }])
  index.put('desk', 'case 4', 'summary', { words: termsOf('short') })
  index.remove('case 4')
  expect([found(index, '2999'), found(index, 'short'), index.size.cases]).toEqual([[], [], 4])
  index.put('desk', 'case 4', 'full', { talk: termsOf('back again') })
  expect(found(index, 'back')).toEqual(['case 4'])
})

test('words found one at a time are found in order as well as before it, with few of them and with many', () => {
  const names = Array.from({ length: 5_000 }, (_, i) => `word${i}`)
  const index = searchIndex()
  names.forEach((name, i) => index.put('desk', `c${i}`, 'summary', { words: [name, 'shared'] }))
  const before = ['word1', 'word499', 'word4999', 'shared'].map((query) => index.search(query, null, 3).total)
  index.settle()
  expect(['word1', 'word499', 'word4999', 'shared'].map((query) => index.search(query, null, 3).total)).toEqual(before)
  expect(before).toEqual([1_111, 11, 1, 5_000])
})

test('each word of any text finds it again', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
    const index = filled({ one: text })
    for (const term of termsOf(text)) expect(found(index, term)).toEqual(['one'])
    expect([...termsOf([...termsOf(text)].join(' '))].every((term) => termsOf(text).has(term) || text !== text.normalize('NFKC'))).toBe(true)
  }), { numRuns: 200 })
})

test('the words of a case are kept by conversation, come back as they were, and know how far they go', () => {
  const timeline: TimelineEntry[] = [
    { ...base, day: 10, stream: 'talk', type: 'report', fields: { text: 'Door locked', place: 'Dhaka', danger: 'yes' }, never: { roles: [], desks: [] } },
    { ...base, day: 12, stream: 'talk', type: 'reply', fields: { text: 'Thank you', sentences: 'ack' } },
    { ...base, day: 14, type: 'work', work: { kind: 'task', object: '', body: '{"title":"Call inspector","steps":["Visit",{"text":"measure"}],"dueDay":7}' } },
    { ...base, day: 13, type: 'proposal', proposal: { kind: 'decline', body: 'not json' } },
    { ...base, day: 13, type: 'approval', approval: { proposal: '', verdict: 'back', text: 'Why?', outside: null, shown: null } },
    { ...base, day: 13, type: 'note', fields: { text: 'between us' } },
    { ...base, day: 13, stream: 'notes', type: 'note', fields: { text: 'inside' } },
    { ...base, day: 13, stream: 'talk', type: 'open', open: { added: [], removed: [], restarted: [], withHistory: true } },
  ]
  const made = caseTerms(timeline)
  expect(made).toEqual({
    upTo: 14, messages: 8,
    terms: { report: ['door', 'locked', 'dhaka'], talk: ['thank', 'you'], work: ['call', 'inspector', 'visit', 'measure', 'not', 'json', 'why'], room: ['between', 'us'], notes: ['inside'] },
  })
  expect(caseTermsFrom(indexContent(made))).toEqual(made)
  expect(caseTermsFrom(indexContent({ upTo: 0, messages: 0, terms: {} }))).toEqual({ upTo: 0, messages: 0, terms: {} })
  expect(codeOf(() => caseTermsFrom(encodePayload(INDEX_FIELDS, { rule: 2, upTo: 1, messages: 1 })))).toBe('newer-version')
  expect(summaryTerms({ words: 'Door locked', code: 'FIRE-01', tiles: 'T01' })).toEqual({ words: new Set(['door', 'locked']), place: new Set(), code: new Set(['fire', '01']) })
})

test('a case of any length keeps to the room that one record has', () => {
  const text = Array.from({ length: 30_000 }, (_, i) => `w${i}`).join(' ')
  const { terms } = caseTerms([{ ...base, day: 1, type: 'note', fields: { text } }, { ...base, day: 1, stream: 'notes', type: 'note', fields: { text: 'a' } }])
  const letters = Object.values(terms).flat().reduce((sum, term) => sum + term.length + 1, 0)
  expect(letters).toBeLessThanOrEqual(60_001)
  expect(letters).toBeGreaterThan(59_000)
})
