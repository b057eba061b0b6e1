import { expect, test } from 'vitest'
import { routeModules } from './routes.ts'
import { brandsOf, defaultExports, forbiddenShapes, foreignBrandCasts, putOff } from './shape.ts'
import { house, productCode, told } from './source.ts'

function file(text: string, path = 'crypto/a.ts') {
  return [{ path, text }]
}

test('exports have names, except where Remix asks for a default', () => {
  expect(told(defaultExports(house(), routeModules()))).toBe('')
  for (const text of ['export default 1', 'export default function a() {}', 'const a = 1\nexport { a as default }']) {
    expect(told(defaultExports(file(text), new Set())), text).toContain('default export')
  }
  expect(told(defaultExports(file('export default 1', 'app/x/page.tsx'), new Set(['app/x/page.tsx'])))).toBe('')
})

test('plain Node can run the code, and no type is hidden', () => {
  expect(told(forbiddenShapes(house()))).toBe('')
  for (const text of ['enum A { B }', 'namespace A { }', 'const a: any = 1', 'class A { constructor(private a: number) {} }', 'try { a() } catch { }', 'a().catch(() => undefined)', 'a().catch(() => {})']) {
    expect(told(forbiddenShapes(file(text))), text).not.toBe('')
  }
  expect(told(forbiddenShapes(file('// It was only a guess.\na().catch(() => undefined)')))).toBe('')
})

test('nothing is put off, no rule switched off, no test left out', () => {
  expect(told(putOff(house()))).toBe('')
  for (const text of ['// TO' + 'DO later', '// @ts-' + 'ignore', '/* eslint-dis' + 'able */', '// @ts-expect' + '-error']) {
    expect(told(putOff(file(text))), text).not.toBe('')
  }
  expect(told(putOff(file('test.sk' + 'ip("x", () => {})', 'test/a.test.ts')))).toContain('leaves a test out')
})

test('a brand is given in the file that declares it and nowhere else', () => {
  const brands = brandsOf(productCode())
  expect([...brands.keys()]).toContain('CaseId')
  expect(told(foreignBrandCasts(productCode(), brands))).toBe('')
  expect(told(foreignBrandCasts(file('const a = x as CaseId'), brands))).toContain('casts to CaseId')
})
