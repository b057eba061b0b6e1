// Many workers at once, each sealing on their own with what a browser's worker seals with, driven from Node.
import { visitorAt } from '#app/practice/door.server.ts'
import type { PracticeDoor } from '#app/practice/door.server.ts'
import type { RosterPointer } from '#crypto/answers.ts'
import { bytesFromBase64 } from '#crypto/base64.ts'
import { bytesFromHex } from '#crypto/bytes.ts'
import { codeLines, makeCode, readCode } from '#crypto/code.ts'
import { loadRoster, readReceipt, reporterFrame, sealReport } from '#crypto/reporter.ts'
import { hashOf, instanceIdFrom } from '#crypto/types.ts'
import type { Code } from '#crypto/types.ts'
import type { Organisation } from './organisation.ts'

export interface Sealed {
  readonly words: string
  readonly caseId: string
  readonly digits: string
  // Signs the same body again under a fresh challenge, as a browser does on every try.
  frame(): Promise<Uint8Array>
  // Throws unless the receipt is the portal's word for this very envelope.
  readReceipt(receipt: string): { day: number }
}

// One reporter with the newest roster and a report of these words for every desk, sealed and not yet sent.
// With `digits` it is sealed under a code that somebody already holds: the same keys, the same case id.
export async function sealFor(organisation: Organisation, words: string, digits?: string): Promise<Sealed> {
  const { door, teams } = organisation
  const visitor = visitorAt(door)
  const { hash } = await visitor.get<RosterPointer>('/api/roster', door.today)
  const rosterFile = await visitor.bytes(`/api/roster/${hash}`, door.today)
  const instance = instanceIdFrom(bytesFromHex(organisation.instanceId))
  const loaded = loadRoster(rosterFile, instance, hashOf('root-fp', bytesFromHex(organisation.rootFp)), door.today)
  const code = digits === undefined ? makeCode() : codeOf(digits)
  const report = sealReport(loaded, code, {
    recipients: teams.map((team) => team.deskId),
    never: { roles: [], desks: [] },
    fields: { text: words },
    lang: 'en',
    urgent: false,
    today: door.today,
  })
  return {
    words,
    caseId: report.caseId,
    digits: codeLines(code).join(''),
    frame: async () => reporterFrame(instance, report.keys, 'submit', bytesFromBase64(await visitor.challenge(door.today)), report.envelope),
    readReceipt: (receipt) => ({ day: readReceipt(report, bytesFromBase64(receipt)) }),
  }
}

function codeOf(digits: string): Code {
  const read = readCode(digits)
  if (read.kind !== 'ok') throw new Error('the code does not read')
  return read.code
}

// Sends a frame as often as it takes, the way a page does: a lost answer is no answer. Null when all tries are used up.
export async function submitUntilAnswered(door: PracticeDoor, sealed: Sealed, tries: number): Promise<string | null> {
  for (let at = 0; at < tries; at += 1) {
    const receipt = await submitOnce(door, sealed)
    if (receipt !== null) return receipt
    await new Promise((done) => setTimeout(done, 100 + 100 * Math.min(at, 10)))
  }
  return null
}

async function submitOnce(door: PracticeDoor, sealed: Sealed): Promise<string | null> {
  try {
    const frame = await sealed.frame()
    const answer = await fetch(`${door.origin}/api/submit`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/octet-stream', Origin: door.origin },
      body: new Uint8Array(frame),
    })
    if (!answer.ok) return null
    const { receipt } = (await answer.json()) as { receipt: string }
    return receipt
  } catch (error) {
    // The line was cut: the page would wait and try again.
    if (error instanceof Error) return null
    throw error
  }
}
