// The routes of the portal as app/routes.ts declares them, for the rules that hold for every one.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { ROOT, eachNode, violation } from './source.ts'
import type { SourceFile, Violation } from './source.ts'

export interface DeclaredRoute {
  // As the table writes it, without a leading slash; the index is ''.
  path: string
  // Module, from the root of the repository.
  module: string
}

// Every address of the table with its module, in its order; layouts are not addresses.
export function declaredRoutes(table = routeTable()): DeclaredRoute[] {
  const index = [...table.matchAll(/\bindex\(\s*'([^']+)'/g)].map((found) => ({ path: '', module: `app/${found[1] ?? ''}` }))
  const routes = [...table.matchAll(/\broute\(\s*'([^']+)',\s*'([^']+)'/g)].map((found) => ({ path: found[1] ?? '', module: `app/${found[2] ?? ''}` }))
  return [...index, ...routes]
}

// Files that Remix loads as route modules, layouts included.
export function routeModules(): ReadonlySet<string> {
  return new Set([...routeTable().matchAll(/'([\w./-]+\.tsx?)'/g)].map((found) => `app/${found[1] ?? ''}`))
}

export interface Handle {
  audience: string
  states: readonly string[]
}

// The handle that a page declares, read without running it; null where there is none.
export function handleOf(file: SourceFile): Handle | null {
  let handle: Handle | null = null
  eachNode(file, (node) => {
    if (!ts.isVariableDeclaration(node) || node.name.getText() !== 'handle' || node.initializer === undefined) return
    const audience = node.initializer.getText().match(/audience:\s*'(\w+)'/)?.[1] ?? ''
    const states = node.initializer.getText().match(/states:\s*\[([^\]]*)\]/)?.[1] ?? ''
    handle = { audience, states: [...states.matchAll(/'([\w-]+)'/g)].map((found) => found[1] ?? '') }
  })
  return handle
}

// A page says who it is for and in which states it can be seen, so that the suites visit all of them.
export function undeclaredStates(routes: readonly DeclaredRoute[], files: readonly SourceFile[]): Violation[] {
  return routes.filter((route) => route.module.endsWith('.tsx')).flatMap((route) => {
    const file = files.find((one) => one.path === route.module)
    if (file === undefined) return [{ path: route.module, line: 0, says: 'stands in the table of routes and not in the repository' }]
    const handle = handleOf(file)
    const known = handle !== null && ['reporter', 'desk', 'plain'].includes(handle.audience) && handle.states.length > 0
    return known ? [] : [violation(file, 0, 'declares no audience or no state in its handle')]
  })
}

// Every address has a row among the refusals: who may knock there, and who is turned away.
export function unrefusedRoutes(routes: readonly DeclaredRoute[], refusals: string): Violation[] {
  return routes
    .filter((route) => !new RegExp(`['"\`]/?${route.path.replaceAll(/[/:]/g, '\\$&')}['"\`]`).test(refusals))
    .map((route) => ({ path: 'app/routes.ts', line: 0, says: `/${route.path} has no row in test/refusals` }))
}

function routeTable(): string {
  const path = join(ROOT, 'app/routes.ts')
  return existsSync(path) ? readFileSync(path, 'utf8') : ''
}
