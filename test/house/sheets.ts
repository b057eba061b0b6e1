// Rules about pages that can be read off sheets and markup: direction, old phones, contrast, weight, what a field lets out.
import ts from 'typescript'
import { builtSheet, sheetParts } from '#app/http/assets.server.ts'
import type { SheetName } from '#app/http/assets.server.ts'
import { compressed } from '#app/http/compress.server.ts'
import { eachNode, linesWith, violation } from './source.ts'
import type { SourceFile, Violation } from './source.ts'

const PHYSICAL = /(^|[\s;{])(left|right|(margin|padding|border|scroll-margin|scroll-padding)-(left|right)[\w-]*)\s*:|:\s*(left|right)\s*[;!}]|border-(top|bottom)-(left|right)-radius/
// What drops a whole sheet, or a whole rule, on the oldest phones that reporters hold.
const TOO_NEW = /@layer|@container|oklch|color-mix|:has\(|:is\([^)]*:has|&[\s.:[]/

// A page that names left and right stands wrong in Urdu.
export function physicalSides(files: readonly SourceFile[]): Violation[] {
  return files.filter(isSheet).flatMap((file) => linesWith(file, PHYSICAL, 'names left or right: use inline-start and inline-end'))
}

export function tooNew(files: readonly SourceFile[]): Violation[] {
  return files.filter(isSheet).flatMap((file) => linesWith(file, TOO_NEW, 'is too new for the phones of reporters'))
}

// The policy blocks the style attribute: what it says would be lost in silence.
export function styleAttributes(files: readonly SourceFile[]): Violation[] {
  return files.filter((file) => file.path.endsWith('.tsx')).flatMap((file) => {
    const found: Violation[] = []
    eachNode(file, (node) => {
      if (ts.isJsxAttribute(node) && node.name.getText() === 'style') found.push(violation(file, node, 'has a style attribute: the policy blocks it'))
    })
    return found
  })
}

// Browsers send typed text to services for spelling and translation, and offer it to the next person who types.
export function talkativeFields(files: readonly SourceFile[]): Violation[] {
  return files.filter((file) => /^app\/reporter\/.*\.tsx$/.test(file.path)).flatMap((file) => {
    const found: Violation[] = []
    eachNode(file, (node) => {
      if (!(ts.isJsxOpeningElement(node) || ts.isJsxSelfClosingElement(node)) || !/^(input|textarea)$/.test(node.tagName.getText())) return
      const given = node.attributes.properties.map((one) => one.getText())
      if (given.some((one) => /^type="(file|checkbox|radio)"$/.test(one))) return
      for (const wanted of ['autoComplete="off"', 'spellCheck={false}', 'translate="no"']) {
        if (!given.includes(wanted)) found.push(violation(file, node, `is a field of a reporter without ${wanted}`))
      }
    })
    return found
  })
}

export type Palette = Readonly<Record<string, string>>

// The colours of a sheet in light or in dark, later ones over earlier ones.
export function paletteOf(text: string, mode: 'light' | 'dark', under: Palette = {}): Palette {
  const plain = text.replace(/\/\*[\s\S]*?\*\//g, '')
  const dark = blocksAfter(plain, /@media[^{]*prefers-color-scheme:\s*dark[^{]*\{/g)
  const light = dark.reduce((rest, block) => rest.replace(block, ''), plain)
  const found: Record<string, string> = { ...under, ...colours(light) }
  return mode === 'light' ? found : { ...found, ...colours(dark.join('\n')) }
}

// Contrast of two colours as WCAG 2 defines it, 1 to 21.
export function contrast(one: string, other: string): number {
  const [high, low] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return ((high ?? 0) + 0.05) / ((low ?? 0) + 0.05)
}

// What the line carries of a sheet: the product's own, in the product's own compression.
export async function shippedBytes(name: SheetName): Promise<number> {
  const { brotli } = await compressed(Buffer.from(await builtSheet(name)))
  if (brotli === null) throw new Error(`${name} does not get smaller`)
  return brotli.length
}

// The text of a sheet as it is joined, with every part under its path.
export function partsOf(name: SheetName, files: readonly SourceFile[]): SourceFile[] {
  return sheetParts[name].map((part) => {
    const found = files.find((file) => file.path === `app/ui/${part}.css`)
    if (found === undefined) throw new Error(`app/ui/${part}.css is missing`)
    return found
  })
}

function isSheet(file: SourceFile): boolean {
  return file.path.endsWith('.css')
}

function colours(text: string): Record<string, string> {
  return Object.fromEntries([...text.matchAll(/(--[\w-]+):\s*(#[0-9a-f]{6})\b/gi)].map((found) => [found[1] ?? '', found[2] ?? '']))
}

function blocksAfter(text: string, opening: RegExp): string[] {
  return [...text.matchAll(opening)].map((found) => {
    let depth = 1
    let end = found.index + found[0].length
    while (depth > 0 && end < text.length) {
      if (text[end] === '{') depth += 1
      if (text[end] === '}') depth -= 1
      end += 1
    }
    return text.slice(found.index, end)
  })
}

function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0)
}
