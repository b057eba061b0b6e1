// What every address under /api and /desk/api shares: who asks, whether the signature holds, and how a refusal is worded.

import type { AppLoadContext } from '@remix-run/node'
import { CryptoError, challengeHolds, parseFrame, ready, type Action, type Frame } from '#crypto/server.ts'
import type { Instance } from './instance.server.ts'
import { refusal } from './refusals.server.ts'

/** Ends a request with this answer; thrown by the steps below, never shown to anybody as an error. */
export class Refused extends Error {
  readonly response: Response

  constructor(response: Response) {
    super('refused')
    this.name = 'Refused'
    this.response = response
  }
}

/** Runs the steps of a request: bytes that are not what they should be become a 400 with the code of the protocol, refusals their own answer. */
export async function answering(steps: () => Promise<Response>): Promise<Response> {
  try {
    // Remix bundles its own copy of the protocol, whose primitives load apart from the adapter's.
    await ready()
    return await steps()
  } catch (error) {
    if (error instanceof Refused) return error.response
    if (error instanceof CryptoError) return refusal(error.code === 'newer-version' ? 'newer-version' : 'broken')
    if (isMalformed(error)) return refusal('broken')
    throw error
  }
}

// Lengths that sealing never gives, and what the database's own checks refuse: check, not-null and range violations, text that is no text.
function isMalformed(error: unknown): boolean {
  if (error instanceof RangeError) return true
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && ['23514', '23502', '22001', '22003', '22021'].includes(error.code)
}

/** The organisation, or the refusal that there is none yet. */
export function instanceOf(context: AppLoadContext): Instance {
  if (context.instance === null) throw new Refused(refusal('not-set-up'))
  return context.instance
}

/**
 * Reads a signed frame of one of these parties for one action and checks that its challenge is ours and young (ten to twenty minutes).
 * The signature is the caller's next step, because only the caller knows which card must hold it.
 */
export async function frameFor(request: Request, context: AppLoadContext, action: Action, ...parties: readonly Frame['party'][]): Promise<Frame> {
  return frameFrom(await bytesIn(request, context), context, action, ...parties)
}

/** The same for a frame that the caller has taken out of a body. */
export function frameFrom(bytes: Uint8Array, context: AppLoadContext, action: Action, ...parties: readonly Frame['party'][]): Frame {
  const { instanceId } = instanceOf(context)
  const frame = parseFrame(bytes)
  if (frame.action !== action || !parties.includes(frame.party)) throw new Refused(refusal('broken'))
  if (!challengeHolds(context.keys.challenge, instanceId, context.now() / 1000, frame.challenge)) throw new Refused(refusal('challenge'))
  return frame
}

/** The bytes of a body. Those that the adapter read are taken as they are: a second stream around them costs as much as a signature. */
export async function bytesIn(request: Request, context: AppLoadContext): Promise<Uint8Array> {
  return context.body ?? new Uint8Array(await request.arrayBuffer())
}

/** An id from a parsed body or an address; refuses `broken` where it is none. */
export function idFrom<Id>(parse: (text: string) => Id | null, text: string): Id {
  const id = parse(text)
  if (id === null) throw new Refused(refusal('broken'))
  return id
}

/** For addresses that only take posts, or only give. */
export function wrongVerb(): Response {
  return refusal('method')
}
