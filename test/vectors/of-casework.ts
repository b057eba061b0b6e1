// Vectors of casework: what stands in the room, acts beside a write, records outside cases, words for searching.
import { actsBytes } from '#crypto/acts.ts'
import type { WrittenAct } from '#crypto/acts.ts'
import { writeBodyBytes } from '#crypto/bodies.ts'
import { hexFromBytes, utf8 } from '#crypto/bytes.ts'
import { indexContent } from '#crypto/case-text.ts'
import { approvalPayload, workPayload } from '#crypto/casework.ts'
import { payloadFrom } from '#crypto/fields.ts'
import { dropBodyBytes, indexId, keepBodyBytes, sealKept } from '#crypto/kept-record.ts'
import type { KeptKind } from '#crypto/kept-record.ts'
import { deskParty, memberParty, partyBytes } from '#crypto/party.ts'
import type { Party } from '#crypto/party.ts'
import { RECORD_KINDS, deskRecordKey, parseRecord } from '#crypto/record.ts'
import { termsOf } from '#crypto/search-terms.ts'
import { makeShredKey, sealRecordForShred } from '#crypto/shred.ts'
import { randomBytes } from '#crypto/sodium.ts'
import type { CaseId } from '#crypto/types.ts'
import { hex } from './written.ts'
import type { Case } from './written.ts'
import { DAY } from './scene.ts'
import type { Scene } from './scene.ts'

export function caseworkCases(): Case[] {
  const object = hex(randomBytes(16))
  const proposal = hex(randomBytes(32))
  const task = '{"dueDay":20790,"owner":null,"state":"open","title":"非常口を見る"}'
  const decline = '{"places":"labour inspection","reason":"N-02"}'
  return [
    { name: 'a task', of: 'work', fields: { kind: 'task', object, body: task }, bytes: hex(workPayload({ kind: 'task', object, body: task })) },
    { name: 'of the case itself', of: 'work', fields: { kind: 'assign', object: '00'.repeat(16), body: '{}' }, bytes: hex(workPayload({ kind: 'assign', object: '00'.repeat(16), body: '{}' })) },
    { name: 'a proposal', of: 'proposal', fields: { kind: 'decline', body: decline }, bytes: hex(payloadFrom('proposal', { kind: 'decline', body: decline })) },
    { name: 'sent back', of: 'approval', fields: { proposal, verdict: 'back', text: 'Which article?' }, bytes: hex(approvalPayload({ proposal, verdict: 'back', text: 'Which article?' })) },
    { name: 'approved', of: 'approval', fields: { proposal, verdict: 'approve' }, bytes: hex(approvalPayload({ proposal, verdict: 'approve' })) },
  ]
}

export function actCases({ legal, reporter }: Scene): Case[] {
  const clock = hex(randomBytes(16))
  const digest = hex(randomBytes(32))
  const audit = randomBytes(60)
  const lists: readonly (readonly [string, readonly WrittenAct[]])[] = [
    ['a clock with four notices', [{ kind: 'clock-set', clockId: clock, dueDay: DAY + 30, notices: [DAY + 15, DAY + 23, DAY + 27, DAY + 30] }]],
    ['a clock of one day', [{ kind: 'clock-set', clockId: clock, dueDay: DAY + 1, notices: [DAY + 1] }]],
    ['one of each, in order', [
      { kind: 'clock-stop', clockId: clock }, { kind: 'propose', digest }, { kind: 'decide', proposal: hex(randomBytes(32)), verdict: 'aside' },
      { kind: 'hold', on: true }, { kind: 'watch', untilDay: DAY + 365 }]],
  ]
  return lists.map(([name, acts]) => ({
    name, acts, audit: hex(audit), case_id: reporter.caseId, desk_id: legal.id, bytes: hex(actsBytes(acts)),
    body: hex(writeBodyBytes({ caseId: reporter.caseId, deskId: legal.id, columns: null, summary: new Uint8Array(), transmissions: [], audit, acts })),
  }))
}

export function keptRecordCases({ legal, reporter }: Scene): Case[] {
  const desk = deskParty(legal.id)
  const me = memberParty(legal.founder.memberId)
  const shred = makeShredKey()
  const words = indexContent({ upTo: DAY, messages: 4, terms: { report: ['ညဘ', 'ဘက်', 'က်'], talk: ['locked', 'exit'] } })
  return [
    recordCase('a register entry', 'register', desk, null, utf8('{"from":"supplier","gift":"fruit"}')),
    recordCase('a draft for a case', 'draft', me, reporter.caseId, utf8('{"text":"Dear"}')),
    recordCase('a view of a member', 'view', me, null, utf8('[]')),
    recordCase('the words of a case', 'index', desk, reporter.caseId, words),
  ]

  function recordCase(name: string, kind: KeptKind, owner: Party, caseId: CaseId | null, content: Uint8Array): Case {
    const key = deskRecordKey(legal.keys.kem.sk)
    const id = kind === 'index' && caseId !== null ? indexId(caseId) : randomBytes(16)
    const record = sealKept(key, legal.card.epoch, { kind, owner, id, version: 2 }, { deskId: legal.id, caseId }, content)
    const { headBytes } = parseRecord(record)
    return {
      name, kind: RECORD_KINDS[kind], owner: hex(partyBytes(owner)), id: hex(id), version: 2, desk_id: legal.id, case_id: caseId ?? '',
      key_epoch: legal.card.epoch, desk_seed: hex(legal.keys.kem.sk), content: hex(content), record: hex(record),
      case_key: caseId === null ? '' : hex(shred), stored: caseId === null ? hex(record) : hex(sealRecordForShred(shred, headBytes, record)),
    }
  }
}

export function keptBodyCases(scene: Scene): Case[] {
  const audit = hex(randomBytes(60))
  const recordId = hex(randomBytes(16))
  const { id: deskId } = scene.legal
  return [
    ...keptRecordCases(scene).map((one) => {
      const audited = one.name === 'a register entry' ? audit : ''
      const caseId = String(one['case_id']) === '' ? null : scene.reporter.caseId
      const record = String(one['record'])
      return { name: `keep ${one.name}`, of: 'keep', desk_id: deskId, case_id: caseId ?? '', record, audit: audited, bytes: hex(keepBodyBytes({ deskId, caseId, record: Buffer.from(record, 'hex'), audit: Buffer.from(audited, 'hex') })) }
    }),
    { name: 'drop', of: 'drop', desk_id: deskId, record_id: recordId, version: 3, audit, bytes: hex(dropBodyBytes({ deskId, recordId, version: 3, audit: Buffer.from(audit, 'hex') })) },
    { name: 'drop without an entry', of: 'drop', desk_id: deskId, record_id: recordId, version: 1, audit: '', bytes: hex(dropBodyBytes({ deskId, recordId, version: 1 })) },
  ]
}

export function termCases(): Case[] {
  const texts = [
    'The fire-exit is LOCKED since 2026, the fire exit!', 'Nguyễn Văn Ánh, Straße 5', '非常口が閉まっている。ガラス、ﾌﾞﾗﾝﾄﾞ、工場A棟',
    'ဘေးထွက်ပေါက် ပိတ်ထားတယ်', 'مزدوروں كے پاسپورٹ، يہاں', 'ทางหนีไฟ', `${'a'.repeat(60)} b`]
  return texts.map((text) => ({ name: text.slice(0, 12), text, bytes: hexFromBytes(utf8([...termsOf(text)].join(' '))) }))
}
