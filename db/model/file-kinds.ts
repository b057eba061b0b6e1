// What a chosen file is, by its first bytes: its name and the browser's word for it prove nothing.

export type FileKind = 'jpeg' | 'png' | 'webp' | 'redrawn' | 'heic' | 'sound' | 'film' | 'paper' | 'text' | 'program' | 'other'

/** How many bytes `kindOf` wants to see. */
export const bytesToTell = 4096

const programs = /\.(?:apk|app|bat|cmd|com|cpl|dll|dmg|exe|hta|html?|jar|jse?|lnk|mjs|msi|ps1|reg|scr|sh|svgz?|vbe?|vbs|wsf|xhtml|xml|xht)$/i
const markup = /<(?:!doctype|html|head|body|script|svg|\?xml|iframe|object|embed)\b/i

/** The kind of a file that begins with these bytes. The name can only make it a program: a renamed one is told by its bytes. */
export function kindOf(first: Uint8Array, name: string): FileKind {
  const at = (from: number, text: string) => [...text].every((sign, place) => first[from + place] === sign.charCodeAt(0))
  const hex = (text: string) => text.split(' ').every((pair, place) => first[place] === Number.parseInt(pair, 16))
  if (hex('ff d8 ff')) return 'jpeg'
  if (hex('89 50 4e 47 0d 0a 1a 0a')) return 'png'
  if (at(0, 'RIFF') && at(8, 'WEBP')) return 'webp'
  if (at(0, 'GIF8') || (at(0, 'BM') && first[5] === 0 && first[6] === 0 && first[8] === 0)) return 'redrawn'
  if (at(4, 'ftyp')) return filmOrPicture(String.fromCharCode(...first.subarray(8, 12)))
  if (isProgram(hex, at, first) || programs.test(name)) return 'program'
  if (at(0, '%PDF') || hex('50 4b 03 04') || hex('d0 cf 11 e0') || at(0, '{\\rtf')) return 'paper'
  if (at(0, 'ID3') || at(0, 'OggS') || at(0, 'fLaC') || at(0, '#!AMR') || (at(0, 'RIFF') && at(8, 'WAVE')) || (first[0] === 0xff && ((first[1] ?? 0) & 0xe0) === 0xe0)) return 'sound'
  if (hex('1a 45 df a3') || (at(0, 'RIFF') && at(8, 'AVI '))) return 'film'
  const words = wordsIn(first)
  if (words === null) return 'other'
  return markup.test(words) ? 'program' : 'text'
}

function isProgram(hex: (text: string) => boolean, at: (from: number, text: string) => boolean, first: Uint8Array): boolean {
  const machine = ['7f 45 4c 46', 'fe ed fa ce', 'fe ed fa cf', 'ce fa ed fe', 'cf fa ed fe', 'ca fe ba be', '64 65 78 0a', '4c 00 00 00 01 14 02 00']
  if (at(0, 'MZ') || machine.some(hex) || (at(0, '#!') && !at(0, '#!AMR'))) return true
  if (!hex('50 4b 03 04')) return false
  // An app of a phone or of Java is a ZIP whose first entries say so.
  const seen = String.fromCharCode(...first)
  return seen.includes('AndroidManifest.xml') || seen.includes('META-INF/') || seen.includes('classes.dex')
}

function filmOrPicture(brand: string): FileKind {
  if (/^(?:hei[cxms]|hev[cxms]|mif1|msf1|avi[fs])$/.test(brand)) return 'heic'
  return /^(?:M4A |M4B |F4A )$/.test(brand) ? 'sound' : 'film'
}

// UTF-8 without control characters, cut anywhere.
function wordsIn(first: Uint8Array): string | null {
  const words = new TextDecoder().decode(first)
  const torn = words.replace(/\ufffd{1,3}$/, '')
  return first.length === 0 || /[^\P{Cc}\t\n\v\f\r]|\ufffd/u.test(torn) ? null : words
}

/** The ending and the type that a file leaves with, whatever it was called. */
export function dressOf(kind: FileKind, first: Uint8Array, name: string): { word: string; ending: string; mime: string } {
  const own = /\.([a-z0-9]{1,5})$/i.exec(name)?.[1]?.toLowerCase() ?? ''
  switch (kind) {
    case 'jpeg': return { word: 'photo', ending: 'jpg', mime: 'image/jpeg' }
    case 'png': return { word: 'photo', ending: 'png', mime: 'image/png' }
    case 'webp': return { word: 'photo', ending: 'webp', mime: 'image/webp' }
    case 'redrawn': return { word: 'photo', ending: first[0] === 0x47 ? 'gif' : 'bmp', mime: first[0] === 0x47 ? 'image/gif' : 'image/bmp' }
    case 'heic': return { word: 'photo', ending: 'heic', mime: 'image/heic' }
    case 'text': return { word: 'file', ending: 'txt', mime: 'text/plain' }
    case 'paper': return first[0] === 0x25 ? { word: 'file', ending: 'pdf', mime: 'application/pdf' } : { word: 'file', ending: known(own, papers), mime: '' }
    case 'sound': return { word: 'sound', ending: known(own, sounds), mime: sounds[own] ?? '' }
    case 'film': return { word: 'film', ending: known(own, films), mime: films[own] ?? '' }
    case 'program':
    case 'other': return { word: 'file', ending: 'bin', mime: '' }
  }
}

const papers: Readonly<Record<string, string>> = { docx: '', xlsx: '', pptx: '', odt: '', ods: '', odp: '', doc: '', xls: '', ppt: '', rtf: '', zip: '' }
const sounds: Readonly<Record<string, string>> = { mp3: 'audio/mpeg', m4a: 'audio/mp4', ogg: 'audio/ogg', opus: 'audio/ogg', wav: 'audio/wav', flac: 'audio/flac', amr: 'audio/amr', aac: 'audio/aac' }
const films: Readonly<Record<string, string>> = { mp4: 'video/mp4', mov: 'video/quicktime', webm: 'video/webm', mkv: 'video/x-matroska', avi: 'video/x-msvideo', '3gp': 'video/3gpp' }

function known(ending: string, table: Readonly<Record<string, string>>): string {
  return ending in table ? ending : 'bin'
}
