// npm run vectors: writes every vector from fixed seeds. A file that is frozen for this protocol version is never written
// with other bytes: whoever needs that raises PROTOCOL_VERSION and says why in PROTOCOL.md.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ready } from '#crypto/sodium.ts'
import { PROTOCOL_VERSION } from '#crypto/types.ts'
import { allVectors } from './all.ts'
import { FOLDER, hashOfText, textOf } from './written.ts'

const frozenPath = join(FOLDER, 'frozen.json')

await ready()
const frozen: Record<string, Record<string, string>> = JSON.parse(readFileSync(frozenPath, 'utf8'))
const ours = { ...frozen[String(PROTOCOL_VERSION)] }
const changed: string[] = []
for (const file of await allVectors()) {
  const text = textOf(file)
  const hash = hashOfText(text)
  if (ours[file.structure] !== undefined && ours[file.structure] !== hash) changed.push(file.structure)
  else {
    writeFileSync(join(FOLDER, `${file.structure}.json`), text)
    ours[file.structure] = hash
  }
}
if (changed.length > 0) {
  process.stderr.write(`Not written, because protocol version ${PROTOCOL_VERSION} froze other bytes: ${changed.join(', ')}\n`)
  process.exitCode = 1
} else {
  writeFileSync(frozenPath, `${JSON.stringify({ ...frozen, [PROTOCOL_VERSION]: ours }, null, 1)}\n`)
}
