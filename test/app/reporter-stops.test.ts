import { expect, test } from 'vitest'
import { stopKey, stopKeys, takesScreen } from '#app/reporter/stops.ts'
import type { WorkerCode } from '#crypto/worker/client.ts'
import { languages } from '#locales/index.ts'
import { textsFor } from '#app/http/texts.server.ts'

// What a list of teams alone can be refused with, and what a conversation can.
const met: Readonly<Record<'write' | 'read', readonly WorkerCode[]>> = {
  write: ['broken', 'newer-version', 'bad-key', 'roster', 'ghost', 'expired', 'pinned-root', 'excluded', 'receipt', 'worker-failed', 'usage'],
  read: ['broken', 'newer-version', 'bad-key', 'roster', 'ghost', 'rollback', 'expired', 'pinned-root', 'excluded', 'dropped', 'epoch', 'members', 'worker-failed'],
}

test.each(['write', 'read'] as const)('%s: every refusal that a person can meet has a sentence of its own, in every language', (place) => {
  for (const language of languages()) {
    const sentences = met[place].map((code) => textsFor(language).dictionary[stopKey(place, code)] ?? `${code} has no text`)
    expect(new Set(sentences).size, `${language} ${place}`).toBe(met[place].length)
    expect(sentences.filter((sentence) => sentence.includes('has no text'))).toEqual([])
  }
})

test('a refusal takes the screen, but what a person can help is said beside the question', () => {
  const beside = (place: 'write' | 'read') => met[place].filter((code) => !takesScreen(place, code))
  expect(beside('write')).toEqual(['receipt', 'worker-failed', 'usage'])
  expect(beside('read')).toEqual(['worker-failed'])
})

test('a page brings the sentences of its place and of no other', () => {
  expect(stopKeys('write')).toContain('stop.rootList')
  expect(stopKeys('write')).not.toContain('stop.dropped')
  expect(stopKeys('read')).not.toContain('stop.rootList')
  expect(new Set(stopKeys('read')).size).toBe(stopKeys('read').length)
})
