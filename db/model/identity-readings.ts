// The readings of a draft in which the identity guard looks for words: as it stands, with letters that only look like others
// read as those, and with what was pulled apart put together. Whoever wants to slip a question past a list of words will try these.
import type { AskedThing } from './identity-words.ts'

/** A text for searching; `places[i]` is where its i-th unit begins in the draft, one more than it has units. */
export interface Reading {
  readonly plain: string
  readonly places: readonly number[]
}

// Letters that are typed in two ways, in one of them; what is invisible would break a word in two.
const same: Readonly<Record<string, string>> = { 'ي': 'ی', 'ى': 'ی', 'ك': 'ک', 'ه': 'ہ', 'ۂ': 'ہ', '\u00a0': ' ', '\n': ' ', '\t': ' ', '\u0640': '' }
const invisible = /^[\p{Cf}]$/u

// Small letters of other alphabets in the place of Latin ones, and signs in the place of letters (Unicode TR 39, as far as keyboards have them).
const looks = new Map(Array.from(
  'аaеeоoрpсcуyхxіiјjѕsһhԁdԛqԝwкkмmтtвbнhαaοoνvρpτtιiκkυuεeχxηnωwᴀaʙbᴄcᴅdᴇeɢgʜhɪiᴊjᴋkʟlᴍmɴnᴏoᴘpʀrᴛtᴜuᴠvᴡwʏyᴢzɑaıiɡg'.matchAll(/(.)(.)/gsu),
  ([, sign = '', letter = '']) => [sign, letter]))
const signs: Readonly<Record<string, string>> = { '0': 'o', '1': 'i', '3': 'e', '4': 'a', '5': 's', '7': 't', '@': 'a', '$': 's', '!': 'i', '|': 'l' }

/** The draft in every reading; the first is the draft itself, in small letters and composed forms, one space for several. */
export function readingsOf(draft: string): Reading[] {
  const plain = plainOf(draft)
  const alike = alikeOf(plain)
  const pulled = [plain, alike].map(together)
  return [plain, alike, ...pulled].filter((one, at, all) => all.findIndex(({ plain: other }) => other === one.plain) === at)
}

function plainOf(draft: string): Reading {
  let plain = ''
  const places: number[] = []
  let at = 0
  for (const sign of draft) {
    const folded = invisible.test(sign) ? '' : [...sign.normalize('NFKC').toLowerCase()].map((one) => same[one] ?? one).join('')
    if (folded !== ' ' || !plain.endsWith(' ')) {
      plain += folded
      for (let unit = 0; unit < folded.length; unit++) places.push(at)
    }
    at += sign.length
  }
  places.push(draft.length)
  return { plain, places }
}

// One unit for one unit: places stay. Signs stand for letters only inside a word.
function alikeOf({ plain, places }: Reading): Reading {
  const units = Array.from({ length: plain.length }, (_, at) => {
    const unit = plain[at] ?? ''
    const bare = unit.normalize('NFD')[0] ?? unit
    return looks.get(unit) ?? (/[a-z]/.test(bare) ? bare : unit)
  })
  const inWord = (at: number) => /[a-z]/.test(units[at - 1] ?? '') || /[a-z]/.test(units[at + 1] ?? '')
  return { plain: units.map((unit, at) => (inWord(at) ? (signs[unit] ?? unit) : unit)).join(''), places }
}

const between = '[ .,·・•_*~/|\'"’`+=-]'
const letter = '\\p{L}\\p{M}*'
const unspaced = '[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\u30fc]'
/** Single letters apart from each other; signs inside a word; anything between letters of a script that has no spaces. */
const apart = new RegExp(`(?<!\\p{L}\\p{M}*)(?:${letter}${between}{1,2}){2,}${letter}(?![\\p{L}\\p{M}])|(?<=\\p{L}\\p{M}*)[.·・•_*~/|+=-](?=\\p{L})|(?<=${unspaced})${between}+(?=${unspaced})`, 'gu')

function together({ plain, places }: Reading): Reading {
  const cut = new Set<number>()
  for (const { 0: run, index } of plain.matchAll(apart)) {
    for (let at = 0; at < run.length; at++) if (new RegExp(between).test(run[at] ?? '')) cut.add(index + at)
  }
  const kept = Array.from({ length: plain.length }, (_, at) => at).filter((at) => !cut.has(at))
  return { plain: kept.map((at) => plain[at]).join(''), places: [...kept.map((at) => places[at] ?? 0), places[plain.length] ?? 0] }
}

const cores: readonly (readonly [AskedThing, RegExp])[] = [
  ['name', /name/], ['who', /who|witness|identity/], ['contact', /phone|mobile|e?mail|address|viber|whatsapp|facebook|badge/], ['shift', /shift|roster/],
  ['place', /desk|line|station|section|department|team|room/], ['role', /position|job|role/], ['person', /age|nationality|birth/],
]
const spelled = new RegExp(`(?<![a-z])(?:[a-z]${between}{1,2}){2,}[a-z](?![a-z])`, 'g')

/** Words spelled letter by letter one behind the other, where nothing tells any more where one ends: by what stands anywhere in them. */
export function spelledIn(draft: string): { asks: AskedThing; from: number; to: number }[] {
  const { plain, places } = alikeOf(plainOf(draft))
  return [...plain.matchAll(spelled)].flatMap(({ 0: run, index }) => {
    const letters = run.replace(/[^a-z]/g, '')
    const found = cores.find(([, core]) => core.test(letters))
    return found === undefined ? [] : [{ asks: found[0], from: places[index] ?? 0, to: places[index + run.length] ?? draft.length }]
  })
}
