import { expect, test } from 'vitest'
import { sheetParts } from '#app/http/assets.server.ts'
import type { SheetName } from '#app/http/assets.server.ts'
import { contrast, paletteOf, partsOf, physicalSides, shippedBytes, styleAttributes, talkativeFields, tooNew } from './sheets.ts'
import type { Palette } from './sheets.ts'
import { house, productCode, told } from './source.ts'

type Pair = readonly [text: string, ground: string, least: number]

const SHARED: readonly Pair[] = [
  ['--on-accent', '--accent', 7.5],
  ['--on-accent', '--accent-down', 7.5],
  ['--accent', '--paper', 7],
  ['--accent', '--sheet', 7],
  ['--on-look', '--look', 7.5],
]
const REPORTER: readonly Pair[] = [
  ...SHARED,
  ...['--paper', '--sheet', '--tint', '--look-ground'].map((ground): Pair => ['--ink', ground, 7.5]),
  ...['--paper', '--sheet', '--tint'].map((ground): Pair => ['--ink-soft', ground, 7.5]),
  ['--edge', '--paper', 5],
  ['--edge', '--sheet', 5],
  ['--look-edge', '--look-ground', 5],
]
const DESK: readonly Pair[] = [
  ...SHARED,
  ...['--paper', '--sheet', '--tint', '--well', '--note', '--late-ground'].map((ground): Pair => ['--ink', ground, 6.6]),
  ...['--paper', '--sheet', '--tint', '--well'].map((ground): Pair => ['--ink-soft', ground, 6.6]),
  ['--late', '--sheet', 6.6],
  ['--late', '--late-ground', 6.6],
  ['--bar-ink', '--bar', 6.6],
  ['--edge', '--paper', 4],
  ['--edge', '--sheet', 4],
  ['--note-edge', '--note', 4],
]

const joined = (name: SheetName) => partsOf(name, house()).map((part) => part.text).join('\n')

function faint(palette: Palette, pairs: readonly Pair[]): string[] {
  return pairs.flatMap(([text, ground, least]) => {
    const [one, other] = [palette[text], palette[ground]]
    if (one === undefined || other === undefined) return [`${text} or ${ground} has no colour`]
    // Numbers of the visual language are given to one decimal.
    const measured = Math.round(contrast(one, other) * 10) / 10
    return measured >= least ? [] : [`${text} on ${ground}: ${measured}, wanted ${least}`]
  })
}

test.each(['light', 'dark'] as const)('text can be read on its ground, %s', (mode) => {
  const reporter = paletteOf(joined('reporter.css'), mode)
  expect(faint(reporter, REPORTER)).toEqual([])
  expect(faint(paletteOf(joined('desk.css'), mode), DESK)).toEqual([])
  expect(faint({ ...reporter, '--ink': '#888888' }, REPORTER)).not.toEqual([])
})

test('contrast is the one of WCAG', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5)
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2)
})

test('pages mirror: no left, no right', () => {
  expect(told(physicalSides(house()))).toBe('')
  for (const text of ['a { left: 0 }', 'a { margin-left: 1px }', 'a { text-align: right; }', 'a{border-right-width:1px}', 'a { float: left }']) {
    expect(told(physicalSides([{ path: 'app/ui/a.css', text }])), text).toContain('left or right')
  }
  expect(told(physicalSides([{ path: 'app/ui/a.css', text: '.right-way { inset-inline-start: 0; direction: ltr }' }]))).toBe('')
})

test('every sheet is part of what is shipped', () => {
  const shipped = new Set(Object.values(sheetParts).flat().map((part) => `app/ui/${part}.css`))
  expect(house().filter((file) => file.path.endsWith('.css') && !shipped.has(file.path))).toEqual([])
})

test('the sheet of reporters works on old phones', () => {
  expect(told(tooNew(partsOf('reporter.css', house())))).toBe('')
  for (const text of ['@layer a {}', 'a { color: oklch(1 1 1) }', 'a:has(b) {}', 'a { &:hover {} }']) {
    expect(told(tooNew([{ path: 'app/ui/a.css', text }])), text).toContain('too new')
  }
})

test('no style attribute stands in a page', () => {
  expect(told(styleAttributes(productCode()))).toBe('')
  expect(told(styleAttributes([{ path: 'app/ui/a.tsx', text: 'const a = <p style={{ color: "red" }} />' }]))).toContain('style attribute')
})

test('what a reporter types goes to no service of the browser and is offered to nobody', () => {
  expect(told(talkativeFields(productCode()))).toBe('')
  const file = (field: string) => [{ path: 'app/reporter/a.tsx', text: `const a = ${field}` }]
  expect(told(talkativeFields(file('<textarea autoComplete="off" spellCheck={false} />')))).toContain('translate')
  expect(told(talkativeFields(file('<input autoComplete="on" spellCheck={false} translate="no" />')))).toContain('autoComplete')
  expect(told(talkativeFields(file('<input type="file" />')))).toBe('')
})

test('sheets weigh what a slow line can carry: 6 KB for reporters, 12 KB for desks', async () => {
  expect(await shippedBytes('reporter.css')).toBeLessThanOrEqual(6 * 1024)
  expect(await shippedBytes('desk.css')).toBeLessThanOrEqual(12 * 1024)
})
