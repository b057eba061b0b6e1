// Rules about where a file lies, what it is called and how long it is.
import { isCode, violation } from './source.ts'
import type { SourceFile, Violation } from './source.ts'

const TOP = new Set([
  ...['app', 'db', 'locales', 'crypto', 'test', 'public', '.ci', '.github', '.container'],
  ...['package.json', 'package-lock.json', 'tsconfig.json', 'vite.config.ts', 'README.md', 'LICENSE', '.gitignore', '.editorconfig', '.npmrc'],
])
const BUCKETS = /^(utils?|helpers?|common|libs?|shared|misc|manager|service|services|data|info|types)$/
const KEBAB = /^[a-z0-9]+(-[a-z0-9]+)*$/
const REMIX_NAMES = /^app\/(root|routes|entry\.(server|client))\.tsx?$/
const INDEXES = new Set(['crypto/index.ts', 'locales/index.ts'])
const SERVER_ONLY = /from 'node:|from 'pg'|from '@electric-sql|from 'nodemailer'|from 'react-dom\/server'|from '@remix-run\/node'/
const WHOLE = new Set([
  // Written by a command, not by hand, and as long as the database is wide.
  ...['db/schema.ts', 'db/schema.sql'],
  // Frozen: databases remember what they ran, and it made the first of them in one go.
  'db/migrations/0001_first.sql',
])

export const LONGEST = 250
export const LONG = 150

// The top level is closed: a newcomer finds a room by its name, and a new room needs a decision.
export function strangersAtTheTop(names: readonly string[]): Violation[] {
  return names.filter((name) => !TOP.has(name)).map((name) => ({ path: name, line: 0, says: 'is not on the list of the top level' }))
}

export function badNames(files: readonly SourceFile[]): Violation[] {
  return files.filter((file) => isCode(file) || file.path.endsWith('.css')).flatMap((file) => {
    const parts = file.path.split('/')
    const last = parts.pop() ?? ''
    const stem = last.replace(/(\.(server|client|worker|test|d))?\.(tsx?|css)$/, '')
    const found: Violation[] = []
    const bucket = [...parts, stem].find((part) => BUCKETS.test(part))
    if (bucket !== undefined && !(file.path === 'crypto/types.ts' || file.path === 'db/types.server.ts' || parts.join('/') === 'test/types')) {
      found.push(violation(file, 0, `lies in a bucket ("${bucket}"): name it after what it does`))
    }
    if (!KEBAB.test(stem) && !REMIX_NAMES.test(file.path) && file.path !== 'vite.config.ts') found.push(violation(file, 0, 'is not kebab-case'))
    if (stem === 'index' && !INDEXES.has(file.path) && isCode(file)) found.push(violation(file, 0, 'is an index: name it after what it does'))
    return found
  })
}

// A file that only the server can run says so in its name, because Remix keeps exactly those out of the browser.
export function missingSuffixes(files: readonly SourceFile[], routes: ReadonlySet<string> = new Set()): Violation[] {
  return files.filter(isCode).flatMap((file) => {
    const { path, text } = file
    if (!/^(app|db|crypto)\//.test(path) || path === 'app/routes.ts' || routes.has(path)) return []
    const server = /\.server\.tsx?$/.test(path)
    if (!server && SERVER_ONLY.test(withoutTypes(text))) return [violation(file, 0, 'runs on the server only and lacks .server in its name')]
    if (!server && /^db\/(queries|commands)\//.test(path)) return [violation(file, 0, 'reaches the database and lacks .server in its name')]
    const browser = /(^|[^.\w])(document|window|navigator)\.\w/.test(text.replace(/\/\/.*$/gm, ''))
    if (browser && path.startsWith('app/') && path.endsWith('.ts') && !/\.(client|worker)\.ts$/.test(path)) {
      return [violation(file, 0, 'runs in the browser only and lacks .client in its name')]
    }
    return []
  })
}

export function tooLong(files: readonly SourceFile[], limit: number): Violation[] {
  return files
    .filter((file) => (isCode(file) || /\.(css|sql)$/.test(file.path)) && !WHOLE.has(file.path))
    .map((file) => ({ file, lines: file.text.replace(/\n$/, '').split('\n').length }))
    .filter((one) => one.lines > limit)
    .map((one) => violation(one.file, one.lines, `has ${one.lines} lines, the limit is ${limit}: split it by what it does`))
}

function withoutTypes(text: string): string {
  return text.replace(/^import type .*$/gm, '')
}
