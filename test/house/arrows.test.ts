import { expect, test } from 'vitest'
import { importsOf, wrongArrows } from './arrows.ts'
import { productCode, told } from './source.ts'

function planted(path: string, text: string): string {
  return told(wrongArrows([{ path, text }]))
}

test('every import follows the table', () => {
  expect(told(wrongArrows(productCode()))).toBe('')
})

test('server code that opens a case is caught, in every form an import can take', () => {
  const path = 'app/desk/case/page.server.ts'
  expect(planted(path, `import { openMessage } from '#crypto/message.ts'`)).toContain('app/desk server may import')
  expect(planted(path, `export { openMessage } from '../../../crypto/message.ts'`)).toContain('values of crypto ')
  expect(planted(path, `const m = await import('#crypto/message.ts')`)).toContain('values of crypto ')
  expect(planted(path, `const m = require('#crypto/message.ts')`)).toContain('values of crypto ')
  expect(planted(path, `import { type A, openMessage } from '#crypto/message.ts'`)).toContain('values of crypto ')
  expect(planted(path, `import { type A } from '#crypto/message.ts'`)).toBe('')
  expect(planted(path, `import { parseFrame } from '#crypto/server.ts'`)).toBe('')
})

test('an audience that reaches into the other one is caught', () => {
  expect(planted('app/reporter/read/page.tsx', `import { Inbox } from '#app/desk/inbox/page.tsx'`)).toContain('app/reporter page may import')
  expect(planted('app/desk/inbox/page.tsx', `import type { A } from '#app/reporter/read/page.tsx'`)).toContain('app/desk page may import')
})

test('packages stay where the table allows them', () => {
  expect(planted('crypto/card.ts', `import sodium from 'libsodium-wrappers'`)).toContain('libsodium-wrappers')
  expect(planted('crypto/sodium.ts', `import sodium from 'libsodium-wrappers'`)).toBe('')
  expect(planted('app/reporter/write/write.client.ts', `import { z } from 'zod'`)).toContain('the package zod')
  expect(planted('app/reporter/write/write.client.ts', `import { readFile } from 'node:fs'`)).toContain('node:fs')
  expect(planted('db/model/ids.ts', `import { sql } from 'kysely'`)).toContain('the package kysely')
})

test('commands do not call commands, product code does not import tests, a worker by address is seen', () => {
  const close = { path: 'db/commands/close.server.ts', text: `import { openCase } from './open-case.server.ts'` }
  const command = { path: 'db/commands/open-case.server.ts', text: 'export async function openCase(db: Database) {}' }
  const step = { path: 'db/commands/open-case.server.ts', text: 'export async function openCase(tx: Transaction) {}' }
  expect(told(wrongArrows([close, command]))).toContain('one another')
  expect(told(wrongArrows([close, step]))).toBe('')
  expect(planted('db/model/days.ts', `import { x } from '#test/world/x.ts'`)).toContain('imports test/world/x.ts')
  expect(planted('app/reporter/read/read.client.ts', `new Worker(new URL('../../desk/a.worker.ts', import.meta.url))`)).toContain('app/desk')
})

test('comments and strings are not imports', () => {
  expect(importsOf({ path: 'crypto/a.ts', text: `// import x from 'zod'\nconst a = "import x from 'pg'"` })).toEqual([])
})
