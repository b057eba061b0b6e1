import { expect, test } from 'vitest'
import { house, productCode, told } from './source.ts'
import { looseNotes, missingDocstrings, missingHeaders, unknownDecisions, unknownSections } from './words.ts'

test('exported functions say what they guarantee', () => {
  expect(told(missingDocstrings(productCode()))).toBe('')
  const one = (text: string) => told(missingDocstrings([{ path: 'crypto/a.ts', text }]))
  expect(one('// Header.\nexport function a() {}')).toContain('a is exported')
  expect(one('// Header.\nimport b from "./b.ts"\n\nexport const a = () => 1')).toContain('a is exported')
  expect(one('// Header.\nimport b from "./b.ts"\n\n// Guarantees a.\nexport function a() {}')).toBe('')
  expect(one('// Header.\nimport b from "./b.ts"\n\n/** Guarantees a. */\nexport function a() {}')).toBe('')
  expect(one('// Header.\nimport b from "./b.ts"\n\n// Something else.\n\nexport function a() {}')).toContain('a is exported')
})

test('files of the rooms that need it begin with what they are', () => {
  expect(told(missingHeaders(productCode()))).toBe('')
  expect(told(missingHeaders([{ path: 'app/jobs/run.server.ts', text: 'export const a = 1' }]))).toContain('no header')
})

test('what is cited exists: decisions, sections of the protocol, notes', () => {
  expect(told(unknownDecisions(house()))).toBe('')
  expect(told(unknownSections(house()))).toBe('')
  expect(told(looseNotes(house()))).toBe('')
  expect(told(unknownDecisions([{ path: 'crypto/a.ts', text: '// see C-999' }]))).toContain('C-999')
  const twice = '## C-001 a\n## C-001 b'
  expect(told(unknownDecisions([{ path: 'crypto/DECISIONS.md', text: twice }]))).toContain('two decisions')
  const protocol = { path: 'crypto/PROTOCOL.md', text: '## 4 x\n### 4.1 y' }
  expect(told(unknownSections([protocol, { path: 'crypto/a.ts', text: '// § 4.1, §4.9' }]))).toContain('§ 4.9')
  expect(told(looseNotes([{ path: 'crypto/a.ts', text: '// see Note [walls]' }]))).toContain('not written')
  expect(told(looseNotes([{ path: 'crypto/a.ts', text: '// Note [walls]: x' }]))).toContain('cited nowhere')
})
