// One report as a browser sends it, in a process of its own that has loaded nothing yet: from the first line of the library to the frame.
// Bundled by submission.ts; reads what it needs from the file it is given and prints milliseconds.
import { readFileSync } from 'node:fs'
import type { SubmissionGiven } from './submission.ts'

const given: SubmissionGiven = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8'))
const began = performance.now()
const [{ ready }, { reporterDevice }] = await Promise.all([import('#crypto/sodium.ts'), import('#crypto/worker/reporter-device.ts')])
await ready()
const keys = reporterDevice()
await keys.load({ rosterFile: Uint8Array.from(Buffer.from(given.rosterFile, 'hex')), instanceId: given.instanceId, rootFp: given.rootFp, today: given.today })
await keys.makeCode({})
const sealed = await keys.sealReport({
  recipients: given.recipients, never: { roles: [], desks: [] }, fields: { text: given.text }, lang: 'en', urgent: false, today: given.today })
const { frame } = await keys.signSubmit({ challenge: given.challenge })
const ms = performance.now() - began
process.stdout.write(JSON.stringify({ ms, bytes: frame.length, caseId: sealed.caseId }))
