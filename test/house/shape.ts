// Rules about the shape of the code itself.
import ts from 'typescript'
import { eachNode, isCode, linesWith, treeOf, violation } from './source.ts'
import type { SourceFile, Violation } from './source.ts'

// The names of things are declared in one of these and read by the other (bytes there, text here).
const VOCABULARY = new Set(['crypto/types.ts', 'db/model/ids.ts'])
const MAY_DEFAULT = /^(app\/(root|routes|entry\.(server|client))\.tsx?|vite\.config\.ts|test\/mutation\/vitest-config\.ts)$/

// Default exports have no name of their own, so they stand only where Remix looks for them.
export function defaultExports(files: readonly SourceFile[], routeModules: ReadonlySet<string>): Violation[] {
  return files.filter((file) => isCode(file) && !MAY_DEFAULT.test(file.path) && !routeModules.has(file.path)).flatMap((file) => {
    const found: Violation[] = []
    eachNode(file, (node) => {
      const declared = ts.canHaveModifiers(node) && ts.getModifiers(node)?.some((one) => one.kind === ts.SyntaxKind.DefaultKeyword) === true
      const renamed = ts.isExportSpecifier(node) && node.name.text === 'default'
      if (declared || renamed || ts.isExportAssignment(node)) found.push(violation(file, node, 'is a default export: name it'))
    })
    return found
  })
}

// What plain Node cannot run, and what hides a type.
export function forbiddenShapes(files: readonly SourceFile[]): Violation[] {
  return files.filter(isCode).flatMap((file) => {
    const found: Violation[] = []
    eachNode(file, (node) => {
      if (ts.isEnumDeclaration(node)) found.push(violation(file, node, 'is an enum: use a union of literals'))
      if (ts.isModuleDeclaration(node) && node.name.kind === ts.SyntaxKind.Identifier && node.name.text !== 'global') {
        found.push(violation(file, node, 'is a namespace: a file is a module already'))
      }
      if (node.kind === ts.SyntaxKind.AnyKeyword) found.push(violation(file, node, 'says any: say what it is, or unknown'))
      if (ts.isParameter(node) && node.parent.kind === ts.SyntaxKind.Constructor && ts.getModifiers(node) !== undefined) {
        found.push(violation(file, node, 'is a parameter property: plain Node cannot run it'))
      }
      if (ts.isCatchClause(node) && node.block.statements.length === 0 && !node.block.getText().includes('//')) {
        found.push(violation(file, node, 'swallows an error without a word why'))
      }
      if (/^(app|crypto|db|locales)\//.test(file.path) && swallows(node) && !reasonStands(file, node)) {
        found.push(violation(file, node, 'swallows a rejection without a word why'))
      }
    })
    return found
  })
}

// `.catch(() => undefined)` and its kin: whatever went wrong, nobody hears of it.
function swallows(node: ts.Node): boolean {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression) || node.expression.name.text !== 'catch') return false
  const [handler] = node.arguments
  if (handler === undefined || !ts.isArrowFunction(handler)) return false
  return ts.isBlock(handler.body) ? handler.body.statements.length === 0 : /^(undefined|null|void 0)$/.test(handler.body.getText())
}

// On the line itself or on the one above it.
function reasonStands(file: SourceFile, node: ts.Node): boolean {
  const at = treeOf(file).getLineAndCharacterOfPosition(node.getEnd()).line
  return file.text.split('\n').slice(Math.max(0, at - 1), at + 1).some((line) => /(^|\s)\/\//.test(line))
}

// Marks that switch a rule off, or put work off. Assembled so that this file does not find itself.
const MARKS = new RegExp(['@ts-' + 'ignore', '@ts-no' + 'check', 'eslint-dis' + 'able', `\\b(TO${''}DO|FIX${''}ME|XX${''}X)\\b`].join('|'))
const SKIPS = new RegExp(`\\b(test|it|describe)\\.(skip|only|to${''}do|fails|runIf|skipIf)\\b`)

export function putOff(files: readonly SourceFile[]): Violation[] {
  return files.filter(isCode).flatMap((file) => [
    ...linesWith(file, MARKS, 'switches a rule off or puts work off'),
    ...(file.path.startsWith('test/') ? linesWith(file, SKIPS, 'leaves a test out') : []),
    ...(file.path.startsWith('test/types/') ? [] : linesWith(file, new RegExp('@ts-expect' + '-error'), 'hides a type error')),
  ])
}

// Names of types that carry a brand, with the file that declares each: only that file may cast to it.
export function brandsOf(files: readonly SourceFile[]): Map<string, string> {
  const brands = new Map<string, string>()
  for (const file of files.filter(isCode)) {
    eachNode(file, (node) => {
      if (ts.isTypeAliasDeclaration(node) && isBrand(node.type)) brands.set(node.name.text, file.path)
    })
  }
  return brands
}

export function foreignBrandCasts(files: readonly SourceFile[], brands: ReadonlyMap<string, string>): Violation[] {
  return files.filter(isCode).flatMap((file) => {
    const found: Violation[] = []
    eachNode(file, (node) => {
      if (!ts.isAsExpression(node)) return
      const named = ts.isTypeReferenceNode(node.type) ? node.type.typeName.getText() : ''
      const home = brands.get(named)
      if (home !== undefined && home !== file.path && !VOCABULARY.has(file.path)) found.push(violation(file, node, `casts to ${named}: only ${home} may`))
    })
    return found
  })
}

function isBrand(type: ts.TypeNode): boolean {
  if (ts.isTypeReferenceNode(type)) return /^Brand(ed)?$/.test(type.typeName.getText())
  return ts.isIntersectionTypeNode(type) && type.types.some((part) => /brand/i.test(part.getText()))
}
