// Things that have one door each: the clock, the console, the library of primitives, the picture code.
import ts from 'typescript'
import { importsOf } from './arrows.ts'
import { eachNode, isCode, violation } from './source.ts'
import type { SourceFile, Violation } from './source.ts'

// The log's sync compares with the times of files, which only the real clock explains.
const CLOCK = /^(app\/(http\/|jobs\/run)|db\/log-sync)/
export const CONSOLE = 'app/http/log.server.ts'

// The clock is read where a request or a job begins and is handed on: what reads it elsewhere cannot be tested.
export function foreignClocks(files: readonly SourceFile[]): Violation[] {
  return files.filter((file) => isCode(file) && !CLOCK.test(file.path) && !isBrowserFile(file.path)).flatMap((file) => calls(file, (node) => {
    if (ts.isCallExpression(node) && /^(globalThis\.)?Date\.now$/.test(node.expression.getText())) return 'reads the clock: take `now` as an argument'
    if (ts.isNewExpression(node) && node.expression.getText() === 'Date' && (node.arguments?.length ?? 0) === 0) return 'reads the clock: take `now` as an argument'
    return null
  }))
}

// Chance that an attacker can foresee has no place here.
export function weakChance(files: readonly SourceFile[]): Violation[] {
  return files.filter(isCode).flatMap((file) => calls(file, (node) =>
    ts.isPropertyAccessExpression(node) && node.getText() === 'Math.random' ? 'uses Math.random: take randomBytes of crypto' : null,
  ))
}

// One console, with fields on a list: a stray line could carry what somebody wrote.
export function strayConsoles(files: readonly SourceFile[]): Violation[] {
  return files.filter((file) => isCode(file) && file.path !== CONSOLE).flatMap((file) => calls(file, (node) => {
    if (ts.isPropertyAccessExpression(node) && node.expression.getText() === 'console') return `writes to the console: only ${CONSOLE} may`
    if (ts.isPropertyAccessExpression(node) && /^process\.std(out|err)$/.test(node.getText())) return `writes to the console: only ${CONSOLE} may`
    return null
  }))
}

// A library that may be swapped one day is imported in one file.
export function scatteredImports(files: readonly SourceFile[], names: readonly string[]): Violation[] {
  return names.flatMap((name) => {
    const users = files.filter((file) => isCode(file) && importsOf(file).some((one) => one.name === name && !one.typeOnly))
    return users.length <= 1 ? [] : users.map((file) => violation(file, 0, `imports ${name}, and so do others: one file may`))
  })
}

// Nothing that a browser writes to its disk: every kind of storage ends there.
export function browserStorage(files: readonly SourceFile[]): Violation[] {
  const storage = /^(localStorage|sessionStorage|indexedDB|caches)$/
  return files.filter(isCode).flatMap((file) => calls(file, (node) => {
    if (!ts.isPropertyAccessExpression(node)) return null
    const stored = storage.test(node.expression.getText().replace(/^(window|globalThis|self)\./, ''))
    return stored || node.getText() === 'document.cookie' ? 'writes to the storage of the browser' : null
  }))
}

// The browser's own day is an input of the person's phone, read once where a page begins.
function isBrowserFile(path: string): boolean {
  return /\.(client|worker)\.tsx?$/.test(path)
}

function calls(file: SourceFile, says: (node: ts.Node) => string | null): Violation[] {
  const found: Violation[] = []
  eachNode(file, (node) => {
    const words = says(node)
    if (words !== null) found.push(violation(file, node, words))
  })
  return found
}
