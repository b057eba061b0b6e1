// Who may post: our own pages. The names of the portal come from the configuration, never from a header.

import type { IncomingHttpHeaders } from 'node:http'

/** The origins that count as ours. Without ORIGIN in the configuration the portal is a trial on this machine, and all its loopback names do. */
export function ownOrigins(origin: string, fixed: boolean): readonly string[] {
  if (fixed) return [origin]
  const { protocol, port } = new URL(origin)
  return ['localhost', '127.0.0.1', '[::1]'].map((host) => `${protocol}//${host}${port === '' ? '' : `:${port}`}`)
}

/** True for a request that changes something and was sent by a page of another origin; browsers always name it. */
export function isForeign(method: string, headers: IncomingHttpHeaders, own: readonly string[]): boolean {
  if (method !== 'POST') return false
  if (headers['sec-fetch-site'] === 'cross-site') return true
  return headers.origin !== undefined && !own.includes(headers.origin)
}
