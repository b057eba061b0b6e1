// The only place that writes to the console while the portal runs. What may be said is listed here, field by field:
// no address, no path, no name, no message of an error (it may quote what somebody sent), no time finer than the console adds itself.

export interface LogFields {
  readonly status?: number
  readonly audience?: 'reporter' | 'desk' | 'plain'
  readonly job?: string
  readonly count?: number
  readonly error?: unknown
}

export type Log = (event: string, fields?: LogFields) => void

/** Writes one line of JSON; an error becomes its class, its code and the places in our code it passed. */
export const log: Log = (event, { error, ...fields } = {}) => {
  process.stderr.write(`${JSON.stringify({ event, ...fields, ...(error === undefined ? {} : describe(error)) })}\n`)
}

/** One line for the person who started the portal, on the ordinary channel. */
export function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

/** The same on the channel for errors. */
export function complain(line: string): void {
  process.stderr.write(`${line}\n`)
}

function describe(error: unknown): { readonly error: string; readonly code?: string; readonly at?: readonly string[] } {
  if (!(error instanceof Error)) return { error: typeof error }
  const code = 'code' in error && typeof error.code === 'string' && /^[\w-]{1,40}$/.test(error.code) ? { code: error.code } : {}
  // The message stands first in the stack and may quote what somebody sent, lines that look like places included.
  const places = (error.stack ?? '').replace(`${error.name}: ${error.message}`, '')
  const at = places.split('\n').filter((line) => /^\s+at /.test(line)).slice(0, 6).map((line) => line.trim())
  return { error: error.name, ...code, at }
}
