import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ready } from '#crypto/sodium.ts'
import { PROTOCOL_VERSION } from '#crypto/types.ts'
import { allVectors } from './all.ts'
import { CHECKS, faultsIn } from './check.ts'
import { list, text } from './fields.ts'
import type { Fields } from './fields.ts'
import frozen from './frozen.json' with { type: 'json' }
import { FOLDER, hashOfText, readVectors, structuresOnDisk, textOf } from './written.ts'

const onDisk: Fields[] = structuresOnDisk().map((name) => JSON.parse(readVectors(name)))

// The field of a structure in which a changed byte must be noticed, the most telling one first.
const TOLD = ['digits', 'wrap', 'body', 'file', 'box', 'stored', 'receipt', 'signature', 'header', 'members_hash', 'member_card', 'tag', 'card', 'bytes', 'proof', 'object', 'public']

// Sections of PROTOCOL.md with the structures whose vectors hold their layouts.
const SECTIONS: Readonly<Record<string, readonly string[]>> = {
  '1.3': ['wrap', 'message', 'unlock', 'shred'],
  '1.4': ['padding'],
  '1.6': ['header', 'room-header', 'transmission'],
  '2.1': ['code'],
  '3.1': ['reporter-keys'],
  '3.2': ['member-keys'],
  '3.3': ['printed-seed'],
  '3.4': ['roster', 'member-keys'],
  '4.1': ['header'],
  '4.2': ['wrap'],
  '5.1': ['message'],
  '5.2': ['message'],
  '5.3': ['message', 'never'],
  '7.1': ['roster'],
  '7.2': ['roster'],
  '7.4': ['member-change'],
  '7.5': ['desk-box'],
  '7.6': ['invite'],
  '7.7': ['root-sign-in'],
  '7.9': ['recovery'],
  '8.3': ['passkey', 'unlock'],
  '9.1': ['request'],
  '9.2': ['request'],
  '9.3': ['receipt'],
  '9.4': ['receipt'],
  '9.5': ['work'],
  '10': ['name', 'shred'],
  '5.5': ['casework'],
  '5.6': ['decision'],
  '5.7': ['assent'],
  '5.8': ['name'],
  '11.1': ['casework', 'payload'],
  '11.2': ['record'],
  '11.3': ['kept-record'],
  '11.4': ['terms'],
  '12.1': ['frame'],
  '12.2': ['transmission'],
  '12.3': ['acts', 'copy', 'decision', 'file-body', 'kept-body', 'member-body', 'name', 'recorded-body', 'rotation'],
  '13.1': ['file', 'file-plan'],
  '13.2': ['file', 'file-plan'],
  '14': ['copy'],
  '15.1': ['audit-entry'],
  '15.2': ['audit-entry'],
  '15.3': ['audit-chain'],
  '15.4': ['audit-entry', 'recorded-body'],
}

test('every structure has vectors, and every vector is frozen', () => {
  expect(structuresOnDisk()).toEqual(Object.keys(CHECKS).sort())
  const ours: Record<string, string> = Object.assign({}, Object.entries(frozen).find(([version]) => version === String(PROTOCOL_VERSION))?.[1])
  for (const name of structuresOnDisk()) {
    expect(hashOfText(readVectors(name)), `${name}.json changed under protocol version ${PROTOCOL_VERSION}: raise the version or take the change back`).toBe(ours[name])
  }
})

test('every layout that PROTOCOL.md writes down has vectors', () => {
  let section = ''
  const written = new Set<string>()
  for (const line of readFileSync(join(FOLDER, '../../crypto/PROTOCOL.md'), 'utf8').split('\n')) {
    section = /^#+ (\d+(?:\.\d+)*)/.exec(line)?.[1] ?? section
    if (line.startsWith('```')) written.add(section)
  }
  expect([...written].filter((one) => SECTIONS[one] === undefined)).toEqual([])
  expect([...new Set(Object.values(SECTIONS).flat())].sort()).toEqual(structuresOnDisk())
})

test('made again from the same seeds, the vectors are the same bytes', async () => {
  await ready()
  for (const file of await allVectors()) expect(textOf(file) === readVectors(file.structure), file.structure).toBe(true)
})

test('Node opens every vector', async () => {
  expect(await faultsIn(onDisk, PROTOCOL_VERSION)).toEqual([])
})

test('a byte changed in any vector is noticed', async () => {
  for (const file of onDisk) {
    const changed = list(file, 'cases').map((one) => {
      const name = TOLD.find((field) => field in one)
      if (name === undefined) throw new Error(`${text(file, 'structure')} has no field to change`)
      const value = text(one, name)
      return { ...one, [name]: value.slice(0, -1) + ((Number.parseInt(value.slice(-1), 16) + 1) % 10).toString() }
    })
    expect(await faultsIn([{ ...file, cases: changed }], PROTOCOL_VERSION), text(file, 'structure')).toHaveLength(changed.length)
  }
})
