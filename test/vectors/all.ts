// Every vector of the protocol, made anew from fixed seeds: the same bytes on every run.
import { PROTOCOL_VERSION } from '#crypto/types.ts'
import { frameCases, memberBodyCases, paddingCases, workCases } from './of-body.ts'
import { fileBodyCases, fileCases, filePlanCases } from './of-file.ts'
import { assentCases } from './of-assent.ts'
import { decisionCases } from './of-decision.ts'
import { codeCases, headerCases, makeTalk, messageCases, reporterKeyCases, wrapCases } from './of-case.ts'
import { memberChangeCases, memberKeyCases, printedSeedCases, rosterCases } from './of-desk.ts'
import { deskBoxCases, inviteCases, receiptCases, recordCases, shredCases, unlockCases } from './of-keep.ts'
import { passkeyCases, recoveryCases, rootSignInCases, rotationCases } from './of-keys.ts'
import { neverCases, payloadCases, requestCases, transmissionCases } from './of-line.ts'
import { nameCases } from './of-name.ts'
import { copyCases, roomCases } from './of-streams.ts'
import { actCases, caseworkCases, keptBodyCases, keptRecordCases, termCases } from './of-casework.ts'
import { auditChainCases, auditEntryCases, recordedBodyCases } from './of-record.ts'
import { makeScene } from './scene.ts'
import { withFixedChance } from './seeded.ts'
import type { Case, VectorFile } from './written.ts'

// `ready()` of crypto/sodium.ts must have finished.
export async function allVectors(): Promise<VectorFile[]> {
  const scene = await withFixedChance('scene', makeScene)
  const talk = await withFixedChance('talk', () => makeTalk(scene))
  const structures: Record<string, () => Case[] | Promise<Case[]>> = {
    code: () => codeCases(scene),
    'reporter-keys': () => reporterKeyCases(scene),
    header: () => headerCases(talk),
    wrap: () => wrapCases(scene, talk),
    message: () => messageCases(talk),
    never: () => neverCases(scene),
    transmission: () => transmissionCases(talk),
    roster: () => rosterCases(scene),
    'member-change': () => memberChangeCases(scene),
    'member-keys': () => memberKeyCases(scene),
    'printed-seed': () => printedSeedCases(scene),
    'desk-box': () => deskBoxCases(scene),
    invite: () => inviteCases(scene),
    unlock: () => unlockCases(scene),
    receipt: () => receiptCases(scene, talk),
    shred: () => shredCases(scene, talk),
    record: () => recordCases(scene),
    payload: payloadCases,
    request: () => requestCases(scene),
    padding: paddingCases,
    work: workCases,
    rotation: () => rotationCases(scene),
    passkey: () => passkeyCases(scene),
    'root-sign-in': () => rootSignInCases(scene),
    recovery: () => recoveryCases(scene),
    frame: () => frameCases(scene),
    'member-body': () => memberBodyCases(scene, talk),
    'room-header': () => roomCases(scene, talk),
    copy: () => copyCases(scene, talk),
    file: () => fileCases(talk),
    'file-plan': () => filePlanCases(talk),
    'file-body': () => fileBodyCases(scene, talk),
    'audit-entry': () => auditEntryCases(scene, talk),
    'audit-chain': () => auditChainCases(scene, talk),
    'recorded-body': () => recordedBodyCases(scene),
    casework: caseworkCases,
    acts: () => actCases(scene),
    'kept-record': () => keptRecordCases(scene),
    'kept-body': () => keptBodyCases(scene),
    terms: termCases,
    decision: () => decisionCases(scene),
    assent: () => assentCases(scene),
    name: () => nameCases(scene),
  }
  const files: VectorFile[] = []
  for (const [structure, make] of Object.entries(structures)) {
    files.push({ protocol: PROTOCOL_VERSION, structure, cases: await withFixedChance(structure, make) })
  }
  return files
}
