// The routes of the portal as app/routes.ts declares them, for the rules that hold for every one.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './source.ts'

// Files that Remix loads as route modules, as paths from the root of the repository.
export function routeModules(): ReadonlySet<string> {
  const text = readFileSync(join(ROOT, 'app/routes.ts'), 'utf8')
  return new Set([...text.matchAll(/['"]\.?\/?([\w./-]+\.tsx?)['"]/g)].map((found) => `app/${found[1] ?? ''}`))
}
