// Which tests are asked about which file: every file of crypto/ has a room, so none is left out (the last row takes the rest).
const STRUCTURES = ['test/crypto/*.test.ts', 'test/vectors/vectors.test.ts']
const EVERYTHING = [...STRUCTURES, 'test/parties/*.test.ts']

const ROOMS: readonly (readonly [files: RegExp, tests: readonly string[]])[] = [
  [/^(bytes|base64|sodium|pad|types|error|party|code|phrase|card|desk-card|roster|roster-book|members|desk-box|invite)\.ts$/, STRUCTURES],
  [/^(header|epoch|message|opening|never|payload|record|request|receipt|shred|order)\.ts$/, STRUCTURES],
  [/^(acceptance|entries|chains|stream|writer-rule|rotation|file-.*|audit.*)\.ts$/, STRUCTURES],
  [/./, EVERYTHING],
]

/** The tests that a mutation of this file of crypto/ is shown to. */
export function testsFor(file: string): readonly string[] {
  return ROOMS.find(([pattern]) => pattern.test(file.replace(/^crypto\//, '')))?.[1] ?? EVERYTHING
}
