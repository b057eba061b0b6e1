/**
 * From text to the words that a search can find (§11.4): the same in every browser, because what one of them keeps
 * another opens. No dictionary takes part, so nothing here depends on the edition of a browser's own.
 */

/** The number of these rules; words that were kept under another one are made anew. */
export const TERM_RULE = 1

/** One thing that was searched for: a word, whose last letters may be missing, or letters without spaces, whose pairs must stand in one place; `last` is the last of them. */
export type Sought = { readonly start: string } | { readonly pairs: readonly string[]; readonly last: string }

const ASCII = /^[\0-\x7f]*$/
const WORD = /[\p{L}\p{N}\p{M}]+/gu
// Scripts that put no space between words.
const RUNS = /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}]+|[^\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}]+/gu
const UNSPACED = /^[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}]/u
// A letter with the signs above, below and around it: what people read as one.
const LETTER = /\P{M}\p{M}*/gu
// Where signs on a letter are often left out in writing. In other scripts they are vowels.
const MARKED = /([\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Arabic}\p{Script=Hebrew}])\p{Mn}+/gu
const LONGEST_WORD = 40

/** Each word of a text once, in order of appearance (§11.4). */
export function termsOf(text: string): Set<string> {
  const terms = new Set<string>()
  for (const word of wordsIn(text)) {
    if ('start' in word) terms.add(word.start)
    // The last letter alone as well: every letter then begins a word, and can be searched for by itself.
    else for (const term of [...word.pairs, word.last]) terms.add(term)
  }
  return terms
}

/** What a question asks for: all of it must be found (§11.4). */
export function soughtIn(query: string): Sought[] {
  return wordsIn(query)
}

function wordsIn(text: string): Sought[] {
  if (ASCII.test(text)) return (text.toLowerCase().match(WORD) ?? []).map(starting)
  return (folded(text).match(WORD) ?? []).flatMap((word) => (word.match(RUNS) ?? []).map((run) => (UNSPACED.test(run) ? paired(run) : starting(run))))
}

// Width, case, signs that are optional, and letters that two keyboards write differently.
function folded(text: string): string {
  return text.normalize('NFKC').toLowerCase().normalize('NFD').replace(MARKED, '$1').normalize('NFC')
    .replace(/[\u064a\u0649]/gu, '\u06cc').replace(/\u0643/gu, '\u06a9').replace(/\u0640/gu, '')
}

function starting(word: string): Sought {
  return { start: word.length <= LONGEST_WORD ? word : [...word].slice(0, LONGEST_WORD).join('') }
}

function paired(run: string): Sought {
  const letters = run.match(LETTER) ?? [run]
  const last = letters.at(-1) ?? run
  return letters.length < 2 ? { start: last } : { pairs: letters.slice(1).map((letter, i) => `${letters[i] ?? ''}${letter}`), last }
}
