import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { execFileSync } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { languages } from '#locales/index.ts'
import { lackingTexts, neededKeys, safetyKeys, stateOf } from '#locales/state.ts'

const source = join(import.meta.dirname, '../../locales')

test('no language lacks a text', () => {
  expect(lackingTexts()).toEqual([])
})

test('a language that lacks a text is named with the text', () => {
  const folder = mkdtempSync(join(tmpdir(), 'todoke-locales-'))
  try {
    cpSync(source, folder, { recursive: true })
    const path = join(folder, 'ur/common.json')
    const texts = JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>
    delete texts['common.exit']
    writeFileSync(path, JSON.stringify(texts))
    const said = execFileSync(process.execPath, ['-e', `import(${JSON.stringify(join(folder, 'state.ts'))}).then(({ lackingTexts }) => process.stdout.write(JSON.stringify(lackingTexts())))`], { encoding: 'utf8' })
    expect(JSON.parse(said)).toEqual(['locales/ur lacks common.exit'])
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('plural forms are asked for as the grammar of the language has them', () => {
  const english = ['teams_one', 'teams_other', 'exit']
  expect(neededKeys('pl', english)).toEqual(['teams_one', 'teams_few', 'teams_many', 'teams_other', 'exit'])
  expect(neededKeys('es-419', english)).toEqual(['teams_one', 'teams_many', 'teams_other', 'exit'])
  expect(neededKeys('ja', english)).toEqual(['teams_other', 'exit'])
})

test('each safety text can be translated back, and what is translated back is a safety text', () => {
  for (const language of languages()) {
    const { safety, backTranslated } = stateOf(language)
    expect(safety).toBe(25)
    expect(backTranslated, language).toBeLessThanOrEqual(safety)
  }
  expect(new Set(safetyKeys()).size).toBe(25)
})
