// Words in a text that could show who wrote it: numbers, addresses, names. Found on the phone and shown there, nowhere else.
// It cannot find every name of every language; the page therefore says "please look", never "this is safe".

const findings = [
  // Mail addresses and accounts.
  /[\p{L}\p{N}._-]+@[\p{L}\p{N}.-]+/gu,
  // Telephone numbers, numbers of cards and papers, dates: three digits or more of any script, with what usually parts them.
  /\+?\p{Nd}(?:[\s./-]?\p{Nd}){2,}/gu,
  // A small number with the word beside it: "12 people", "room 3".
  /\p{Nd}{1,2}\s?(?:\p{Script=Han}|[\p{L}\p{M}]{3,12})/gu,
  /[\p{L}\p{M}]{3,12}\s\p{Nd}{1,2}/gu,
  // Two words with capitals, one after the other: in scripts that have them, mostly a name.
  /\p{Lu}\p{Ll}+(?:\s\p{Lu}\p{Ll}+)+/gu,
  // Forms of address that stand beside a name.
  /\b(?:Mr|Mrs|Ms|Miss|Dr|Ko|Ma|Daw|Sir|Madam)\.?\s\p{L}+/gu,
  /[\p{Script=Han}\p{Script=Katakana}]{1,6}(?:さん|様|氏|くん|ちゃん|課長|部長|社長|班長)/gu,
  /(?:ဦး|ဒေါ်|ကို|မောင်)[\p{Script=Myanmar}]{2,8}(?=\s|$|။|၊)/gu,
  /(?:جناب|صاحب|محترمہ|مسٹر)\s\p{L}+/gu,
]

/** Up to `most` findings in the order of the text, none inside another. */
export function tellingWords(text: string, most = 6): string[] {
  const found: { start: number; end: number; words: string }[] = []
  for (const pattern of findings) {
    for (const match of text.matchAll(pattern)) {
      const [start, end] = [match.index, match.index + match[0].length]
      if (!found.some((other) => start < other.end && other.start < end)) found.push({ start, end, words: match[0].trim() })
    }
  }
  const words = found.sort((a, b) => a.start - b.start).map((one) => one.words)
  return [...new Set(words)].slice(0, most)
}
