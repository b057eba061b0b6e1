// What day this computer believes it is. Whether a signed list has run out is judged by it, never by the server's word:
// a server that keeps an old list alive would only have to say that it is yesterday.

const dayMs = 86_400_000

/** Days since 1970-01-01 in the computer's own time zone. */
export function deviceDay(): number {
  const now = new Date()
  return Math.floor((now.getTime() - now.getTimezoneOffset() * 60_000) / dayMs)
}
