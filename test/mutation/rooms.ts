// Which tests are asked about which file: those that are meant to hold it, cheap enough to be asked thousands of times.
// Every file of crypto/ has a room, so none is left out: what no row names is shown to all of them.
const of = (names: string) => names.split(' ').map((name) => `test/crypto/${name}.test.ts`)
const VECTORS = 'test/vectors/vectors.test.ts'

const GROUND = [...of('layout misuse sodium decoders ground structures-case structures-desk key-commitment'), VECTORS]
const CODES = [...of('code structures-desk decoders'), VECTORS]
const CASES = [...of('layout misuse cases structures-case swap key-commitment stream forgery attacks-exclusion attacks-author'), VECTORS]
const BELIEF = of('layout acceptance chains stream listing attacks-copy room swap key-commitment forgery attacks-author attacks-chain attacks-continuity attacks-e* attacks-leaving attacks-opening attacks-ro*')
const DESKS = [...of('layout decoders desks structures-desk attacks-cards attacks-members attacks-ro* attacks-signing attacks-continuity sign-ins passkey argon2 rotation drill next-desk root-access recovery*'), VECTORS]
const FILES = [...of('file attacks-file listing audit own-record structures-case decoders'), VECTORS, 'test/parties/files.test.ts']
const EVERYTHING = ['test/crypto/!(fuzz).test.ts', VECTORS, 'test/parties/*.test.ts']

const ROOMS: readonly (readonly [files: RegExp, tests: readonly string[]])[] = [
  [/^(bytes|base64|sodium|primitives|pad|padme|types|error|party|request|receipt|shred|record|payload)\.ts$/, GROUND],
  [/^(code|phrase)\.ts$/, CODES],
  [/^(header|epoch|message|opening|never|order)\.ts$/, CASES],
  [/^(acceptance|entries|chains|stream|writer-rule)\.ts$/, BELIEF],
  [/^copy-body\.ts$/, [...of('copy-body attacks-copy'), VECTORS]],
  [/^copy-reader\.ts$/, [...of('attacks-copy'), 'test/parties/copies.test.ts']],
  [/^(copy-making|room-writing|desk-writing|case-words)\.ts$/, ['test/parties/!(rotation|time-machine|recovery|founding|root-life).test.ts']],
  [/^(card|desk-card|desk-box|roster|roster-book|members|invite|unlock|argon2.*|next-.*|rotation|rotate-body|recovery-.*|root-access|root-sign-in|drill.*)\.ts$/, DESKS],
  [/^(file-.*|audit.*|recorded-bodies)\.ts$/, FILES],
]

/** The tests that a mutation of this file of crypto/ is shown to. */
export function testsFor(file: string): readonly string[] {
  return ROOMS.find(([pattern]) => pattern.test(file.replace(/^crypto\//, '')))?.[1] ?? EVERYTHING
}
