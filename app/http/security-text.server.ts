// Whom to tell about a weakness of this portal (RFC 9116), for people who look for weaknesses. Only whoever runs it knows.

import type { StaticFile } from './static.server.ts'
import { headersOfFile } from './static.server.ts'

export const securityTextAddress = '/.well-known/security.txt'

const dayMs = 24 * 60 * 60 * 1000

/** The file with the operator's contact, good for thirty days from the day it is asked for; undefined where no contact is set. */
export function securityText(contact: string | null, origin: string, nowMs: number): StaticFile | undefined {
  if (contact === null) return undefined
  const expires = new Date((Math.floor(nowMs / dayMs) + 30) * dayMs).toISOString()
  const text = `Contact: ${contact}\nExpires: ${expires}\nCanonical: ${origin}${securityTextAddress}\n`
  return { forms: { plain: new TextEncoder().encode(text), brotli: null, gzip: null }, headers: headersOfFile(securityTextAddress) }
}
