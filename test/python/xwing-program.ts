// X-Wing for the verifier in Python, which has none: one line of JSON in, one out, by an implementation that is not ours.
// { seed, ct? } -> { public, secret? }, all hexadecimal.
import { createInterface } from 'node:readline'
import { ml_kem768_x25519 as XWing } from '@noble/post-quantum/hybrid.js'

for await (const line of createInterface({ input: process.stdin })) {
  const asked: { seed: string; ct?: string } = JSON.parse(line)
  const keys = XWing.keygen(Buffer.from(asked.seed, 'hex'))
  const secret = asked.ct === undefined ? undefined : hex(XWing.decapsulate(Buffer.from(asked.ct, 'hex'), keys.secretKey))
  process.stdout.write(`${JSON.stringify({ public: hex(keys.publicKey), secret })}\n`)
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}
