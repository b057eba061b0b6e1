import { defineConfig } from 'vitest/config'
import { BaseSequencer } from 'vitest/node'
import type { TestSpecification } from 'vitest/node'

// Dear tests last: a mutant that a structure test kills in a moment never waits for a whole organisation to be founded.
const DEAR = [/parties\//, /vectors\//, /code\.test/, /swap\.test/]

class CheapFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const price = (file: TestSpecification) => DEAR.findIndex((pattern) => pattern.test(file.moduleId))
    const order = (file: TestSpecification) => (price(file) < 0 ? 0 : DEAR.length - price(file))
    return [...files].sort((a, b) => order(a) - order(b))
  }
}

// The tests that mutation runs use: those of the protocol in this process, without a browser or a second program.
export default defineConfig({
  test: {
    include: (process.env['MUTATION_TESTS'] ?? 'test/{crypto,parties,vectors}/**/*.test.ts').split(' '),
    exclude: ['test/vectors/elsewhere.test.ts'],
    testTimeout: 30_000,
    // A table at the top of a file is changed before it is read only if every run loads the file anew.
    isolate: true,
    sequence: { sequencer: CheapFirst },
  },
})
