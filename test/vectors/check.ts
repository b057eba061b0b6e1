// Checks vectors with the library as it is: in Node, and bundled into a page. Hands back what is wrong.
import { ready } from '#crypto/sodium.ts'
import * as ofBody from './check-body.ts'
import * as ofCasework from './check-casework.ts'
import * as ofCase from './check-case.ts'
import * as ofAssent from './check-assent.ts'
import * as ofDecision from './check-decision.ts'
import * as ofDesk from './check-desk.ts'
import * as ofFile from './check-file.ts'
import * as ofKeep from './check-keep.ts'
import * as ofKeys from './check-keys.ts'
import * as ofLine from './check-line.ts'
import * as ofName from './check-name.ts'
import * as ofStreams from './check-streams.ts'
import * as ofRecord from './check-record.ts'
import { list, number, text } from './fields.ts'
import type { Fields } from './fields.ts'

export const CHECKS: Readonly<Record<string, (v: Fields) => void | Promise<void>>> = {
  code: ofCase.code,
  'reporter-keys': ofCase.reporter,
  header: ofCase.header,
  wrap: ofCase.wrap,
  message: ofCase.message,
  never: ofLine.never,
  transmission: ofLine.transmission,
  roster: ofDesk.roster,
  'member-change': ofDesk.memberChange,
  'member-keys': ofDesk.member,
  'printed-seed': ofDesk.printedSeed,
  'desk-box': ofKeep.deskBox,
  invite: ofKeep.invite,
  unlock: ofKeep.unlock,
  receipt: ofKeep.receipt,
  shred: ofKeep.shred,
  record: ofKeep.record,
  payload: ofLine.payload,
  request: ofLine.request,
  rotation: ofKeys.rotation,
  passkey: ofKeys.passkey,
  'root-sign-in': ofKeys.rootSignIn,
  recovery: ofKeys.recovery,
  padding: ofBody.padding,
  work: ofBody.work,
  frame: ofBody.frame,
  'member-body': ofBody.memberBody,
  file: ofFile.file,
  'file-plan': ofFile.filePlan,
  'file-body': ofFile.fileBody,
  'audit-entry': ofRecord.auditEntry,
  'audit-chain': ofRecord.auditChain,
  'recorded-body': ofRecord.recordedBody,
  'room-header': ofStreams.room,
  copy: ofStreams.copy,
  casework: ofCasework.casework,
  acts: ofCasework.acts,
  'kept-record': ofCasework.keptRecord,
  'kept-body': ofCasework.keptBody,
  terms: ofCasework.terms,
  decision: ofDecision.decision,
  assent: ofAssent.assent,
  name: ofName.name,
}

// Empty when every case of every file holds; a structure nobody can check is a fault.
export async function faultsIn(files: readonly Fields[], protocol: number): Promise<string[]> {
  await ready()
  const faults: string[] = []
  for (const file of files) {
    const structure = text(file, 'structure')
    const check = CHECKS[structure]
    if (check === undefined || number(file, 'protocol') > protocol) faults.push(`${structure}: nobody checks it`)
    for (const one of list(file, 'cases')) {
      try {
        await check?.(one)
      } catch (error) {
        faults.push(`${structure}, ${text(one, 'name')}: ${error instanceof Error ? error.message : 'failed'}`)
      }
    }
  }
  return faults
}
