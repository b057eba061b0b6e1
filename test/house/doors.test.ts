import { expect, test } from 'vitest'
import { browserStorage, foreignClocks, scatteredImports, strayConsoles, weakChance } from './doors.ts'
import { productCode, told } from './source.ts'

function file(text: string, path = 'db/model/a.ts') {
  return [{ path, text }]
}

test('the clock is read where a request begins', () => {
  expect(told(foreignClocks(productCode()))).toBe('')
  expect(told(foreignClocks(file('const a = Date.now()')))).toContain('reads the clock')
  expect(told(foreignClocks(file('const a = new Date()')))).toContain('reads the clock')
  expect(told(foreignClocks(file('const a = new Date(0)')))).toBe('')
  expect(told(foreignClocks(file('const a = Date.now()', 'app/http/a.server.ts')))).toBe('')
})

test('chance comes from the library of primitives', () => {
  expect(told(weakChance(productCode()))).toBe('')
  expect(told(weakChance(file('const a = Math.random()')))).toContain('Math.random')
})

test('one file writes to the console', () => {
  expect(told(strayConsoles(productCode()))).toBe('')
  expect(told(strayConsoles(file('console.log(1)')))).toContain('console')
  expect(told(strayConsoles(file('process.stdout.write("x")')))).toContain('console')
})

test('primitives, passphrase hash and picture code are imported in one file each', () => {
  const names = ['libsodium-wrappers', 'hash-wasm', '@noble/hashes/argon2.js', 'qr', 'qr/decode.js', 'qr/dom.js', 'nodemailer', 'pg', '@electric-sql/pglite']
  expect(told(scatteredImports(productCode(), names))).toBe('')
  const two = [...file(`import a from 'qr'`), ...file(`import a from 'qr'`, 'app/b.ts')]
  expect(told(scatteredImports(two, names))).toContain('imports qr')
})

test('nothing goes into the storage of a browser', () => {
  expect(told(browserStorage(productCode()))).toBe('')
  for (const text of ['localStorage.setItem("a", b)', 'window.sessionStorage.x', 'indexedDB.open("a")', 'document.cookie = "a"']) {
    expect(told(browserStorage(file(text))), text).toContain('storage')
  }
})
