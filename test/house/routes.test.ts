import { expect, test } from 'vitest'
import { declaredRoutes, handleOf, undeclaredStates, unrefusedRoutes } from './routes.ts'
import { house, productCode, told } from './source.ts'

const table = `route(':language/write', 'reporter/write/page.tsx')`

test('every page declares its audience and its states', () => {
  expect(declaredRoutes().length).toBeGreaterThan(10)
  expect(told(undeclaredStates(declaredRoutes(), productCode()))).toBe('')
  const page = (text: string) => [{ path: 'app/reporter/write/page.tsx', text }]
  expect(told(undeclaredStates(declaredRoutes(table), page('export const a = 1')))).toContain('no state')
  expect(told(undeclaredStates(declaredRoutes(table), page(`export const handle = { audience: 'reporter', states: [] }`)))).toContain('no state')
  expect(told(undeclaredStates(declaredRoutes(table), []))).toContain('not in the repository')
  expect(handleOf({ path: 'a.tsx', text: `export const handle = { audience: 'desk', js: true, states: ['a', 'b-c'] }` })).toEqual({ audience: 'desk', states: ['a', 'b-c'] })
})

test('every address turns the wrong visitors away in a test', () => {
  const refusals = house().filter((file) => file.path.startsWith('test/refusals/')).map((file) => file.text).join('\n')
  expect(told(unrefusedRoutes(declaredRoutes(), refusals))).toBe('')
  expect(told(unrefusedRoutes(declaredRoutes(table), `{ path: '/:language/read' }`))).toContain('/:language/write has no row')
  expect(told(unrefusedRoutes(declaredRoutes(table), `{ path: '/:language/write' }`))).toBe('')
})
