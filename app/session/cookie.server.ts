// The cookies of the staff side. All are bound to /desk, so that no page of a reporter ever sends or sets one
// (a `__Host-` cookie would need Path=/ and ride along there).

export const memberCookie = '__Secure-todoke-desk'
export const setUpCookie = '__Secure-todoke-set-up'
export const rootCookie = '__Secure-todoke-root'
export const recoveryCookie = '__Secure-todoke-recovery'

/** The value for Set-Cookie: for /desk alone, encrypted connections, our own pages, gone with the browser. */
export function cookieWith(name: string, value: string): string {
  return `${name}=${value}; Path=/desk; Secure; HttpOnly; SameSite=Strict`
}

/** The value for Set-Cookie that takes a cookie away. */
export function cookieWithout(name: string): string {
  return `${name}=; Path=/desk; Secure; HttpOnly; SameSite=Strict; Max-Age=0`
}

/** The cookie's value, or null unless it is base64url of 32 bytes. */
export function cookieOf(request: Request, name: string): string | null {
  for (const part of (request.headers.get('cookie') ?? '').slice(0, 4096).split(';')) {
    const at = part.indexOf('=')
    if (part.slice(0, at).trim() !== name) continue
    const value = part.slice(at + 1).trim()
    return /^[A-Za-z0-9_-]{43}$/.test(value) ? value : null
  }
  return null
}
