// Questions of the same moment travel together: one round trip for all that wait, none waits for company.

/** Returns a function that answers one item. At most `rounds` calls of `work` run at once, each with up to `most` items, and their number
 *  is a power of two, so that few shapes of a statement are planned. `work` answers in the order of its items; what it throws reaches
 *  every item of that round. */
export function together<Item, Answer>(
  work: (items: readonly Item[]) => Promise<readonly Answer[]>, { rounds, most }: { readonly rounds: number; readonly most: number },
): (item: Item) => Promise<Answer> {
  const waiting: { readonly item: Item; readonly done: (answer: Answer) => void; readonly fail: (error: unknown) => void }[] = []
  let running = 0

  function serve(): void {
    while (running < rounds && waiting.length > 0) {
      const batch = waiting.splice(0, Math.min(most, 2 ** Math.floor(Math.log2(waiting.length))))
      running += 1
      work(batch.map(({ item }) => item))
        .then((answers) => {
          for (const [at, { done, fail }] of batch.entries()) {
            const answer = answers[at]
            if (answer === undefined) fail(new RangeError('A question was left without its answer.'))
            else done(answer)
          }
        })
        .catch((error: unknown) => {
          for (const { fail } of batch) fail(error)
        })
        .finally(() => {
          running -= 1
          serve()
        })
    }
  }

  return (item) =>
    new Promise((done, fail) => {
      waiting.push({ item, done, fail })
      serve()
    })
}
