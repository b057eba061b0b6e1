// How long a whole report takes from nothing: library, code, keys, wraps to one or eight teams, a body of 16 KiB, signatures, frame.
import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { build } from 'esbuild'
import { plainSodiumSource } from '#app/http/plain-sodium.server.ts'
import { base64FromBytes } from '#crypto/base64.ts'
import { hexFromBytes } from '#crypto/bytes.ts'
import { makeChallenge } from '#crypto/request.ts'
import { randomBytes } from '#crypto/sodium.ts'
import { TODAY, makeWorld } from '#test/crypto/world.ts'

const RUNS = 7
// Text that fills the bucket of 16 KiB and no more.
const TEXT_BYTES = 12_000

export interface SubmissionGiven {
  readonly rosterFile: string
  readonly instanceId: string
  readonly rootFp: string
  readonly today: number
  readonly recipients: string[]
  readonly challenge: string
  readonly text: string
}
export interface SubmissionFigures {
  readonly submissionMs1: number
  readonly submissionMs8: number
  /** One team, without WebAssembly and without a compiler, as in a browser's most careful setting. */
  readonly submissionMsNoWasm: number
}

/** Medians over fresh processes of this machine's Node. */
export async function measureSubmission(): Promise<SubmissionFigures> {
  const folder = await mkdtemp(join(tmpdir(), 'todoke-submission-'))
  try {
    const [fast, plain] = [await bundled(folder, 'fast'), await bundled(folder, 'plain')]
    const [one, eight] = [await given(folder, 1), await given(folder, 8)]
    return {
      submissionMs1: await timed([fast, one]), submissionMs8: await timed([fast, eight]),
      submissionMsNoWasm: await timed(['--jitless', '--no-warnings', plain, one]),
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function bundled(folder: string, kind: 'fast' | 'plain'): Promise<string> {
  const outfile = join(folder, `${kind}.mjs`)
  const plain = join(folder, 'plain-sodium.mjs')
  if (kind === 'plain') await writeFile(plain, await plainSodiumSource())
  await build({
    entryPoints: [join(import.meta.dirname, 'submission-program.ts')], bundle: true, format: 'esm', platform: 'node', outfile, logLevel: 'error',
    ...(kind === 'plain' ? { alias: { 'libsodium-wrappers': plain } } : {}),
    // The library asks for these where it runs as a script of its own; inside a module it must be given them.
    banner: { js: "import { createRequire as requireFor } from 'node:module'\nconst require = requireFor(import.meta.url), __filename = '', __dirname = ''" },
  })
  return outfile
}

async function given(folder: string, teams: number): Promise<string> {
  const world = makeWorld(Array.from({ length: teams }, (_, i) => [i === 0 ? 'LEGAL' as const : 'EXT' as const]))
  const roster = world.rosters[0]
  if (!roster) throw new Error('no roster')
  const path = join(folder, `${teams}.json`)
  const said: SubmissionGiven = {
    rosterFile: hexFromBytes(roster.file), instanceId: world.instance, rootFp: hexFromBytes(roster.rootFp), today: TODAY,
    recipients: world.desks.map((desk) => desk.id), challenge: base64FromBytes(makeChallenge(randomBytes(32), world.instance, 0)), text: 'x'.repeat(TEXT_BYTES),
  }
  await writeFile(path, JSON.stringify(said))
  return path
}

async function timed(args: readonly string[]): Promise<number> {
  const times: number[] = []
  for (let run = 0; run < RUNS; run += 1) {
    const { stdout } = await promisify(execFile)(process.execPath, [...args])
    const { ms, bytes }: { ms: number; bytes: number } = JSON.parse(stdout)
    if (bytes < 16_384) throw new Error('the report was smaller than its bucket')
    times.push(ms)
  }
  return times.toSorted((a, b) => a - b)[Math.floor(RUNS / 2)] ?? Number.NaN
}
