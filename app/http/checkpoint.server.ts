// The server's daily signature over the end of the record: a browser that has seen it notices a record that is shorter or another one later.

import { hashOf, receiptKeys, signCheckpoint } from '#crypto/server.ts'
import type { CheckpointAsked } from '#db/commands/sign-checkpoint.server.ts'
import type { Instance } from './instance.server.ts'
import { signsFor, type ServerKeys } from './keys.server.ts'

/** Signs with the receipt key; null while no published roster names ours, because nobody could check the signature. */
export function headSigner(keys: ServerKeys, instance: Pick<Instance, 'instanceId' | 'receiptPk'> | null): CheckpointAsked['sign'] | null {
  if (instance === null || instance.receiptPk === null || !signsFor(keys, instance.receiptPk)) return null
  const { sk } = receiptKeys(keys.receiptSeed)
  return ({ s, head, day }) => signCheckpoint(sk, instance.instanceId, { seq: s, head: hashOf('audit-head', head), day })
}
