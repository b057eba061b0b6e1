// The registry of languages, for the server: whatever folder stands beside this file is a language.
// Browser code never imports it (it reads the disk); pages receive the texts of one language at a time.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

export type Direction = 'ltr' | 'rtl'
export type Dictionary = Readonly<Record<string, string>>
/** One file of a language folder that holds texts. */
export type Part = 'common' | 'reporter' | 'questions' | 'phrases' | 'trust' | 'desk' | 'intake' | 'casework' | 'decisions' | 'overview' | 'teamwork' | 'codes' | 'admin'

/** How a language introduces itself; `origin` says how its text came about, `reviewed` whether two native readers approved it. */
export type LanguageMeta = {
  readonly autonym: string
  readonly dir: Direction
  readonly script: string
  readonly order: number
  readonly origin: string
  readonly reviewed: boolean
  /** True where texts mark how their signs are read (db/model/readings.ts); missing means no. */
  readonly readings?: boolean
}

export const sourceLanguage = 'en'
export const reporterParts: readonly Part[] = ['common', 'reporter', 'questions', 'phrases', 'trust']
export const deskParts: readonly Part[] = ['common', 'reporter', 'questions', 'phrases', 'trust', 'desk', 'intake', 'casework', 'decisions', 'overview', 'teamwork', 'codes', 'admin']

const folder = localeFolder()
const metas = new Map<string, LanguageMeta>()
const parts = new Map<string, Dictionary>()
const joined = new Map<string, Dictionary>()

for (const entry of readdirSync(folder, { withFileTypes: true })) {
  if (entry.isDirectory()) metas.set(entry.name, metaFrom(entry.name))
}

/** Every language tag, in the fixed order of the language list. */
export function languages(): string[] {
  return [...metas.keys()].sort((a, b) => metaOf(a).order - metaOf(b).order || (a < b ? -1 : 1))
}

/** Languages in which staff pages can be shown: those whose folder has texts for the desk. */
export function deskLanguages(): string[] {
  return languages().filter((language) => Object.keys(partOf(language, 'desk')).length > 0)
}

/** True when a folder for exactly this tag exists. */
export function isLanguage(tag: string): boolean {
  return metas.has(tag)
}

/** The meta of a known language; throws for an unknown one, which is a mistake of the caller. */
export function metaOf(language: string): LanguageMeta {
  const meta = metas.get(language)
  if (meta === undefined) throw new Error(`no folder for the language ${language}`)
  return meta
}

/** One file of one language, empty when the language does not have it; the same object at every call. */
export function partOf(language: string, part: Part): Dictionary {
  metaOf(language)
  const name = `${language}/${part}`
  const known = parts.get(name)
  if (known !== undefined) return known
  const path = join(folder, language, `${part}.json`)
  const read = existsSync(path) ? dictionaryFrom(name, JSON.parse(readFileSync(path, 'utf8'))) : {}
  parts.set(name, read)
  return read
}

/** Several files of one language as one flat dictionary; the same object for the same arguments. */
export function dictionaryOf(language: string, wanted: readonly Part[]): Dictionary {
  const name = `${language}/${wanted.join('+')}`
  const known = joined.get(name)
  if (known !== undefined) return known
  const all = Object.assign({}, ...wanted.map((part) => partOf(language, part))) as Dictionary
  joined.set(name, all)
  return all
}

// The built server runs from another folder than the source, so the way leads upwards from here.
function localeFolder(): string {
  let at = import.meta.dirname
  for (;;) {
    const found = [at, join(at, 'locales')].find((path) => existsSync(join(path, sourceLanguage, 'meta.json')))
    if (found !== undefined) return found
    if (dirname(at) === at) throw new Error('the folder locales/ is missing beside package.json')
    at = dirname(at)
  }
}

function metaFrom(language: string): LanguageMeta {
  const read: unknown = JSON.parse(readFileSync(join(folder, language, 'meta.json'), 'utf8'))
  if (!isMeta(read)) throw new Error(`locales/${language}/meta.json needs autonym, dir, script, order, origin, reviewed`)
  return read
}

function isMeta(read: unknown): read is LanguageMeta {
  if (typeof read !== 'object' || read === null) return false
  const meta = read as Record<string, unknown>
  const texts = [meta['autonym'], meta['script'], meta['origin']].every((text) => typeof text === 'string' && text !== '')
  const dir = meta['dir'] === 'ltr' || meta['dir'] === 'rtl'
  return texts && dir && typeof meta['order'] === 'number' && typeof meta['reviewed'] === 'boolean'
}

function dictionaryFrom(name: string, read: unknown): Dictionary {
  if (typeof read !== 'object' || read === null || Object.values(read).some((text) => typeof text !== 'string')) {
    throw new Error(`locales/${name}.json must be one flat object of texts`)
  }
  return read as Dictionary
}
