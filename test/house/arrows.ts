// Who may import whom, as one table. The failure message quotes the row, so the table is also the explanation.
import { posix } from 'node:path'
import ts from 'typescript'
import { routeModules } from './routes.ts'
import { eachNode, isCode, violation } from './source.ts'
import type { SourceFile, Violation } from './source.ts'

export interface Row {
  // The room, first match wins: a more exact room stands above the wider one.
  room: string
  is: RegExp
  // Rooms whose values may be imported; the own room always may, unless `alone`.
  may: readonly string[]
  // Rooms of which only types may be imported.
  types?: readonly string[]
  npm?: readonly string[]
  // True where Node's own modules may be used.
  node?: true
  // Files of this room do not import each other.
  alone?: true
}

// Resource routes have no page: Remix wants them without .server in the name, and drops them from the browser's graph.
const RESOURCES = new Set([...routeModules()].filter((path) => path.endsWith('.ts')))

// A route module carries its loader, and Remix cuts that out of what the browser gets.
const LOADERS = routeModules()
// The names of things: brands and their constructors, which every layer writes the same way.
const VOCABULARY = new Set(['crypto/types.ts', 'db/model/ids.ts'])

const PAGES = ['react', '@remix-run/react', 'react-i18next', 'i18next']
const SERVER = ['app/http', 'app/session', 'db/model', 'db/queries', 'db/commands', 'db', 'locales', 'crypto/server']

export const ROWS: readonly Row[] = [
  { room: 'crypto/sodium', is: /^crypto\/sodium\.ts$/, may: ['crypto'], npm: ['libsodium-wrappers'] },
  { room: 'crypto/passphrase hash', is: /^crypto\/argon2\.ts$/, may: ['crypto'], npm: ['hash-wasm'] },
  { room: 'crypto/passphrase hash, plain', is: /^crypto\/argon2-plain\.ts$/, may: ['crypto'], npm: ['@noble/hashes'] },
  { room: 'crypto/server', is: /^crypto\/server\.ts$/, may: ['crypto', 'crypto/sodium'] },
  { room: 'crypto/worker', is: /^crypto\/worker\//, may: ['crypto', 'crypto/sodium', 'db/model'] },
  { room: 'crypto', is: /^crypto\//, may: ['crypto/sodium', 'crypto/passphrase hash'], types: ['db/model', 'crypto/worker'] },
  // zod: what lies sealed was typed by people and kept by a server that may lie (D-024).
  { room: 'db/model', is: /^db\/model\//, may: [], types: ['crypto', 'crypto/worker'], npm: ['zod'] },
  { room: 'db/queries', is: /^db\/queries\//, may: ['db/model', 'db'], types: ['crypto'], npm: ['kysely'], node: true },
  { room: 'db/commands', is: /^db\/commands\//, may: ['db/model', 'db', 'db/queries'], types: ['crypto'], npm: ['kysely'], node: true, alone: true },
  { room: 'db', is: /^db\//, may: ['db/model'], types: ['crypto'], npm: ['kysely', 'pg', '@electric-sql/pglite'], node: true },
  { room: 'locales', is: /^locales\//, may: [], node: true },
  { room: 'app/ui', is: /^app\/ui\//, may: ['db/model', 'locales'], npm: PAGES },
  { room: 'app/practice', is: /^app\/practice\//, may: ['crypto', 'crypto/server', 'crypto/worker', 'db/model', 'db/commands', 'db/queries', 'db', 'locales'], types: ['app/http'], node: true },
  {
    room: 'app/jobs',
    is: /^app\/jobs\//,
    may: ['db/model', 'db/commands', 'db/queries', 'db', 'locales'],
    types: ['app/http'],
    npm: ['nodemailer'],
    node: true,
  },
  { room: 'app/session', is: /^app\/session\/.*\.server\.tsx?$/, may: SERVER, npm: ['zod', '@remix-run/node'], node: true },
  {
    room: 'app/http',
    is: /^app\/http\//,
    may: [...SERVER, 'app/jobs', 'app/practice'],
    types: ['crypto'],
    npm: ['@remix-run/node', '@remix-run/server-runtime', '@remix-run/dev', 'i18next', 'react', 'react-dom', 'vite', 'esbuild', 'zod'],
    node: true,
  },
  { room: 'app/reporter worker', is: /^app\/reporter\/.*\.worker\.ts$/, may: ['crypto', 'crypto/worker', 'db/model'] },
  {
    room: 'app/reporter browser',
    is: /^app\/reporter\/.*\.client\.tsx?$/,
    may: ['crypto/worker', 'db/model', 'app/reporter page'],
    types: ['crypto', 'app/reporter server'],
    npm: ['qr'],
  },
  // The one room of the server that seals and opens: for browsers without scripts (PROTOCOL §16).
  {
    room: 'app/reporter/plain',
    is: /^app\/reporter\/plain\/.*\.server\.tsx?$/,
    may: [...SERVER, 'crypto', 'crypto/sodium', 'app/reporter page', 'app/reporter/plain page'],
    types: ['crypto/worker'],
    npm: ['@remix-run/node'],
    node: true,
  },
  {
    room: 'app/reporter/plain page',
    is: /^app\/reporter\/plain\//,
    may: ['db/model', 'app/ui', 'app/reporter/plain', 'app/reporter page', 'app/reporter server', 'locales'],
    types: ['crypto', 'crypto/worker', 'app/http'],
    npm: PAGES,
  },
  { room: 'app/reporter server', is: /^app\/reporter\/.*\.server\.tsx?$/, may: SERVER, types: ['crypto', 'app/ui', 'app/reporter page', 'app/reporter browser'], npm: ['zod', '@remix-run/node'], node: true },
  {
    room: 'app/reporter page',
    is: /^app\/reporter\//,
    may: ['db/model', 'app/ui', 'app/reporter server', 'locales'],
    types: ['crypto', 'crypto/worker', 'app/http'],
    npm: PAGES,
  },
  {
    room: 'app/desk browser',
    is: /^app\/(desk|admin|session)\/.*\.client\.tsx?$/,
    may: ['crypto/worker', 'db/model', 'app/desk page', 'app/ui', 'locales'],
    types: ['crypto'],
    npm: ['qr', ...PAGES],
  },
  { room: 'app/desk server', is: /^app\/(desk|admin|session)\/.*\.server\.tsx?$/, may: SERVER, types: ['crypto', 'app/ui', 'app/desk page', 'app/desk browser'], npm: ['zod', '@remix-run/node'], node: true },
  {
    room: 'app/desk page',
    is: /^app\/(desk|admin|session)\//,
    may: ['db/model', 'app/ui', 'app/desk server', 'app/desk browser', 'locales'],
    types: ['crypto', 'crypto/worker', 'app/http'],
    npm: [...PAGES, 'react-dom'],
  },
  { room: 'app server entry', is: /^app\/[^/]*\.server\.tsx?$/, may: [...SERVER], npm: ['@remix-run/node', ...PAGES, 'react-dom', 'isbot'], node: true },
  {
    room: 'app',
    is: /^app\/[^/]*\.tsx?$/,
    may: ['app/ui', 'locales', 'app/http', 'db/model'],
    npm: [...PAGES, 'react-dom', '@remix-run/route-config'],
  },
]

// Every import that the table does not allow.
export function wrongArrows(files: readonly SourceFile[]): Violation[] {
  return files.filter(isCode).flatMap((file) => {
    const row = rowOf(file.path)
    if (row === undefined) return []
    return importsOf(file).flatMap((one) => {
      if (row.alone === true && isStep(files.find((other) => other.path === targetOf(file.path, one.name)))) return []
      const why = refusal(row, file, one)
      return why === null ? [] : [violation(file, one.line, `${why}. The row: ${quoted(row)}`)]
    })
  })
}

export interface Import {
  name: string
  line: number
  typeOnly: boolean
}

// All imports of a file: TypeScript's own scanner names them (static, re-exported, dynamic, required), the tree says
// which are types only. A worker's address is not an import, so it is looked for by its shape.
export function importsOf(file: SourceFile): Import[] {
  const values = new Set<string>()
  eachNode(file, (node) => {
    const name = valueImport(node)
    if (name !== null) values.add(name)
  })
  const named = ts.preProcessFile(file.text, true, true).importedFiles.map((found) => ({
    name: found.fileName,
    line: lineAt(file, found.pos),
    typeOnly: !values.has(found.fileName),
  }))
  const workers = [...file.text.matchAll(/new URL\(\s*['"]([^'"]+)['"]\s*,\s*import\.meta\.url/g)].map((found) => ({
    name: found[1] ?? '',
    line: lineAt(file, found.index),
    typeOnly: false,
  }))
  return [...named, ...workers]
}

function refusal(row: Row, file: SourceFile, one: Import): string | null {
  const target = targetOf(file.path, one.name)
  if (target === null) return outside(row, file, one)
  if (target.startsWith('test/')) return `product code imports ${target}`
  const other = rowOf(target)
  if (other === undefined) return null
  if (other.room === row.room) return row.alone === true && !one.typeOnly ? `${row.room} must not import one another (${target})` : null
  if (row.may.includes(other.room) || VOCABULARY.has(target)) return null
  if (LOADERS.has(file.path) && ['app/http', 'app/session'].includes(other.room)) return null
  if (one.typeOnly && row.types?.includes(other.room) === true) return null
  return `${row.room} imports ${one.typeOnly ? 'types' : 'values'} of ${other.room} (${target})`
}

// A command opens its own transaction and takes `db`; a step that several commands share runs inside theirs.
function isStep(file: SourceFile | undefined): boolean {
  return file !== undefined && !/^export (async )?function \w+\(\s*db\b/m.test(file.text)
}

function outside(row: Row, file: SourceFile, one: Import): string | null {
  if (one.name.startsWith('node:')) return row.node === true || one.typeOnly ? null : `${row.room} uses ${one.name}`
  const bare = one.name.split('/').slice(0, one.name.startsWith('@') ? 2 : 1).join('/')
  if (bare === '@remix-run/node' && (one.typeOnly || LOADERS.has(file.path))) return null
  return row.npm?.includes(bare) === true ? null : `${row.room} imports the package ${bare}`
}

// The path inside the repository that an import names; null for packages.
export function targetOf(from: string, name: string): string | null {
  if (name.startsWith('#')) return name.slice(1)
  if (name.startsWith('.')) return posix.join(posix.dirname(from), name).replace(/\?.*$/, '')
  return null
}

function rowOf(path: string): Row | undefined {
  const asNamed = RESOURCES.has(path) ? path.replace(/\.ts$/, '.server.ts') : path
  return ROWS.find((row) => row.is.test(asNamed))
}

function quoted(row: Row): string {
  const parts = [`values of ${row.may.join(', ') || 'nobody'}`]
  if (row.types !== undefined) parts.push(`types of ${row.types.join(', ')}`)
  parts.push(`packages ${row.npm?.join(', ') ?? 'none'}`)
  return `${row.room} may import ${parts.join(' · ')}`
}

function valueImport(node: ts.Node): string | null {
  if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
    const clause = node.importClause
    if (clause === undefined) return node.moduleSpecifier.text
    if (clause.isTypeOnly) return null
    const named = clause.namedBindings
    const onlyTypes = clause.name === undefined && named !== undefined && ts.isNamedImports(named) && named.elements.every((item) => item.isTypeOnly)
    return onlyTypes ? null : node.moduleSpecifier.text
  }
  if (ts.isExportDeclaration(node) && node.moduleSpecifier !== undefined && ts.isStringLiteral(node.moduleSpecifier)) {
    return node.isTypeOnly ? null : node.moduleSpecifier.text
  }
  if (ts.isCallExpression(node) && (node.expression.kind === ts.SyntaxKind.ImportKeyword || node.expression.getText() === 'require')) {
    const [first] = node.arguments
    return first !== undefined && ts.isStringLiteralLike(first) ? first.text : null
  }
  return null
}

function lineAt(file: SourceFile, position: number): number {
  return file.text.slice(0, position).split('\n').length
}
