// The check of all vectors as a script for a page: the same library, bundled as pages get it.
import { PROTOCOL_VERSION } from '#crypto/types.ts'
import { faultsIn } from './check.ts'
import type { Fields } from './fields.ts'

declare global {
  interface Window { vectorFaults(files: readonly Fields[]): Promise<string[]> }
}

window.vectorFaults = (files) => faultsIn(files, PROTOCOL_VERSION)
