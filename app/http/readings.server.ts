// Readings in a page that React has written: ruby between its tags, the signs alone where no element may stand.
import { hasReadings, plainText, stretchesOf } from '#db/model/readings.ts'

// What a script reads keeps its marks: it makes ruby of them itself when it shows them.
const untouched = /^<(script|style|template)[\s>]/i
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
    return plainText(piece)
  }).join('')
}

function rubyOf(text: string): string {
  return stretchesOf(text).map(({ words, reading }) => (reading === null ? words : `<ruby>${words}<rt>${reading}</rt></ruby>`)).join('')
}
