// The house as the rules see it: every file of the repository with its text, read once per run.
import { readFileSync, readdirSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import ts from 'typescript'

export interface SourceFile {
  // Path from the root of the repository, with forward slashes.
  path: string
  text: string
}

// What a rule says about one place. `line` 0 means the whole file.
export interface Violation {
  path: string
  line: number
  says: string
}

export const ROOT = resolve(import.meta.dirname, '../..')

const NOT_OURS = new Set(['node_modules', 'build', 'data', '.git', '.vite', 'test-results'])
const TEXT = /\.(ts|tsx|css|json|sql|md|py|txt|svg|html)$|^\.ci\/|^\.(editorconfig|gitignore)$/

let all: readonly SourceFile[] | undefined

// Every text file of the repository, whether committed or not: a rule that waits for the commit is found too late.
export function house(): readonly SourceFile[] {
  all ??= walk(ROOT)
    .filter((path) => TEXT.test(path))
    .map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }))
  return all
}

// Product code in TypeScript: what a reader of the product meets.
export function productCode(): readonly SourceFile[] {
  return house().filter((file) => /^(app|crypto|db|locales)\//.test(file.path) && isCode(file))
}

export function isCode(file: SourceFile): boolean {
  return /\.tsx?$/.test(file.path)
}

const trees = new WeakMap<SourceFile, ts.SourceFile>()

export function treeOf(file: SourceFile): ts.SourceFile {
  const known = trees.get(file)
  if (known !== undefined) return known
  const kind = file.path.endsWith('.tsx') ? ts.ScriptKind.TSX : ts.ScriptKind.TS
  const tree = ts.createSourceFile(file.path, file.text, ts.ScriptTarget.Latest, true, kind)
  trees.set(file, tree)
  return tree
}

// Calls `visit` for every node, the outer before the inner.
export function eachNode(file: SourceFile, visit: (node: ts.Node) => void): void {
  const walkInto = (node: ts.Node): void => {
    visit(node)
    ts.forEachChild(node, walkInto)
  }
  walkInto(treeOf(file))
}

export function violation(file: SourceFile, at: ts.Node | number, says: string): Violation {
  if (typeof at === 'number') return { path: file.path, line: at, says }
  return { path: file.path, line: treeOf(file).getLineAndCharacterOfPosition(at.getStart()).line + 1, says }
}

// Lines that match, outside the file's comments where `code` is asked for: enough for words that have no other meaning.
export function linesWith(file: SourceFile, pattern: RegExp, says: string): Violation[] {
  return file.text
    .split('\n')
    .flatMap((line, index) => (pattern.test(line) ? [{ path: file.path, line: index + 1, says }] : []))
}

// What a failing rule prints: one line per place, ready to be clicked.
export function told(violations: readonly Violation[]): string {
  return violations.map((one) => `${one.path}:${one.line} ${one.says}`).join('\n')
}

function walk(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (NOT_OURS.has(entry.name)) return []
    const path = join(folder, entry.name)
    return entry.isDirectory() ? walk(path) : [relative(ROOT, path).replaceAll('\\', '/')]
  })
}
