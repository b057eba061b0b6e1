// The one-time link on the console: without it the first visitor would own the portal.
// Its secret rides in the fragment, so it reaches no log; the server keeps a hash, in memory, until the portal is live or stops.

import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

export interface SetUpLink {
  /** The address to print; null once the link was used or is not needed. */
  address(origin: string): string | null
  /** Trades the secret for the value of the set-up cookie, once; null if the secret is wrong or was used. */
  open(secret: string): string | null
  /** True for the cookie that `open` gave out last. */
  holds(cookie: string | null): boolean
  /** Ends it all: called when the first roster is published. */
  close(): void
}

/** A link with 256 bits; `needed` false gives one that never opens. */
export function setUpLink(needed: boolean): SetUpLink {
  const secret = randomBytes(32).toString('base64url')
  let link: Buffer | null = needed ? hashOf(secret) : null
  let session: Buffer | null = null
  return {
    address: (origin) => (link === null ? null : `${origin}/desk/set-up#${secret}`),
    open(given) {
      if (link === null || !timingSafeEqual(link, hashOf(given))) return null
      const cookie = randomBytes(32).toString('base64url')
      link = null
      session = hashOf(cookie)
      return cookie
    },
    holds: (cookie) => cookie !== null && session !== null && timingSafeEqual(session, hashOf(cookie)),
    close() {
      link = null
      session = null
    },
  }
}

function hashOf(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
