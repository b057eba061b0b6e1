// Which tests are asked about which file: those that are meant to hold it, cheap enough to be asked thousands of times.
// Every file of crypto/ has a room, so none is left out: what no row names is shown to all tests.
const of = (names: string) => names.split(' ').map((name) => `test/crypto/${name}.test.ts`)
const journeys = (names: string) => names.split(' ').map((name) => `test/parties/${name}.test.ts`)
const VECTORS = 'test/vectors/vectors.test.ts'

const GROUND = [...of('layout misuse edges sodium decoders ground structures-case structures-desk key-commitment'), VECTORS]
const CODES = of('code typed structures-desk decoders sign-ins misuse')
const CASES = [...of('layout misuse cases structures-case swap key-commitment stream forgery attacks-exclusion attacks-author'), VECTORS]
const BELIEF = of('layout acceptance chains stream never-list writer-rule listing attacks-copy room swap key-commitment forgery attacks-author attacks-chain attacks-continuity attacks-e* attacks-leaving attacks-opening attacks-ro*')
const LISTS = [...of('layout decoders member-changes rosters structures-desk structures-case cases attacks-cards attacks-members attacks-ro* attacks-signing attacks-continuity sign-ins passkey rotation next-desk root-access'), VECTORS]
const BOXES = [...of('misuse decoders unlock-heads structures-desk passkey rotation drill next-desk root-access sign-ins attacks-signing attacks-members'), VECTORS]
const FILES = [...of('file typed attacks-file listing key-commitment structures-case decoders'), VECTORS, ...journeys('files file-devices')]
const RECORDS = [...of('audit own-record record-signers attacks-members decoders'), VECTORS]
const WIRE = [...of('wire-edges copy-body decoders rotation structures-desk'), VECTORS]
const PARTIES = ['test/parties/*.test.ts']
const EVERYTHING = ['test/crypto/!(fuzz).test.ts', VECTORS, 'test/parties/*.test.ts']

const ROOMS: readonly (readonly [files: RegExp, tests: readonly string[]])[] = [
  [/^sodium\.ts$/, of('primitives sodium ground misuse edges')],
  [/^(bytes|base64|primitives|pad|padme|types|error|party|request|receipt|shred|record|payload)\.ts$/, GROUND],
  [/^fields\.ts$/, [...of('own-record edges decoders typed'), ...PARTIES]],
  [/^(code|phrase)\.ts$/, CODES],
  [/^(header|epoch|message|opening|never|order)\.ts$/, CASES],
  [/^(acceptance|entries|chains|stream|writer-rule)\.ts$/, [...BELIEF, ...journeys('readers-change rotation recovery teams room-lists refused time-machine expiry')]],
  [/^copy-body\.ts$/, [...of('copy-body attacks-copy'), VECTORS]],
  [/^(copy-reader|copy-making|worker\/copy-device)\.ts$/, [...of('attacks-copy'), ...PARTIES]],
  [/^(card|desk-card|roster|roster-book|members|next-.*|rotation|rotate-body)\.ts$/, LISTS],
  [/^(desk-box|unlock|invite|recovery-.*|root-access|root-sign-in|drill.*)\.ts$/, [...BOXES, ...journeys('intake passkeys recovery root-life directory')]],
  [/^argon2(-plain)?\.ts$/, of('misuse argon2')],
  [/^file-.*\.ts$/, FILES],
  [/^(audit.*|recorded-bodies|own-record|record-view)\.ts$/, RECORDS],
  [/^(wire|wire-boxes|answers|bodies|server)\.ts$/, [...WIRE, ...PARTIES]],
  [/^(root-holder|founder|member|colleague|directory|worker\/(key-device|desk-colleagues))\.ts$/, [...of('attacks-root drill passkey next-desk sign-ins'), ...PARTIES]],
  [/^(room|room-writing|case-words)\.ts$/, [...of('drill room'), ...journeys('copies room-lists readers-change teams journey receipt-return expiry')]],
  [/^(desk-writing|desk-case)\.ts$/, [...of('drill'), ...journeys('copies room-lists journey files teams expiry recovery time-machine')]],
  [/^(present|summary|teams|sending|rows|intake)\.ts$/, [...of('drill room'), ...PARTIES]],
  [/^(reporter|reporter-case|floor)\.ts$/, [...of('attacks-file'), ...PARTIES]],
  [/^(index|worker\/(views.*|messages|calls-.*))\.ts$/, of('misuse')],
  [/^release\.ts$/, [...of('attacks-file worker-line'), ...journeys('files')]],
  [/^worker\/(serve|client|build-choice|part-request)\.ts$/, [...of('worker-line'), ...journeys('serving')]],
  [/^worker\/(.*\.worker|old-browsers)\.ts$/, of('worker-start')],
  [/^worker\/(file-work|reporter-files|.*-device|desk-.*)\.ts$/, PARTIES],
]

/** The tests that a mutation of this file of crypto/ is shown to. */
export function testsFor(file: string): readonly string[] {
  return ROOMS.find(([pattern]) => pattern.test(file.replace(/^crypto\//, '')))?.[1] ?? EVERYTHING
}
