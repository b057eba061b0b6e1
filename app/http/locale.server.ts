// Which language a page speaks: the path says it; only the bare address and the staff side ask the browser.
// Own matcher, because the common one turns Traditional Chinese into Simplified and Tagalog into English.

const headerLimit = 500
const tagLimit = 20

/**
 * The tags of an Accept-Language header, best first; malformed and refused (q=0) ones are dropped.
 * Reads at most 500 characters and 20 tags, so that a header cannot cost time.
 */
export function wishesFrom(header: string | null): string[] {
  const wishes = (header ?? '').slice(0, headerLimit).split(',').slice(0, tagLimit).map((part, place) => {
    const [tag = '', ...parameters] = part.trim().split(';')
    const weight = parameters.map((text) => /^\s*q=([0-9.]{1,5})\s*$/.exec(text)?.[1]).find((text) => text !== undefined)
    return { tag: tag.trim(), weight: weight === undefined ? 1 : Number(weight), place }
  })
  return wishes
    .filter(({ tag, weight }) => tag !== '' && tag !== '*' && weight > 0)
    .sort((a, b) => b.weight - a.weight || a.place - b.place)
    .map(({ tag }) => tag)
}

/**
 * The offered language that suits the wishes best, or null when none does.
 * Language and script must agree; region only breaks ties, so zh-TW never reads Simplified.
 */
export function bestLanguage(wishes: readonly string[], offered: readonly string[]): string | null {
  for (const wish of wishes) {
    const wanted = maximal(wish)
    if (wanted === null) continue
    const candidates = offered.filter((tag) => {
      const has = maximal(tag)
      return has !== null && has.language === wanted.language && has.script === wanted.script
    })
    const sameRegion = candidates.find((tag) => maximal(tag)?.region === wanted.region)
    const found = sameRegion ?? candidates[0]
    if (found !== undefined) return found
  }
  return null
}

/** `?lng=` first, then the header, then the first language offered. Used where no path prefix decides. */
export function languageFor(request: Request, offered: readonly string[]): string {
  return languageAsked(new URL(request.url), request.headers.get('accept-language'), offered)
}

/** The same for who has no `Request` at hand. */
export function languageAsked(url: URL, header: string | null, offered: readonly string[]): string {
  const asked = url.searchParams.get('lng')
  const wishes = [...(asked === null ? [] : [asked.slice(0, 35)]), ...wishesFrom(header)]
  return bestLanguage(wishes, offered) ?? offered[0] ?? 'en'
}

function maximal(tag: string): Intl.Locale | null {
  try {
    // Norwegian is asked for by its old common name; the data behind Intl.Locale do not lead it to Bokmål.
    return new Intl.Locale(tag.replace(/^no(?=-|$)/i, 'nb')).maximize()
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}
