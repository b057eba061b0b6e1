// `npm run bench:crypto`: what the protocol costs on this machine, as a table, or with --json as one object.
import { buildAssets } from '#app/http/assets.server.ts'
import { compressed } from '#app/http/compress.server.ts'
import { cryptoJson, cryptoTable } from './crypto-measures.ts'
import { measureFiles } from './file-bench.ts'
import { measureSubmission } from './submission.ts'

const submission = await measureSubmission()
const { streamNativeMBs, sealPeakMB, ...streams } = await measureFiles()
if (streamNativeMBs === null) throw new Error('The native figure needs Python 3 with PyNaCl. On Debian: apt-get install -y python3-nacl.')
const figures = { ...submission, ...streams, streamNativeMBs, wasmBytes: await sizeOf('reporter-worker.js'), fallbackBytes: await sizeOf('reporter-worker-plain.js') }
const memory = `renderer while sealing 100 MB: ${sealPeakMB.toFixed(1)} MB above rest (at most 32)`
process.stdout.write(process.argv.includes('--json') ? `${cryptoJson(figures)}\n` : `${cryptoTable(figures)}\n${memory}\n`)
process.exit()

async function sizeOf(name: string): Promise<number> {
  const { manifest, files } = await buildAssets()
  const built = files.get(manifest[name] ?? '')
  if (built === undefined) throw new Error(`${name} was not built`)
  const { brotli } = await compressed(built)
  return brotli?.length ?? built.length
}
