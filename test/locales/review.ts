// npm run locales: how far each language is, and a sheet per language for the people who check it.
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { dictionaryOf, languages, metaOf, reporterParts, sourceLanguage } from '#locales/index.ts'
import { backTranslationsOf, notesForTranslators, safetyKeys, stateOf } from '#locales/state.ts'

const FOLDER = join(import.meta.dirname, '../../test-results/locales')

// Which of the six pictures of `npm run screenshots -- languages` shows a text, by the beginning of its key.
const PICTURES: readonly (readonly [RegExp, string])[] = [
  [/^(start|q0)\./, 'start'],
  [/^safety\./, 'safety'],
  [/^(tile|q2)\./, 'about'],
  [/^(check|q\d+)\./, 'check'],
  [/^sent\./, 'sent'],
  [/^(return|state|phrase|finding|reason|remedy)\./, 'read'],
]

await mkdir(FOLDER, { recursive: true })
const states = languages().map(stateOf)
console.table(Object.fromEntries(states.map(({ language, texts, lacking, same, safety, backTranslated, reviewed }) => [
  language, { name: metaOf(language).autonym, texts, lacking: lacking.length, same: same.length, 'back-translated': `${backTranslated} of ${safety}`, reviewed: reviewed ? 'yes' : 'no' },
])))
for (const { language, lacking, same, origin } of states) {
  for (const key of lacking) print(`${language} lacks ${key}`)
  if (same.length > 0) print(`${language}, the same words as in another language: ${same.map(({ key, as }) => `${key} (${as})`).join(', ')}`)
  if (language !== sourceLanguage) print(`${language}: ${origin}`)
}
for (const language of languages().filter((tag) => tag !== sourceLanguage)) await writeFile(join(FOLDER, `${language}.html`), sheetOf(language))
print(`Sheets for reviewers: ${FOLDER}`)

function sheetOf(language: string): string {
  const own = dictionaryOf(language, reporterParts)
  const back = backTranslationsOf(language)
  const notes = notesForTranslators()
  const safety = new Set(safetyKeys())
  const { autonym, dir } = metaOf(language)
  // The texts that decide about somebody's safety first: two native readers and a back-translation each.
  const rows = Object.entries(dictionaryOf(sourceLanguage, reporterParts)).sort(([a], [b]) => Number(safety.has(b)) - Number(safety.has(a)))
  return [
    `<!doctype html><html lang="en"><meta charset="utf-8"><title>${language}</title>`,
    '<style>body{font:16px/1.5 system-ui;margin:24px}table{border-collapse:collapse}td,th{border:1px solid #999;padding:8px;vertical-align:top;text-align:start}td:last-child{min-width:14em}.safety{background:#fff1c9}</style>',
    `<h1>${escaped(autonym)} (${language})</h1><p>Texts on a coloured ground decide about somebody’s safety. Write into the last column what is wrong, frightening, impolite or not understood.</p>`,
    '<table><tr><th>Key<th>English<th>Translation<th>Context<th>Translated back<th>Picture<th>Your words</tr>',
    ...rows.map(([key, english]) => `<tr${safety.has(key) ? ' class="safety"' : ''}><td>${key}<td>${escaped(english)}<td lang="${language}" dir="${dir}">${escaped(own[key] ?? '')}<td>${escaped(notes[key] ?? '')}<td>${escaped(back[key] ?? '')}<td>${pictureOf(key, language)}<td contenteditable></tr>`),
    '</table></html>',
  ].join('\n')
}

function pictureOf(key: string, language: string): string {
  const name = PICTURES.find(([beginning]) => beginning.test(key))?.[1]
  return name === undefined ? '' : `<a href="pictures/${language}/${name}.png">${name}</a>`
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}
