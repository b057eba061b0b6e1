// Questions of the same moment in one round trip.
import { expect, test } from 'vitest'
import { together } from '#db/together.server.ts'

test('who asks alone leaves at once; who asks meanwhile leaves together, in powers of two, each with the own answer', async () => {
  const rounds: number[] = []
  let open: () => void = () => undefined
  const gate = new Promise<void>((done) => (open = done))
  const ask = together(
    async (items: readonly number[]) => {
      rounds.push(items.length)
      await gate
      return items.map((item) => item * 10)
    },
    { rounds: 1, most: 4 },
  )
  const answers = Promise.all(Array.from({ length: 8 }, (_, item) => ask(item)))
  open()
  expect(await answers).toEqual([0, 10, 20, 30, 40, 50, 60, 70])
  expect(rounds).toEqual([1, 4, 2, 1])
})

test('a failure reaches exactly those who travelled together', async () => {
  const ask = together(
    async (items: readonly number[]) => {
      if (items.includes(2)) throw new Error('lost')
      return items
    },
    { rounds: 1, most: 1 },
  )
  const outcomes = await Promise.allSettled([ask(1), ask(2), ask(3)])
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
})

test('an answer that is missing is a failure, never somebody else’s answer', async () => {
  const ask = together(async () => [] as number[], { rounds: 1, most: 2 })
  await expect(ask(1)).rejects.toThrow('without its answer')
})
