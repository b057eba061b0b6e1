// Rules about what is said about the code: docstrings, file headers, decisions and sections that are cited.
import ts from 'typescript'
import { isCode, treeOf, violation } from './source.ts'
import type { SourceFile, Violation } from './source.ts'

const GUARANTEES = /^(crypto|db|app\/http)\//
const HEADED = /^(crypto|db\/commands|app\/http|app\/jobs)\//

// Every exported function of these rooms says what it guarantees, directly above.
export function missingDocstrings(files: readonly SourceFile[]): Violation[] {
  return files.filter((file) => isCode(file) && GUARANTEES.test(file.path)).flatMap((file) => {
    const tree = treeOf(file)
    // One docstring may stand above a family: functions that follow each other without an empty line.
    let told = false
    return tree.statements.flatMap((statement) => {
      const family = told && !/\n\s*\n/.test(file.text.slice(statement.getFullStart(), statement.getStart()))
      const named = exportedFunctionName(statement)
      if (named === null) return []
      const above = ts.getLeadingCommentRanges(file.text, statement.getFullStart()) ?? []
      const last = above.at(-1)
      const touches = last !== undefined && /^[^\n]*\n?[^\n\S]*$/.test(file.text.slice(last.end, statement.getStart()))
      // The header of the file is not the docstring of its first function.
      told = family || (touches && last.pos !== 0)
      return told ? [] : [violation(file, statement, `${named} is exported and says nothing about what it guarantees`)]
    })
  })
}

// What the file is, for whom, why it exists: the first line.
export function missingHeaders(files: readonly SourceFile[]): Violation[] {
  return files
    .filter((file) => isCode(file) && HEADED.test(file.path) && !/^(\/\/|\/\*)/.test(file.text))
    .map((file) => violation(file, 1, 'has no header that says what it is and for whom'))
}

// A decision that is cited exists, as a heading of one DECISIONS.md.
export function unknownDecisions(files: readonly SourceFile[]): Violation[] {
  const known = new Map<string, number>()
  for (const file of files.filter((one) => one.path.endsWith('DECISIONS.md'))) {
    for (const found of file.text.matchAll(/^#+\s+([A-Z]-\d{3})\b/gm)) known.set(found[1] ?? '', (known.get(found[1] ?? '') ?? 0) + 1)
  }
  const twice = [...known].filter(([, times]) => times > 1).map(([name]) => ({ path: name, line: 0, says: 'is the number of two decisions' }))
  const cited = files.filter(carriesWords).flatMap((file) =>
    matches(file, /\b([CDAHB]-\d{3})\b/g).filter(([name]) => !known.has(name)).map(([name, line]) => violation(file, line, `cites ${name}, which no DECISIONS.md holds`)),
  )
  return [...twice, ...cited]
}

// A section of the protocol that code cites stands in the protocol.
export function unknownSections(files: readonly SourceFile[]): Violation[] {
  const protocol = files.find((file) => file.path === 'crypto/PROTOCOL.md')
  if (protocol === undefined) return []
  const known = new Set([...protocol.text.matchAll(/^#+\s+§?(\d+(?:\.\d+)*)\b/gm)].map((found) => found[1]))
  return files.filter((file) => isCode(file) && file.path.startsWith('crypto/')).flatMap((file) =>
    matches(file, /§\s?(\d+(?:\.\d+)*)/g).filter(([name]) => !known.has(name)).map(([name, line]) => violation(file, line, `cites § ${name}, which PROTOCOL.md does not have`)),
  )
}

// A cross-file note is written once ("Note [title]:") and cited by its title ("see Note [title]").
export function looseNotes(files: readonly SourceFile[]): Violation[] {
  const written = new Map<string, Violation[]>()
  const cited = new Map<string, Violation>()
  for (const file of files.filter(carriesWords)) {
    for (const found of file.text.matchAll(/\bNote \[([^\]]+)\](:?)/g)) {
      const line = file.text.slice(0, found.index).split('\n').length
      const title = found[1] ?? ''
      const place = violation(file, line, `Note [${title}]`)
      if (found[2] === ':') written.set(title, [...(written.get(title) ?? []), place])
      else cited.set(title, place)
    }
  }
  return [
    ...[...written].filter(([title, places]) => places.length > 1 || !cited.has(title)).map(([, places]) => ({ ...places[0]!, says: `${places[0]!.says} is written twice or cited nowhere` })),
    ...[...cited].filter(([title]) => !written.has(title)).map(([, place]) => ({ ...place, says: `${place.says} is cited and not written` })),
  ]
}

function exportedFunctionName(statement: ts.Statement): string | null {
  const exported = ts.canHaveModifiers(statement) && ts.getModifiers(statement)?.some((one) => one.kind === ts.SyntaxKind.ExportKeyword) === true
  if (!exported) return null
  if (ts.isFunctionDeclaration(statement)) return statement.name?.text ?? 'a function'
  if (!ts.isVariableStatement(statement)) return null
  const arrow = statement.declarationList.declarations.find((one) => one.initializer !== undefined && (ts.isArrowFunction(one.initializer) || ts.isFunctionExpression(one.initializer)))
  return arrow?.name.getText() ?? null
}

function carriesWords(file: SourceFile): boolean {
  return (isCode(file) || file.path.endsWith('.md') || file.path.endsWith('.sql')) && !file.path.startsWith('test/house/')
}

function matches(file: SourceFile, pattern: RegExp): [string, number][] {
  return [...file.text.matchAll(pattern)].map((found) => [found[1] ?? '', file.text.slice(0, found.index).split('\n').length])
}
