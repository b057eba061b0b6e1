// How vectors stand on the disk: one JSON file for each structure, bytes as hexadecimal text.
import { createHash } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

export type Case = { name: string } & Record<string, unknown>

export interface VectorFile {
  protocol: number
  structure: string
  cases: readonly Case[]
}

export const FOLDER = import.meta.dirname

export function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}

// The text of a file exactly as it is written, so that a hash over it means something.
export function textOf(file: VectorFile): string {
  return `${JSON.stringify(file, null, 1)}\n`
}

export function structuresOnDisk(): string[] {
  return readdirSync(FOLDER)
    .filter((name) => name.endsWith('.json') && name !== 'frozen.json')
    .map((name) => name.replace('.json', ''))
    .sort()
}

export function readVectors(structure: string): string {
  return readFileSync(join(FOLDER, `${structure}.json`), 'utf8')
}

export function hashOfText(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
