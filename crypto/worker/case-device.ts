/**
 * The calls about cases as plain functions over one member's session (§12.5): open, write, copy.
 */
import { bytesFromBase64 } from '../base64.ts'
import { writeBodyBytes } from '../bodies.ts'
import { copyBodyBytes } from '../copy-body.ts'
import { sealCopy } from '../copy-making.ts'
import { openDeskCase, openInboxSummary } from '../desk-case.ts'
import { sealDeskWrites } from '../desk-writing.ts'
import { bytesFromHex, hexFromBytes } from '../bytes.ts'
import { openName } from '../name-letter.ts'
import { dayFrom } from '../types.ts'
import type { CaseCalls } from './calls-cases.ts'
import { auditField } from './desk-record.ts'
import { directoryOf, due, memberOf, prepare } from './desk-session.ts'
import type { DeskSession } from './desk-session.ts'
import { filesToList } from './file-work.ts'
import type { Handlers } from './serve.ts'

/** Everything that a member does with the cases of their desks (§12.5). */
export function caseDevice(session: DeskSession): Handlers<CaseCalls> {
  return {
    openSummaries: (input) => {
      const directory = directoryOf(session, input.now)
      return input.rows.map((row) => openInboxSummary(directory, row))
    },
    openCase: (input) => {
      const opened = openDeskCase(directoryOf(session, input.now), input.answer, dayFrom(input.today))
      session.cases.set(opened.caseId, opened)
      return opened.shown
    },
    sealWrites: (input) => {
      memberOf(session, input.now)
      const opened = due(session.cases.get(input.caseId))
      const { body, object, action, digests, proposals } = sealDeskWrites(opened, { ...input, files: (ids) => filesToList(session.files, ids) }, dayFrom(input.today))
      const details = {
        digests: hexFromBytes(digests), ...(input.columns === null ? {} : { state: input.columns.state }),
        ...(input.addTeam === null ? {} : { desk: input.addTeam.deskId }),
      }
      const audit = auditField(session, input, { action, caseId: opened.caseId, object, details })
      return { ...prepare(session, 'write', writeBodyBytes({ ...body, audit })), proposals: [...proposals] }
    },
    sealCopy: (input) => {
      memberOf(session, input.now)
      const opened = due(session.cases.get(input.caseId))
      const { body, copyId, lines } = sealCopy(opened, { ...input, untilDay: dayFrom(input.untilDay) }, dayFrom(input.today))
      const audit = auditField(session, input, { action: 'copy', caseId: opened.caseId, object: bytesFromHex(copyId), details: null })
      return { ...prepare(session, 'copy', copyBodyBytes({ ...body, audit })), copyId, lines, digits: lines.join('') }
    },
    openName: (input) => {
      const { instance } = memberOf(session, input.now)
      const { caseId, card, access } = due(session.cases.get(input.caseId))
      const keysFor = (deskEpoch: number) => access.seeds.get(deskEpoch)?.kem ?? null
      return openName({ instance, caseId, card, deskId: access.deskId, keysFor }, bytesFromBase64(input.answer.letter))
    },
  }
}
