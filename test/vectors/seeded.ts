// Chance with a fixed beginning, for vectors only: the same run gives the same nonces, keys and encapsulations.
// libsodium asks the platform's generator, so that is what is replaced, and given back afterwards.
import { createHash } from 'node:crypto'

export async function withFixedChance<Result>(seed: string, run: () => Result | Promise<Result>): Promise<Result> {
  let counter = 0
  const original = Object.getOwnPropertyDescriptor(globalThis.crypto, 'getRandomValues')
  Object.defineProperty(globalThis.crypto, 'getRandomValues', {
    configurable: true,
    value: <View extends ArrayBufferView>(view: View): View => {
      const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength)
      for (let at = 0; at < bytes.length; at += 32) {
        const block = createHash('sha256').update(`${seed} ${counter}`).digest()
        counter += 1
        bytes.set(block.subarray(0, Math.min(32, bytes.length - at)), at)
      }
      return view
    },
  })
  try {
    return await run()
  } finally {
    if (original === undefined) Reflect.deleteProperty(globalThis.crypto, 'getRandomValues')
    else Object.defineProperty(globalThis.crypto, 'getRandomValues', original)
  }
}
