// Compresses once what is sent many times. Never used on anything that holds a secret beside something a stranger chose.

import { promisify } from 'node:util'
import { brotliCompress, constants, gzip as gzipCallback } from 'node:zlib'

const brotliCompressed = promisify(brotliCompress)
const gzipCompressed = promisify(gzipCallback)

export interface Compressed {
  readonly plain: Uint8Array
  /** Null where it would not be smaller. */
  readonly brotli: Uint8Array | null
  readonly gzip: Uint8Array | null
}

/** Brotli at its best level and gzip; about 1 ms for a page, a second for a worker of 400 KB. */
export async function compressed(plain: Uint8Array): Promise<Compressed> {
  const [brotli, gzip] = await Promise.all([
    brotliCompressed(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24, [constants.BROTLI_PARAM_SIZE_HINT]: plain.length } }),
    gzipCompressed(plain, { level: 9 }),
  ])
  return { plain, brotli: brotli.length < plain.length ? brotli : null, gzip: gzip.length < plain.length ? gzip : null }
}

/** The smallest form that the browser accepts, with the value for Content-Encoding or null. */
export function formFor(acceptEncoding: string | undefined, forms: Compressed): { readonly bytes: Uint8Array; readonly encoding: 'br' | 'gzip' | null } {
  const accepted = new Set((acceptEncoding ?? '').slice(0, 200).split(',').filter((part) => !/;\s*q=0(\.0*)?\s*$/.test(part)).map((part) => part.split(';')[0]?.trim()))
  if (forms.brotli !== null && accepted.has('br')) return { bytes: forms.brotli, encoding: 'br' }
  if (forms.gzip !== null && accepted.has('gzip')) return { bytes: forms.gzip, encoding: 'gzip' }
  return { bytes: forms.plain, encoding: null }
}
