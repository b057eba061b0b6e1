// Readings of Japanese signs, for people who read the syllables and not the signs. A text of our own writes ｜漢字《かんじ》; a page shows
// ruby, and whatever cannot carry ruby (a title, a label for screen readers) the signs alone.

export interface Stretch {
  readonly words: string
  /** How these words are read; null for words that need no reading. */
  readonly reading: string | null
}

const marked = /｜([^｜《》]+)《([^｜《》]+)》/gu

/** The text in stretches, in order; joined without their readings they are the plain text. */
export function stretchesOf(text: string): Stretch[] {
  const stretches: Stretch[] = []
  let end = 0
  for (const found of text.matchAll(marked)) {
    if (found.index > end) stretches.push({ words: text.slice(end, found.index), reading: null })
    stretches.push({ words: found[1] ?? '', reading: found[2] ?? '' })
    end = found.index + found[0].length
  }
  if (end < text.length) stretches.push({ words: text.slice(end), reading: null })
  return stretches
}

/** The same text without readings. */
export function plainText(text: string): string {
  return text.replace(marked, '$1')
}

/** True when the text holds a reading, so that whoever shows it has something to do. */
export function hasReadings(text: string): boolean {
  return text.includes('《')
}
