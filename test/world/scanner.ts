// Looks for words in bytes and in folders, in every dress that software gives them on the way to a disk or a wire.
import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { constants, inflateRawSync, inflateSync } from 'node:zlib'

export interface Sighting {
  where: string
  word: string
  dress: string
}

interface Needle {
  word: string
  dress: string
  bytes: Buffer
}

// The words must be long enough (8 characters) that no dress of them turns up by chance.
export function needlesFor(words: readonly string[]): readonly Needle[] {
  return words.flatMap((word) => {
    if (word.length < 8) throw new Error(`${word} is too short to be looked for`)
    const utf8 = Buffer.from(word, 'utf8')
    const utf16 = Buffer.from(word, 'utf16le')
    const dresses: [string, Buffer][] = [
      ['raw', utf8],
      ['UTF-16', utf16],
      ['UTF-16, big end first', Buffer.from(utf16).swap16()],
      ['hex', Buffer.from(utf8.toString('hex'))],
      ['HEX', Buffer.from(utf8.toString('hex').toUpperCase())],
      ['percent', Buffer.from(encodeURIComponent(word))],
      ['JSON', Buffer.from(escaped(word))],
      ['Latin-1 of UTF-8', Buffer.from(utf8.toString('latin1'), 'utf8')],
      ...[0, 1, 2].map((shift): [string, Buffer] => ['base64', Buffer.from(innerBase64(utf8, shift))]),
      ...[0, 1, 2].map((shift): [string, Buffer] => ['base64url', Buffer.from(innerBase64(utf8, shift).replaceAll('+', '-').replaceAll('/', '_'))]),
      ...[0, 1, 2].map((shift): [string, Buffer] => ['base64 of UTF-16', Buffer.from(innerBase64(utf16, shift))]),
    ]
    const seen = new Set<string>()
    return dresses
      .filter(([, bytes]) => bytes.length >= 8 && !seen.has(bytes.toString('hex')) && seen.add(bytes.toString('hex')))
      .map(([dress, bytes]) => ({ word, dress, bytes }))
  })
}

// All words found in the bytes, in any dress, also inside gzip and zlib streams that begin anywhere.
export function sightingsIn(where: string, bytes: Buffer, needles: readonly Needle[], depth = 0): Sighting[] {
  const found = namesOf(bytes, needles).map(({ word, dress }) => ({ where, word, dress }))
  if (depth >= 2) return found
  return [...found, ...unpacked(bytes).flatMap((inside) => sightingsIn(`${where}, unpacked`, inside, needles, depth + 1))]
}

// Every file below a folder, names included. A file that goes away while it is read counts as empty.
export async function sightingsBelow(folder: string, needles: readonly Needle[]): Promise<Sighting[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  const found: Sighting[] = []
  for (const entry of entries) {
    const path = join(entry.parentPath, entry.name)
    found.push(...sightingsIn(`the name of ${path}`, Buffer.from(entry.name), needles))
    if (entry.isFile()) found.push(...sightingsIn(path, await readFile(path).catch(() => Buffer.alloc(0)), needles))
  }
  return found
}

const patterns = new WeakMap<readonly Needle[], RegExp>()

// All needles in one pass over the bytes, read as Latin-1: looking for each alone takes minutes on a profile of a browser.
function namesOf(bytes: Buffer, needles: readonly Needle[]): Needle[] {
  let pattern = patterns.get(needles)
  if (pattern === undefined) {
    pattern = new RegExp(needles.map((needle) => needle.bytes.toString('latin1').replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')).join('|'), 'g')
    patterns.set(needles, pattern)
  }
  const seen = new Set<string>()
  // Parts overlap by more than the longest needle, and stay below the longest string.
  for (let at = 0; at < bytes.length; at += PART - OVERLAP) {
    for (const [found] of bytes.subarray(at, at + PART).toString('latin1').matchAll(pattern)) seen.add(found)
  }
  return seen.size === 0 ? [] : needles.filter((needle) => [...seen].some((one) => one.includes(needle.bytes.toString('latin1'))))
}

const PART = 32 * 1024 * 1024
const OVERLAP = 4096

// The part of the base64 text that does not depend on what stands before and after the word.
function innerBase64(bytes: Buffer, shift: number): string {
  const text = Buffer.concat([Buffer.alloc(shift), bytes]).toString('base64').replace(/=+$/, '')
  const from = shift === 0 ? 0 : shift + 1
  const rest = (shift + bytes.length) % 3
  return text.slice(from, rest === 0 ? undefined : -1)
}

function escaped(word: string): string {
  return [...word].map((character) => (character < '\u0080' ? character : escapeUnits(character))).join('')
}

function escapeUnits(character: string): string {
  return [...Array(character.length).keys()].map((at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`).join('')
}

function unpacked(bytes: Buffer): Buffer[] {
  const found: Buffer[] = []
  for (let at = bytes.indexOf(0x1f); at >= 0; at = bytes.indexOf(0x1f, at + 1)) {
    if (bytes[at + 1] === 0x8b && bytes[at + 2] === 8) found.push(...attempt(() => inflateRawSync(bytes.subarray(afterHead(bytes, at)), CUT)))
  }
  for (let at = bytes.indexOf(0x78); at >= 0; at = bytes.indexOf(0x78, at + 1)) {
    if (ZLIB_LEVELS.has(bytes[at + 1] ?? 0)) found.push(...attempt(() => inflateSync(bytes.subarray(at, at + 65536), CUT)))
  }
  return found
}

// Where the packed bytes of a gzip stream begin. The stream is read without its frame, because on a disk other bytes follow
// it and the library refuses those.
function afterHead(bytes: Buffer, at: number): number {
  const flags = bytes[at + 3] ?? 0
  let next = at + 10
  if ((flags & 4) !== 0) next += 2 + bytes.readUInt16LE(next)
  if ((flags & 8) !== 0) next = bytes.indexOf(0, next) + 1
  if ((flags & 16) !== 0) next = bytes.indexOf(0, next) + 1
  return (flags & 2) !== 0 ? next + 2 : next
}

const ZLIB_LEVELS = new Set([0x01, 0x5e, 0x9c, 0xda])
// Streams on a disk are often cut or followed by other bytes.
const CUT = { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: 64 * 1024 * 1024 }

function attempt(unpack: () => Buffer): Buffer[] {
  try {
    const inside = unpack()
    return inside.length > 0 ? [inside] : []
  } catch (error) {
    // Bytes that only look like the beginning of a stream are the usual case.
    if (error instanceof Error) return []
    throw error
  }
}
