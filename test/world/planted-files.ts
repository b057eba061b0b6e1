// Pictures and papers that carry what a phone or an office plants in them: place, name, device, a small picture, words, further files.
import { crc32, deflateRawSync, deflateSync } from 'node:zlib'

/** Words that every planted file holds somewhere and that no cleaned one may hold. */
export const planted = ['GPS-34.0522N', 'Aye Aye Mon', 'Phone SM-A135F', 'thumbnail-of-the-face']

export function ascii(text: string): Uint8Array {
  return Uint8Array.from(text, (sign) => sign.charCodeAt(0))
}

export function joined(...pieces: readonly (Uint8Array | readonly number[])[]): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(pieces.flatMap((piece) => [...piece]))
}

export function saysIn(bytes: Uint8Array, word: string): boolean {
  return Buffer.from(bytes).includes(word)
}

/** A TIFF block with a turn and all planted words, big-endian as cameras write it. */
export function exifBlock(turn: number): Uint8Array {
  const words = ascii(planted.join('\0'))
  const block = Buffer.alloc(8 + 2 + 24 + 4)
  block.write('MM\0*', 0, 'latin1')
  block.writeUInt32BE(8, 4)
  block.writeUInt16BE(2, 8)
  put(block, 10, [[2, 0x010f], [2, 2], [4, words.length], [4, block.length]])
  put(block, 22, [[2, 0x0112], [2, 3], [4, 1], [2, turn]])
  return joined(block, words)
}

function put(into: Buffer, from: number, values: readonly (readonly [bytes: number, value: number])[]): void {
  for (let at = from, place = 0; place < values.length; place += 1) {
    const [bytes, value] = values[place] ?? [1, 0]
    at = into.writeUIntBE(value, at, bytes)
  }
}

/** A JPEG segment with its length before it. */
export function segment(marker: number, content: Uint8Array): Uint8Array {
  return joined([0xff, marker, (content.length + 2) >> 8, (content.length + 2) & 255], content)
}

// The tables and one scan; tests that need something to see bring a picture of their own.
const smallJpeg = Buffer.from('/9j/2wBDAAMCAgICAgMCAgIDAwMDBAYEBAQEBAgGBgUGCQgKCgkICQkKDA8MCgsOCwkJDRENDg8QEBEQCgwSExIQEw8QEBD/wAALCAAQAAgBAREA/8QAHwAAAQUBAQEBAQEAAAAAAAAAAAECAwQFBgcICQoL/8QAtRAAAgEDAwIEAwUFBAQAAAF9AQIDAAQRBRIhMUEGE1FhByJxFDKBkaEII0KxwRVS0fAkM2JyggkKFhcYGRolJicoKSo0NTY3ODk6Q0RFRkdISUpTVFVWV1hZWmNkZWZnaGlqc3R1dnd4eXqDhIWGh4iJipKTlJWWl5iZmqKjpKWmp6ipqrKztLW2t7i5usLDxMXGx8jJytLT1NXW19jZ2uHi4+Tl5ufo6erx8vP09fb3+Pn6/9oACAEBAAA/APxUooooooooor//2Q==', 'base64')

/** Plants everything into a JPEG: of a camera where none is given. */
export function plantedJpeg(turn: number, picture: Uint8Array = smallJpeg): Uint8Array<ArrayBuffer> {
  const words = ascii(planted.join(' '))
  return joined(
    picture.subarray(0, 2),
    segment(0xe0, joined(ascii('JFIF\0\x01\x02\x00\x00\x01\x00\x01\x01\x01'), ascii(planted[3] ?? ''))),
    segment(0xe1, joined(ascii('Exif\0\0'), exifBlock(turn))),
    segment(0xe1, joined(ascii('http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>'), words)),
    segment(0xe2, joined(ascii('ICC_PROFILE\0\x01\x01'), words)),
    segment(0xed, joined(ascii('Photoshop 3.0\0'), words)),
    segment(0xfe, words),
    picture.subarray(2),
    words,
  )
}

export function chunk(name: string, content: Uint8Array): Uint8Array {
  const body = joined(ascii(name), content)
  const out = Buffer.alloc(8 + body.length)
  out.writeUInt32BE(content.length, 0)
  out.set(body, 4)
  out.writeUInt32BE(crc32(body), 4 + body.length)
  return out
}

/** Two points, red above blue. */
export function plantedPng(turn: number): Uint8Array<ArrayBuffer> {
  const words = ascii(planted.join(' '))
  return joined(
    [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
    chunk('IHDR', joined([0, 0, 0, 1, 0, 0, 0, 2, 8, 2, 0, 0, 0])),
    chunk('tEXt', joined(ascii('Author\0'), words)),
    chunk('iTXt', joined(ascii('XML:com.adobe.xmp\0\0\0\0\0'), words)),
    chunk('eXIf', exifBlock(turn)),
    chunk('tIME', ascii('\x07\xea\x01\x02\x03\x04\x05')),
    chunk('zzZz', words),
    chunk('IDAT', deflateSync(joined([0, 255, 0, 0, 0, 0, 0, 255]))),
    chunk('IEND', new Uint8Array(0)),
    words,
  )
}

function riffChunk(name: string, content: Uint8Array): Uint8Array {
  const head = Buffer.alloc(8)
  head.write(name, 'latin1')
  head.writeUInt32LE(content.length, 4)
  return joined(head, content, content.length & 1 ? [0] : [])
}

// One point, as libwebp writes it.
const smallWebp = Buffer.from('UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==', 'base64')

// What an encoder already wrote beside the drawing would stand there twice.
function drawingOf(picture: Uint8Array): Uint8Array {
  const view = new DataView(picture.buffer, picture.byteOffset, picture.length)
  const kept: Uint8Array[] = []
  for (let at = 12; at + 8 <= picture.length;) {
    const size = 8 + view.getUint32(at + 4, true)
    const whole = picture.subarray(at, at + size + (size & 1))
    if (/^(?:VP8 |VP8L|ALPH)/.test(String.fromCharCode(...whole.subarray(0, 4)))) kept.push(whole)
    at += whole.length
  }
  return joined(...kept)
}

/** Plants everything into a WebP with an extended header: of one point where none is given. */
export function plantedWebp(turn: number, picture: Uint8Array = smallWebp, size: readonly [number, number] = [1, 1]): Uint8Array<ArrayBuffer> {
  const words = ascii(planted.join(' '))
  const extended = joined([0x2c, 0, 0, 0], ...size.map((side) => [(side - 1) & 255, (side - 1) >> 8, 0]))
  const inside = joined(
    ascii('WEBP'), riffChunk('VP8X', extended), riffChunk('ICCP', words), drawingOf(picture),
    riffChunk('EXIF', joined(ascii('Exif\0\0'), exifBlock(turn))), riffChunk('XMP ', words), riffChunk('zzzz', words),
  )
  return joined(riffChunk('RIFF', inside), words)
}

/** A Word document with its properties, a small picture of its first page, and the name of whoever changed it last. */
export function plantedDocx(): Uint8Array<ArrayBuffer> {
  const words = planted.join(' ')
  return zipOf({
    '[Content_Types].xml': '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    'word/document.xml': `<w:document><w:ins w:author="${planted[1] ?? ''}"><w:t>Pay slip</w:t></w:ins></w:document>`,
    'docProps/core.xml': `<cp:coreProperties><dc:creator>${words}</dc:creator></cp:coreProperties>`,
    'docProps/app.xml': `<Properties><Company>${words}</Company></Properties>`,
    'docProps/thumbnail.jpeg': words,
  })
}

/** A ZIP whose files are compressed. */
export function zipOf(files: Readonly<Record<string, string>>): Uint8Array<ArrayBuffer> {
  const [local, central]: [Uint8Array[], Uint8Array[]] = [[], []]
  let from = 0
  for (const [name, text] of Object.entries(files)) {
    const [content, packed] = [Buffer.from(text), deflateRawSync(text)]
    const common = Buffer.alloc(26)
    common.set([20, 0, 0, 0, 8])
    common.writeUInt32LE(crc32(content), 10)
    common.writeUInt32LE(packed.length, 14)
    common.writeUInt32LE(content.length, 18)
    common.writeUInt16LE(name.length, 22)
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(from, 10)
    const entry = joined(ascii('PK\x03\x04'), common, ascii(name), packed)
    central.push(joined(ascii('PK\x01\x02'), [20, 0], common, tail, ascii(name)))
    local.push(entry)
    from += entry.length
  }
  const directory = joined(...central)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.set([central.length, 0, central.length, 0], 8)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(from, 16)
  return joined(...local, directory, end)
}

/** A PDF whose document information names its author. */
export function plantedPdf(): Uint8Array<ArrayBuffer> {
  const words = planted.join(' ')
  return joined(ascii(`%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 0/Kids[]>>endobj\n3 0 obj<</Author(${words})/Producer(${words})>>endobj\ntrailer<</Root 1 0 R/Info 3 0 R>>\n%%EOF`))
}

/** The beginning of a HEIC photo of a phone, which browsers other than its maker's cannot draw. */
export function plantedHeic(): Uint8Array<ArrayBuffer> {
  return joined([0, 0, 0, 24], ascii('ftypheic\0\0\0\0mif1heic'), [0, 0, 1, 0], ascii('mdat'), exifBlock(6))
}
