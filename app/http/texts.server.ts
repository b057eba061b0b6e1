// Texts for pages made on the server: one i18next instance per language, made once and kept
// (an instance per request costs more than the page itself).
import { createInstance, type i18n } from 'i18next'
import { deskParts, dictionaryOf, metaOf, sourceLanguage, type Dictionary, type Direction } from '#locales/index.ts'

export type TextValues = Readonly<Record<string, string | number>>
/** A stretch of a text: `name` is the placeholder it came from, or null for the words between. */
export type TextPart = { readonly name: string | null; readonly text: string }

export type Texts = {
  readonly language: string
  readonly dir: Direction
  /** The text of a key, with placeholders filled; English when the language lacks it, the key itself when English does too. */
  readonly t: (key: string, values?: TextValues) => string
  /** The same text in stretches, so that a page can isolate names with <bdi>. */
  readonly parts: (key: string, values: TextValues) => TextPart[]
  /** False when `t` would fall back to English. */
  readonly has: (key: string) => boolean
  /** All texts of the language (English where it lacks one), for pages that run in the browser. */
  readonly dictionary: Dictionary
}

const known = new Map<string, Texts>()

/** The texts of a language that has a folder; throws for any other tag (match the request's language first). */
export function textsFor(language: string): Texts {
  const kept = known.get(language)
  if (kept !== undefined) return kept
  const made = textsOf(language)
  known.set(language, made)
  return made
}

function textsOf(language: string): Texts {
  const own = dictionaryOf(language, deskParts)
  const source = dictionaryOf(sourceLanguage, deskParts)
  const instance = instanceWith(language, own, source)
  const t = (key: string, values: TextValues = {}): string => instance.t(key, { ...values, nest: false })
  return {
    language,
    dir: metaOf(language).dir,
    t,
    parts: (key, values) => partsFrom(t, key, values),
    has: (key) => Object.hasOwn(own, key),
    dictionary: language === sourceLanguage ? own : { ...source, ...own },
  }
}

function instanceWith(language: string, own: Dictionary, source: Dictionary): i18n {
  const instance = createInstance()
  void instance.init({
    lng: language,
    fallbackLng: sourceLanguage,
    resources: { [sourceLanguage]: { translation: source }, [language]: { translation: own } },
    initImmediate: false,
    keySeparator: false,
    nsSeparator: false,
    // React escapes; twice would show "&amp;" in a company's name.
    interpolation: { prefix: '{', suffix: '}', escapeValue: false },
  })
  return instance
}

// U+E000 and U+E001 are private-use marks that no locale file contains (a locale test holds that).
function partsFrom(t: Texts['t'], key: string, values: TextValues): TextPart[] {
  const marked = Object.fromEntries(Object.keys(values).map((name) => [name, `\uE000${name}\uE001`]))
  const number = typeof values['count'] === 'number' ? { count: values['count'] } : {}
  return t(key, { ...marked, ...number })
    .split(/(\uE000[^\uE001]*\uE001)/)
    .filter((stretch) => stretch !== '')
    .map((stretch) => {
      if (!stretch.startsWith('\uE000')) return { name: null, text: stretch }
      const name = stretch.slice(1, -1)
      return { name, text: String(values[name] ?? '') }
    })
}
