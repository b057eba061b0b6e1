// What the desk's page shows of an opened file: told by its bytes, and nothing that could run.
import { expect, test } from 'vitest'
import { sightOf } from '#app/desk/case/opened-file.client.ts'
import { ascii, plantedDocx, plantedHeic, plantedJpeg, plantedPdf, plantedPng, plantedWebp } from '#test/world/planted-files.ts'

const seen = async (bytes: Uint8Array, name: string, mime: string) => {
  const sight = await sightOf(new Blob([bytes as BlobPart]), name, mime)
  if (!('address' in sight)) return sight.kind
  const { type } = await (await fetch(sight.address)).blob()
  URL.revokeObjectURL(sight.address)
  return `${sight.kind} ${type}`
}

test.each([
  ['a photo', plantedJpeg(1), 'photo-1.jpg', 'image/jpeg', 'picture image/jpeg'],
  ['a photo that says it is a page', plantedPng(1), 'a.html', 'text/html', 'picture image/png'],
  ['a photo without a kind', plantedWebp(1), 'a', '', 'picture image/webp'],
  ['a drawing with a script that says it is a photo', ascii('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'), 'photo.jpg', 'image/jpeg', 'none'],
  ['a page that says it is a film', ascii('<!doctype html><script>1</script>'), 'film.mp4', 'video/mp4', 'none'],
  ['a program that says it is a sound', ascii('MZ\x90\0'), 'sound.mp3', 'audio/mpeg', 'none'],
  ['a recording of a browser', new Uint8Array([0x1a, 0x45, 0xdf, 0xa3, 1]), 'sound-1.webm', 'audio/webm', 'sound audio/webm'],
  ['a film whose kind is nonsense', new Uint8Array([0x1a, 0x45, 0xdf, 0xa3, 1]), 'a.mkv', 'text/html', 'film video/mp4'],
  ['a sound whose kind is nonsense', ascii('ID3'), 'a.mp3', 'audio/x"><script>', 'sound audio/mpeg'],
  ['a document', plantedPdf(), 'a.pdf', 'application/pdf', 'none'],
  ['a text document', plantedDocx(), 'a.docx', '', 'none'],
  ['a photo that browsers do not draw', plantedHeic(), 'a.heic', 'image/heic', 'none'],
])('%s', async (_, bytes, name, mime, shown) => {
  expect(await seen(bytes, name, mime)).toBe(shown)
})

test('words are shown as words, a long text only from its beginning', async () => {
  expect(await sightOf(new Blob(['They keep <our> passports.']), 'a.txt', 'text/html')).toEqual({ kind: 'words', words: 'They keep <our> passports.', whole: true })
  const long = await sightOf(new Blob(['word '.repeat(50_000)]), 'a.txt', '')
  expect(long).toMatchObject({ kind: 'words', whole: false })
})
