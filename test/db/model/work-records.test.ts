import { expect, test } from 'vitest'
import { workKinds, dropBody, droppable, parseWork, sortedJson, theCase, workBody, type WorkInput, type WorkKind } from '#db/model/work-records.ts'
import { decisionKinds, parseProposal, proposalBody, type DecisionKind, type ProposalInput } from '#db/model/proposals.ts'
import { gift, grave, idOf, mild, refusal, step } from '#test/world/case-story.ts'

const a = idOf('a')
const digest = 'd'.repeat(64)

// One good record of every kind; a new kind does not compile without one.
const good: { readonly [Kind in WorkKind]: WorkInput<Kind> } = {
  allegation: gift,
  severity: grave,
  contact: { permission: 'no', basis: 'report', text: '' },
  detriment: { risk: 'high', text: 'The owner has asked around.', steps: ['Speak to her outside working hours'] },
  legal: { tags: ['complaint'], profiles: ['JP', 'EU'] },
  clock: { clockId: a, rule: 'JP-INV', startDay: 200, dueDay: 220, notices: [210, 215, 218, 220], pauses: [{ from: 201, until: 205, endedDay: null, reason: 'waiting-reporter', document: '', approver: '' }], stoppedDay: null },
  link: { caseId: digest, relation: 'same-matter', text: '' },
  conflict: { has: true, text: 'My brother works there.' },
  assign: { member: null },
  protective: { day: 200, text: 'Moved to another shift at her wish', over: false },
  referral: { body: 'Labour Standards Inspection Office', basis: 'consent', copyId: digest, text: '', answer: null },
  plan: { scope: 'Building B', allegations: [a], team: [a], steps: ['Visit'], text: '' },
  task: { title: 'Call her', owner: null, dueDay: 210, after: [a], state: 'open', text: '', template: null },
  interview: { day: 200, with: 'Shift leader', place: '', text: 'The key hangs in the office.', readBack: true },
  evidence: { title: 'Photo of the door', source: 'reporter', sha256: digest, fileId: a, custody: [{ day: 200, by: 'Hana', text: 'received' }], sealed: true },
  finding: { allegation: a, finding: 'SUB', reason: null, text: '' },
  review: { findings: [digest], verdict: 'confirmed', text: '' },
  consultation: { consulted: false, day: 200, text: 'She asked not to be written to.' },
  remedy: { code: 'STOPPED', grade: 'C1', allegation: a, text: '', company: true, dueDay: 203, doneDay: null, verified: 'no', confirmedBy: null },
  rootCause: { codes: ['purchasing-pressure'], text: '' },
  watch: { dueDay: 230, askedDay: null, answer: null, text: '' },
  withdrawal: { free: true, text: '' },
  step,
  intake: { channel: 'phone', speaker: 'half-named', onBehalf: 'company', body: 'Aoba Parts', readBack: 200, handedOver: 'aloud', language: 'vi', text: 'Called from a public phone.' },
  inquiry: { track: 'gift', text: 'May I keep it?', gift: { day: 200, direction: 'received', answer: 'returned', from: 'Aoba Parts', to: 'Buying', what: 'Melon', value: 12_000, currency: 'JPY' } },
}

test.each(workKinds)('a record of kind %s comes back as it was written, with its keys in order', (kind) => {
  const body = workBody(kind, good[kind])
  expect(body).toBe(sortedJson(good[kind]))
  expect(parseWork(kind, body)).toEqual({ kind, value: good[kind], dropped: null })
})

test.each(workKinds)('of kind %s no field may be missing or of another type, and what this version does not know is left out', (kind) => {
  const whole: Record<string, unknown> = { ...good[kind] }
  for (const field of Object.keys(whole)) {
    const { [field]: _gone, ...rest } = whole
    expect(parseWork(kind, JSON.stringify(rest)), field).toBeNull()
    expect(parseWork(kind, JSON.stringify({ ...whole, [field]: { from: 'the future' } })), field).toBeNull()
  }
  expect(parseWork(kind, JSON.stringify({ ...whole, later: 1 }))).toEqual({ kind, value: good[kind], dropped: null })
})

test('nonsense is not understood, and nothing throws', () => {
  for (const body of ['', 'null', '[]', '{', '"x"', '1e999', '{"__proto__":{}}']) for (const kind of workKinds) expect(parseWork(kind, body), `${kind} ${body}`).toBeNull()
  for (const kind of ['', 'toString', '__proto__', 'constructor', 'verdict']) expect(parseWork(kind, workBody('conflict', good.conflict)), kind).toBeNull()
})

test('values that no form could send are refused, with the name of the field', () => {
  expect(() => workBody('severity', { ...grave, scale: 5 as 4 })).toThrow('scale')
  expect(() => workBody('allegation', { ...gift, code: 'GE-99' })).toThrow('code')
  expect(() => workBody('clock', { ...good.clock, notices: [] })).toThrow('notices')
  expect(() => workBody('clock', { ...good.clock, dueDay: -1 })).toThrow('dueDay')
  expect(() => workBody('task', { ...good.task, title: '  ' })).toThrow('title')
  expect(() => workBody('task', { ...good.task, owner: 'Hana' })).toThrow('owner')
  expect(() => workBody('interview', { ...good.interview, text: 'x'.repeat(20_001) })).toThrow('text')
  expect(() => workBody('evidence', { ...good.evidence, sha256: digest.toUpperCase() })).toThrow('sha256')
  expect(() => workBody('detriment', { ...good.detriment, steps: Array.from({ length: 201 }, () => 'x') })).toThrow('steps')
})

test('a finding has a reason exactly where nothing was investigated', () => {
  const finding = good.finding
  expect(parseWork('finding', JSON.stringify({ ...finding, reason: 'WITHDRAWN' }))).toBeNull()
  expect(parseWork('finding', JSON.stringify({ ...finding, finding: 'NOT_INVESTIGATED' }))).toBeNull()
  expect(parseWork('finding', workBody('finding', { ...finding, finding: 'NOT_INVESTIGATED', reason: 'WITHDRAWN' }))).not.toBeNull()
})

test('a name stands in a file for a company or an organisation only, and a gift with a question about one only', () => {
  const { intake, inquiry } = good
  expect(() => workBody('intake', { ...intake, onBehalf: 'other' })).toThrow('body')
  expect(() => workBody('intake', { ...intake, body: ' ' })).toThrow('body')
  expect(parseWork('intake', workBody('intake', { ...intake, onBehalf: 'self', body: '', readBack: null, handedOver: 'none' }))).not.toBeNull()
  expect(() => workBody('inquiry', { ...inquiry, track: 'transaction' })).toThrow('gift')
  expect(parseWork('inquiry', workBody('inquiry', { ...inquiry, gift: null }))).not.toBeNull()
})

test('things of which a case has many can be taken out with a reason, the rest is only replaced', () => {
  for (const kind of workKinds) {
    if (droppable.includes(kind)) expect(parseWork(kind, dropBody(kind, 'entered twice'))).toEqual({ kind, value: null, dropped: 'entered twice' })
    else {
      expect(() => dropBody(kind, 'x'), kind).toThrow(RangeError)
      expect(parseWork(kind, '{"dropped":"x"}'), kind).toBeNull()
    }
  }
  expect(() => dropBody('task', ' ')).toThrow('dropped')
  expect(droppable).not.toContain('severity')
  expect(droppable).not.toContain('conflict')
})

test('equal values have equal texts', () => {
  expect(sortedJson({ b: [{ d: 1, c: null }], a: 'ü "' })).toBe('{"a":"ü \\"","b":[{"c":null,"d":1}]}')
  expect(theCase).toBe('0'.repeat(32))
})

const proposals: { readonly [Kind in DecisionKind]: ProposalInput<Kind> } = {
  'decline': refusal,
  'downgrade': { from: { s: 4, p: 1 }, to: { s: 1, p: 4 }, severity: mild, why: 'The exit was another one.' },
  'export': { purpose: 'For the court', untilDay: null },
  'add-desk': { deskId: a, history: true, why: '' },
  'hold': { on: true, reason: 'Lawsuit', reviewDay: 380 },
  'identity-question': { text: 'Which shift?', sentences: 'S03', lawfulReason: 'danger-to-life', why: '' },
}

test.each(decisionKinds)('a proposal of kind %s comes back as it was written', (kind) => {
  const body = proposalBody(kind, proposals[kind])
  expect(body).toBe(sortedJson(proposals[kind]))
  expect(parseProposal(kind, body)).toEqual({ kind, body: proposals[kind] })
  const whole: Record<string, unknown> = { ...proposals[kind] }
  for (const field of Object.keys(whole)) {
    const { [field]: _gone, ...rest } = whole
    expect(parseProposal(kind, JSON.stringify(rest)), field).toBeNull()
  }
})

test('a proposal that no version knows, or without its reason, is not understood', () => {
  expect(parseProposal('toString', '{}')).toBeNull()
  expect(parseProposal('hold', 'x')).toBeNull()
  expect(() => proposalBody('export', { purpose: '', untilDay: null })).toThrow('purpose')
})
