// Readings in a page that React has written: ruby between its tags, the signs alone where no element may stand.
import { hasReadings, plainText, stretchesOf } from '#db/model/readings.ts'

// What a script reads keeps its marks: it makes ruby of them itself when it shows them.
const untouched = /^<(script|style|template)[\s>]/i
// Attributes that are shown or read aloud; all others belong to scripts.
const spoken = /\s(?:aria-label|title|alt|placeholder|content)="[^"]*"/g
const withoutElements = /^<(title|option|textarea)[\s>]/i

/** The page with ruby for every marked stretch of its text; unchanged where none is marked. The markup is React's own, so that `<` and `>` stand in tags only. */
export function withReadings(html: string): string {
  if (!hasReadings(html)) return html
  let inside: { name: string; ruby: boolean } | null = null
  return html.split(/(<[^>]*>)/).map((piece) => {
    if (!piece.startsWith('<')) return inside === null ? rubyOf(piece) : inside.ruby ? plainText(piece) : piece
    if (inside !== null) {
      const { name, ruby } = inside
      if (piece.toLowerCase().startsWith(`</${name}`)) inside = null
      return ruby ? plainText(piece) : piece
    }
    const raw = untouched.exec(piece)?.[1]
    const bare = withoutElements.exec(piece)?.[1]
    const name = raw ?? bare
    if (name !== undefined && !piece.endsWith('/>')) inside = { name: name.toLowerCase(), ruby: raw === undefined }
    return piece.replace(spoken, plainText)
  }).join('')
}

// One element around the whole: in a row of boxes each element beside a text would become a box of its own. The marks stay inside as what
// browsers without ruby show, so that a text that a script takes from the page is the marked text again.
function rubyOf(text: string): string {
  const stretches = stretchesOf(text)
  if (stretches.every(({ reading }) => reading === null)) return text
  return `<span>${stretches.map(({ words, reading }) => (reading === null ? words : `<ruby><rp>｜</rp>${words}<rp>《</rp><rt>${reading}</rt><rp>》</rp></ruby>`)).join('')}</span>`
}
